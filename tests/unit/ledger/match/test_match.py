"""Each way in which a ledger and a return can disagree, told once and priced."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from kinward.errors import ArgumentError
from kinward.ledger.match.kinds import KINDS, SAID
from match_scenes import Scene

FOSTERED = "a 2024-05-01 S C2 U4 PR4 2024-08-01 E4A"
MOVED = """
    a 2024-05-01 S C2 U4 PR4 2024-08-01 X1
    a 2024-08-01 P C2 U4 PR4 2024-11-01 E4A
"""
STEPPED_DOWN = """
    a 2024-05-01 S C2 K2 PR4 2024-08-01 X1
    a 2024-08-01 P C2 U4 PR4 - -
"""


@pytest.mark.parametrize(
    ("episodes", "placements"),
    [
        (FOSTERED, "a ifa 2024-05-01 2024-08-01 700"),
        (MOVED, "a ifa 2024-05-01 2024-08-01 700\na ifa 2024-08-01 2024-11-01 800"),
        # The ledger never entered a move, or renewed a contract within a stay.
        (MOVED, "a ifa 2024-05-01 2024-11-01 700"),
        (FOSTERED, "a ifa 2024-05-01 2024-06-01 700\na ifa 2024-06-01 2024-08-01 720"),
        # In care before the returns begin, and still there.
        ("a 2020-05-01 S C2 U4 PR4 - -", "a ifa 2021-01-01 - 700"),
        # Ends after the last day compared are not known yet.
        ("a 2024-05-01 S C2 U4 PR4 - -", "a ifa 2024-05-01 2025-06-01 700"),
        # Two weeks in hospital: the category of the placement left.
        (
            """
            a 2024-05-01 S C2 U4 PR4 2024-06-01 X1
            a 2024-06-01 P C2 T1 - 2024-06-15 X1
            a 2024-06-15 P C2 U4 PR4 2024-08-01 E4A
            """,
            "a ifa 2024-05-01 2024-08-01 700",
        ),
        # Home with parents costs nothing; an allowance is no placement; nor is one of no days.
        (
            "a 2024-05-01 S C1 P1 PR0 - -",
            "a sgo 2024-05-01 - 100\na ifa 2024-05-01 2024-05-01 700",
        ),
    ],
)
def test_what_agrees(episodes: str, placements: str) -> None:
    match = Scene(episodes, placements).match()
    assert match.differences == match.kinds == ()
    assert match.days_agreed == match.days


@pytest.mark.parametrize(
    ("episodes", "placements", "found"),
    [
        (
            FOSTERED,
            "a ifa 2024-05-01 2024-08-01 700\nb ifa 2024-05-01 2024-06-01 700",
            [("not_in_return", "paid", "placements.csv 3", "31")],
        ),
        (
            f"{FOSTERED}\nb 2024-05-01 S C2 U4 PR4 2024-06-01 E4A",
            "b ifa 2024-05-01 2024-06-01 700",
            [("not_in_ledger", "due", "episodes.csv 2", "92")],
        ),
        # A child of whom the ledger knows nothing is one difference, at the last episode.
        (MOVED, "b sgo 2024-05-01 - 700", [("not_in_ledger", "due", "episodes.csv 3", "184")]),
        # A placement is lacking of one whom it knows.
        (
            MOVED,
            "a ifa 2024-05-01 2024-08-01 700",
            [("not_in_ledger", "due", "episodes.csv 3", "92")],
        ),
        (
            FOSTERED,
            "a kin 2024-05-01 2024-08-01 700",
            [("category_differs", "paid", "placements.csv 2", "92")],
        ),
        (
            "a 2024-05-01 S C1 P1 PR0 2024-06-01 E4A",
            "a ifa 2024-05-01 2024-06-01 700",
            [("category_differs", "paid", "placements.csv 2", "31")],
        ),
        (
            FOSTERED,
            "a wrong 2024-05-01 2024-08-01 700",
            [("unknown_service_type", "paid", "placements.csv 2", "92")],
        ),
        (
            FOSTERED,
            "a ifa 2024-04-21 2024-08-01 700",
            [("start_differs", "paid", "placements.csv 2", "10")],
        ),
        (
            FOSTERED,
            "a ifa 2024-05-11 2024-08-01 700",
            [("start_differs", "due", "placements.csv 2", "10")],
        ),
        (
            FOSTERED,
            "a ifa 2024-05-01 2024-08-11 700",
            [("end_differs", "paid", "placements.csv 2", "10")],
        ),
        (
            FOSTERED,
            "a ifa 2024-05-01 2024-07-22 700",
            [("end_differs", "due", "placements.csv 2", "10")],
        ),
        (
            FOSTERED,
            "a ifa 2024-05-01 - 700",
            [("paid_after_leaving", "paid", "placements.csv 2", "243")],
        ),
        (
            FOSTERED,
            "a ifa 2024-05-01 2024-06-01 700\na ifa 2024-06-11 2024-08-01 700",
            [("gap", "due", "placements.csv 3", "10")],
        ),
        (
            FOSTERED,
            "a ifa 2024-05-01 2024-08-01 700\na ifa 2024-05-01 2024-08-01 700",
            [("overlap", "paid", "placements.csv 3", "92")],
        ),
        # Ten days at home between two stays with the same carers.
        (
            """
            a 2024-05-01 S C2 U4 PR4 2024-06-01 E4A
            a 2024-06-11 S C2 U4 PR4 2024-08-01 E4A
            """,
            "a ifa 2024-05-01 2024-08-01 700",
            [("paid_between", "paid", "placements.csv 2", "10")],
        ),
        # A repair made the end (REC ?), so that nobody can say which is right.
        (
            "a 2024-05-01 S C2 U4 PR4 2024-08-01 ?",
            "a ifa 2024-05-01 - 700",
            [("end_not_known", "paid", "placements.csv 2", "243")],
        ),
    ],
)
def test_each_kind(episodes: str, placements: str, found: list[tuple[str, ...]]) -> None:
    assert Scene(episodes, placements).found() == found


@pytest.mark.parametrize(
    ("placements", "found"),
    [
        # The home is left late: no gap, no overlap with the carers who follow.
        (
            "a res 2024-05-01 2024-08-21 4000\na ifa 2024-08-01 - 700",
            ("end_differs", "paid", "placements.csv 2", "20"),
        ),
        # The whole move is entered late: one wrong date in two placements.
        (
            "a res 2024-05-01 2024-08-21 4000\na ifa 2024-08-21 - 700",
            ("end_differs", "paid", "placements.csv 2", "20"),
        ),
        (
            "a res 2024-05-01 2024-07-12 4000\na ifa 2024-07-12 - 700",
            ("start_differs", "paid", "placements.csv 3", "20"),
        ),
        (
            "a res 2024-05-01 2024-08-01 4000\na ifa 2024-08-21 - 700",
            ("start_differs", "due", "placements.csv 3", "20"),
        ),
        # Never ended although the child only moved.
        (
            "a res 2024-05-01 - 4000\na ifa 2024-08-01 - 700",
            ("end_differs", "paid", "placements.csv 2", "243"),
        ),
        # The move was never entered: paid as a home ever since.
        (
            "a res 2024-05-01 - 4000",
            ("category_differs", "paid", "placements.csv 2", "243"),
        ),
    ],
)
def test_a_wrong_date_of_a_move_has_no_echo(placements: str, found: tuple[str, ...]) -> None:
    assert Scene(STEPPED_DOWN, placements).found() == [found]


def test_short_breaks_are_left_apart() -> None:
    scene = Scene(
        "a 2024-05-01 S V4 U4 PR4 2024-06-01 E4A\nb 2024-05-01 S C2 U4 PR4 2024-06-01 E4A",
        "a ifa 2024-05-01 2024-06-01 700\nb ifa 2024-05-01 2024-06-01 700",
    )
    match = scene.match()
    assert match.differences == ()
    assert (match.short_breaks, match.in_ledger, match.in_both) == (1, 1, 1)


def test_a_placement_of_no_child_is_left_apart() -> None:
    match = Scene(FOSTERED, "a ifa 2024-05-01 2024-08-01 700\n- ifa 2024-05-01 - 700").match()
    assert (match.differences, match.without_child) == ((), 1)


def test_identifiers_are_mapped_and_may_be_two_for_one_child() -> None:
    scene = Scene(
        FOSTERED, "f1 ifa 2024-05-01 2024-06-01 700\nf2 ifa 2024-06-01 2024-08-01 700\na ifa "
        "2024-05-01 2024-06-01 700"
    )  # fmt: skip
    names = pl.DataFrame({"child_id": ["f1", "f2", "f3"], "CHILD": ["a", "a", "nobody"]})
    match = scene.match(children=names)
    assert [(one.kind, one.row) for one in match.differences] == [("not_in_return", 4)]
    assert (match.in_return, match.in_ledger, match.in_both) == (1, 3, 1)


def test_differences_up_to_the_tolerance_are_left_out() -> None:
    scene = Scene(FOSTERED, "a ifa 2024-05-04 2024-08-05 700")
    assert [row[-1] for row in scene.found()] == ["4", "3"]
    assert [row[-1] for row in scene.found(tolerance=3)] == ["4"]
    assert scene.found(tolerance=4) == []


def test_only_days_up_to_the_as_at_date_are_compared() -> None:
    scene = Scene(FOSTERED, "a ifa 2024-05-01 - 700")
    assert scene.found(date(2024, 7, 31)) == []
    assert [row[-1] for row in scene.found(date(2024, 8, 5))] == ["5"]
    late = scene.match(date(2026, 1, 31))
    assert (late.first, late.last) == (date(2024, 4, 1), date(2025, 3, 31))


def test_a_missing_year_is_not_compared() -> None:
    scene = Scene(FOSTERED, "a ifa 2022-05-01 2024-08-01 700", years=(2022, 2023, 2025))
    match = scene.match()
    assert match.first == date(2024, 4, 1)
    assert [one.days for one in match.differences] == [30]
    assert scene.match(date(2023, 3, 31)).first == date(2021, 4, 1)


def test_a_day_that_no_return_covers_is_refused() -> None:
    with pytest.raises(ArgumentError, match="No return covers a day up to 31/03/2024"):
        Scene(FOSTERED, "a ifa 2024-05-01 - 700").match(date(2024, 3, 31))


def test_what_is_paid_too_long_is_priced_by_its_own_rates() -> None:
    """The days after 31 July 2024: a rate of £700, from 1 October £730 a week, 52 weeks a year."""
    scene = Scene(
        FOSTERED, "a ifa 2024-05-01 - 700\na ifa 2024-05-01 - 730 2024-10-01", years=(2024, 2025)
    )
    (one,) = scene.match().differences
    first = round(70000 * 52 * 153 / 365) - round(70000 * 52 * 92 / 365)
    second = round(73000 * 52 * 182 / 365)
    assert (one.days, one.pence, one.pence_in_year) == (243, first + second, first + second)
    assert not one.estimated


def test_what_is_not_paid_is_priced_by_the_median_placement_of_its_category() -> None:
    """The lower of two: £800 a week, 92 days of 365. Another category tells nothing."""
    others = "b 2024-04-01 S C2 U4 PR4 - -\nc 2024-04-01 S C2 U4 PR4 - -"
    paid = "b ifa 2024-04-01 - 900\nc ifa 2024-04-01 - 800"
    (one,) = Scene(f"{FOSTERED}\n{others}", paid).match().differences
    assert (one.pence, one.estimated) == (round(80000 * 52 * 92 / 365), True)
    kin = "b 2024-04-01 S C2 U1 PR1 - -"
    match = Scene(f"{FOSTERED}\n{kin}", "b kin 2024-04-01 - 100").match()
    assert [one.pence for one in match.differences] == [None]
    assert [tally.unpriced for tally in match.kinds] == [1]


def test_money_in_the_year_of_the_as_at_date_is_told_apart() -> None:
    """Left on 1 March 2024, never ended: 31 days of a leap year's 366, and all of 2024/25."""
    scene = Scene(
        "a 2023-05-01 S C2 U4 PR4 2024-03-01 E4A", "a ifa 2023-05-01 - 700", years=(2024, 2025)
    )
    (one,) = scene.match().differences
    before = round(70000 * 52 * 336 / 366) - round(70000 * 52 * 305 / 366)
    assert (one.days, one.pence_in_year) == (31 + 365, 70000 * 52)
    assert one.pence == before + 70000 * 52


def test_every_way_to_differ_has_words_of_its_own() -> None:
    assert {said.kind for said in SAID.values()} == set(KINDS)
    assert len({said.message for said in SAID.values()}) == len(SAID)
    for said in SAID.values():
        assert said.message.format(days="3 days").count("3 days") == 1
        assert said.remedy.endswith(".")
