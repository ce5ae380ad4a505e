"""Durations of a handful of periods, worked by hand."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from kinward.cohort.durations import measure
from kinward.cohort.model import EXIT_CAUSES, Durations
from periods_of_care import cohort_of, periods_of

BEGINS, ENDS = date(2022, 4, 1), date(2025, 3, 31)


def _measure(text: str, as_at: date = ENDS) -> Durations:
    return measure(cohort_of(periods_of(text), BEGINS, ENDS), as_at)


def _all(durations: Durations) -> list[tuple[int, int, float]]:
    [curve] = durations.survival["all"]
    return curve.curve.select("day", "at_risk", "survival").rows()


def test_days_are_counted_from_the_start_to_the_end() -> None:
    found = _measure(
        """
        2024-02-01 2024-03-01
        2024-02-01 2025-02-01
        """
    )
    assert _all(found) == [(29, 2, 0.5), (366, 1, 0.0)]


def test_an_open_stay_is_at_risk_to_the_as_at_date_and_never_an_exit() -> None:
    found = _measure(
        """
        2024-01-01 2024-01-11
        2024-01-01 -
        2024-01-01 2024-06-01
        2024-07-01 2024-08-01
        """,
        as_at=date(2024, 1, 31),
    )
    assert _all(found) == [(10, 3, pytest.approx(2 / 3))]
    [curve] = found.survival["all"]
    assert (curve.periods, curve.exits, curve.from_day, curve.to_day) == (3, 1, 0, 30)


def test_after_the_last_return_nothing_more_is_known() -> None:
    [curve] = _measure("2025-03-01 -", as_at=date(2026, 3, 31)).survival["all"]
    assert curve.to_day == 30


def test_a_child_in_care_when_the_data_begins_enters_at_the_time_then_spent() -> None:
    """One of three leaves on day 5; on day 10 the late one makes three of the two."""
    found = _measure(
        """
        2022-03-22 2022-04-11
        2022-05-01 2022-05-06
        2022-05-01 2022-05-31
        2022-05-01 2022-05-31
        """
    )
    assert _all(found) == [
        (5, 3, pytest.approx(2 / 3)),
        (20, 3, pytest.approx(4 / 9)),
        (30, 2, 0.0),
    ]


def test_a_stay_that_ended_before_the_data_begins_was_never_seen() -> None:
    found = _measure(
        """
        2022-01-01 2022-03-31
        2022-01-01 2022-04-01
        """
    )
    [curve] = found.survival["all"]
    assert (curve.periods, curve.exits, curve.from_day) == (1, 1, 90)
    assert found.completed["exits"].to_list() == [1]


def test_stays_of_unknown_start_are_left_out_and_counted() -> None:
    found = _measure(
        """
        2022-04-01 2022-04-21 ?start
        2022-04-01 - ?start
        2022-04-01 2022-05-01
        """
    )
    assert found.start_unknown == 2
    assert _all(found) == [(30, 1, 0.0)]
    assert found.completed.select("exits", "median", "start_unknown").rows() == [(1, 30.0, 1)]


def test_an_assumed_end_is_no_exit() -> None:
    found = _measure(
        """
        2024-01-01 2024-01-31 ?end
        2024-01-01 2024-03-01
        """
    )
    assert _all(found) == [(60, 1, 0.0)]
    assert found.completed.select("exits", "median", "end_unknown").rows() == [(1, 60.0, 1)]


def test_short_breaks_are_not_looked_after() -> None:
    found = _measure("2024-01-01 2024-01-31 short")
    assert found.survival["all"] == ()
    assert found.completed.is_empty()
    assert found.still_in_care_at_1_year is None


def test_quartiles_are_whole_days_or_halves() -> None:
    """1, 2, 4 and 9 days: between the first and second, second and third, third and fourth."""
    found = _measure(
        """
        2022-05-01 2022-05-02
        2022-05-01 2022-05-03
        2022-05-01 2022-05-05
        2022-05-01 2022-05-10
        2023-05-01 2023-05-08
        """
    )
    assert found.completed.rows() == [
        (2023, 4, 1.5, 3.0, 6.5, 0, 0),
        (2024, 1, 7.0, 7.0, 7.0, 0, 0),
    ]


def test_causes_start_with_everybody_in_care_and_sum_to_1() -> None:
    found = _measure(
        """
        2024-01-01 2024-01-02 adopted
        2024-01-01 2024-01-03
        2024-01-01 2024-01-05 adopted
        2024-01-01 -
        """
    ).causes
    assert found.columns == ["day", *EXIT_CAUSES, "in_care"]
    assert found.select("day", "home", "adopted", "in_care").rows() == [
        (0, 0.0, 0.0, 1.0),
        (1, 0.0, 0.25, 0.75),
        (2, 0.25, 0.25, 0.5),
        (4, 0.25, 0.5, 0.25),
    ]


def test_still_in_care_at_a_year_of_all_and_of_those_in_care_after_28_days() -> None:
    """Of ten, four leave within 28 days (one on day 28), two more within 365 (one on day 365)."""
    found = _measure(
        "2022-05-01 2022-05-02\n" * 3
        + "2022-05-01 2022-05-29\n2022-05-01 2022-05-30\n2022-05-01 2023-05-01\n"
        + "2022-05-01 2023-05-02\n" * 4
    )
    assert found.still_in_care_at_1_year == pytest.approx(4 / 10)
    assert found.still_in_care_at_1_year_after_28_days == pytest.approx(4 / 6)


def test_a_year_that_nobody_was_followed_for_is_not_known() -> None:
    found = _measure("2024-05-01 2024-05-11\n" * 9 + "2024-05-01 -")
    assert found.still_in_care_at_1_year is None
    assert found.still_in_care_at_1_year_after_28_days is None


def test_a_curve_that_begins_late_tells_nothing_of_all_entrants() -> None:
    """Ten were seen from day 20 on: of those in care after 28 days it does tell."""
    found = _measure("2022-03-12 2022-06-01\n" * 5 + "2022-03-12 2024-06-01\n" * 5)
    assert found.survival["all"][0].from_day == 20
    assert found.still_in_care_at_1_year is None
    assert found.still_in_care_at_1_year_after_28_days == pytest.approx(0.5)


def test_groups_need_ten_stays_and_years_of_entry_that_the_returns_cover() -> None:
    found = _measure(
        "2021-05-01 2024-06-01 age=3 category=secure\n" * 10
        + "2022-05-01 2022-06-01 age=0\n" * 10
        + "2023-05-01 2023-07-01 age=17\n" * 9
    )
    groups = {
        split: [(each.group, each.periods) for each in curves]
        for split, curves in found.survival.items()
    }
    assert groups == {
        "all": [("all", 29)],
        "entry_year": [("2022/23", 10)],
        "age_band": [("<1", 10), ("1-4", 10)],
        "category": [("kinship", 19), ("secure", 10)],
    }


def test_an_age_that_is_not_known_is_a_group_of_its_own() -> None:
    periods = periods_of("2022-05-01 2022-06-01\n" * 10).with_columns(
        age_at_start=pl.lit(None, pl.Int32)
    )
    found = measure(cohort_of(periods, BEGINS, ENDS), ENDS)
    assert [each.group for each in found.survival["age_band"]] == ["unknown"]
