"""Reviews on time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cohorts import cohort
from kinward.cohort.reviews import reviews
from kinward.cohort.stock import moments

Row = tuple[object, ...]


def _reviews(
    episodes: str, held: str, years: tuple[int, ...] = (2019,), as_at: date | None = None
) -> tuple[list[Row], list[Row]]:
    """year, children, on time; and year, kind, due, on time."""
    lines = "\n".join(
        f"{line.split()[0]} {day}" for line in held.splitlines() for day in line.split()[1:]
    )
    built = cohort(
        years,
        Episodes=f"CHILD DECOM DEC RNE LS PLACE\n{episodes}",
        Reviews=f"CHILD REVIEW\n{lines}",
    )
    children, by_kind = reviews(built, moments(built, as_at or built.observed_to))
    return (
        children.select("year", "children", "on_time").rows(),
        by_kind.select("year", "kind", "due", "on_time").rows(),
    )


FIRST = [
    # start, last day on time: 20 working days, the start not counted
    ("2018-06-04", "2018-07-02"),  # a Monday, no holiday
    ("2018-06-09", "2018-07-06"),  # a Saturday counts from the Monday
    ("2018-05-01", "2018-05-31"),  # two bank holidays in May
    ("2018-12-14", "2019-01-16"),  # Christmas, Boxing Day, New Year
]


@pytest.mark.parametrize(("start", "last"), FIRST)
def test_the_first_review_is_due_in_20_working_days_of_england(start: str, last: str) -> None:
    late = date.fromisoformat(last) + timedelta(days=1)
    # Care ends before the second review is due.
    episode = f"A {start} {late + timedelta(days=40)} S V2 U6"
    assert _reviews(episode, f"A {last}")[1] == [(2019, "first", 1, 1)]
    assert _reviews(episode, f"A {late}")[1] == [(2019, "first", 1, 0)]


def test_the_second_is_due_in_3_months_and_each_later_one_in_6() -> None:
    episode = "A 2018-04-03 - S V2 U6"
    on_time = "A 2018-04-30 2018-07-30 2019-01-30"
    assert _reviews(episode, on_time) == (
        [(2019, 1, 1)],
        [(2019, "first", 1, 1), (2019, "second", 1, 1), (2019, "later", 1, 1)],
    )
    late = "A 2018-04-30 2018-07-31 2019-02-01"
    assert _reviews(episode, late) == (
        [(2019, 1, 0)],
        [(2019, "first", 1, 1), (2019, "second", 1, 0), (2019, "later", 1, 0)],
    )


def test_a_review_is_due_only_while_the_child_is_looked_after() -> None:
    held = "A 2018-04-30\nB 2018-04-30"
    episodes = "A 2018-04-03 2018-07-30 S V2 U6\nB 2018-04-03 2018-07-31 S V2 U6"
    assert _reviews(episodes, held)[1] == [(2019, "first", 2, 2), (2019, "second", 1, 0)]


def test_a_review_belongs_to_the_period_of_its_day() -> None:
    episodes = "A 2018-04-03 2018-05-10 S V2 U6\nA 2018-06-04 2018-07-20 S V2 U6"
    held = "A 2018-04-20 2018-06-20 2018-05-20"
    assert _reviews(episodes, held)[1] == [(2019, "first", 2, 2)]


def test_short_breaks_have_none() -> None:
    episodes = "A 2018-04-03 - S V4 U6\nB 2018-04-03 2018-06-01 S V2 U6"
    assert _reviews(episodes, "B 2018-04-20")[1] == [(2019, "first", 1, 1)]


def test_where_the_period_began_before_the_returns_the_first_seen_only_starts_the_clock() -> None:
    episodes = "A 2017-09-01 - S V2 U6\nB 2018-05-01 - P V2 U6\nC 2017-09-01 - S V2 U6"
    held = "A 2018-06-01 2018-12-01\nB 2018-07-01 2019-01-02"
    assert _reviews(episodes, held) == ([(2019, 2, 1)], [(2019, "later", 2, 1)])


def test_one_not_held_counts_in_every_year_that_it_is_overdue_in() -> None:
    episodes = "A 2018-04-03 - S V2 U6\nB 2019-04-01 2019-06-01 S V2 U6"
    held = "A 2018-04-20 2019-06-01 2019-12-01\nB 2019-04-05"
    assert _reviews(episodes, held, (2019, 2020)) == (
        [(2019, 1, 0), (2020, 1, 0)],
        [
            (2019, "first", 1, 1),
            (2019, "second", 1, 0),
            (2020, "first", 1, 1),
            (2020, "later", 1, 1),
        ],
    )


def test_the_year_of_a_late_one_held_before_the_next_is_not_touched() -> None:
    held = "A 2018-04-20 2018-12-01 2019-06-01 2019-12-01"
    assert _reviews("A 2018-04-03 - S V2 U6", held, (2019, 2020))[0] == [(2019, 1, 0), (2020, 1, 1)]


def test_one_held_on_the_first_day_of_a_year_was_not_overdue_in_it() -> None:
    held = "A 2018-04-20 2018-07-20 2018-09-30 2019-04-01 2019-10-01"
    assert _reviews("A 2018-04-03 - S V2 U6", held, (2019, 2020))[0] == [(2019, 1, 0), (2020, 1, 1)]


def test_a_year_in_which_no_review_is_listed_is_not_judged() -> None:
    held = "A 2018-04-20 2018-07-20 2021-03-01"
    children, by_kind = _reviews("A 2018-04-03 - S V2 U6", held, (2019, 2020, 2021))
    assert children == [(2019, 1, 0)]
    assert by_kind == [(2019, "first", 1, 1), (2019, "second", 1, 1), (2019, "later", 1, 0)]
    assert _reviews("A 2018-04-03 - S V2 U6", "Z 2018-04-20") == ([], [])


def test_only_what_was_due_by_the_as_at_date_counts() -> None:
    episode, held = "A 2018-04-03 - S V2 U6", "A 2018-04-30 2018-07-31"
    before, after = date(2018, 7, 29), date(2018, 7, 30)
    assert _reviews(episode, held, as_at=before)[1] == [(2019, "first", 1, 1)]
    assert _reviews(episode, held, as_at=after)[1] == [
        (2019, "first", 1, 1),
        (2019, "second", 1, 0),
    ]
