"""The figure of the financial year so far."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kinward.measures import ToDate
from kinward.scorecard.model import Reading
from kinward.scorecard.year_to_date import year_to_date
from scorecards import measure, readings

JUNE = date(2015, 6, 30)


@pytest.mark.parametrize(
    ("how", "value", "reason"),
    [
        ("sum", 60, "the sum of 2015/16 to 30 June 2015"),
        ("mean", 20, "the mean of 2015/16 to 30 June 2015"),
        ("last", 30, "as it stood on 30 June 2015"),
        ("none", None, "a year to date has no meaning for it"),
    ],
)
def test_each_way(how: ToDate, value: int | None, reason: str) -> None:
    """March's 99 belongs to the year before, and July is not yet."""
    given = readings("reviews", [99, 10, 20, 30, 40], date(2015, 7, 31))
    found = year_to_date(measure(to_date=how), given, JUNE)

    assert found.value == value
    assert reason in found.reason


@pytest.mark.parametrize("how", ["sum", "mean"])
@pytest.mark.parametrize(
    ("values", "gap"), [([None, 20, 30], "30 April 2015"), ([10, None, 30], "31 May 2015")]
)
def test_a_month_that_is_missing_is_not_left_out_in_silence(
    how: ToDate, values: list[int | None], gap: str
) -> None:
    given = readings("reviews", values, JUNE)
    found = year_to_date(measure(to_date=how), given, JUNE)

    assert (found.value, found.reason) == (None, f"the reading to {gap} is missing")


def test_a_share_is_of_all_months_together() -> None:
    """1 of 2 and 9 of 10 are 10 of 12, not the mean of 50% and 90%; a month without any counts."""
    parts = [(1, 2), (9, 10), (0, 0)]
    given = tuple(
        replace(
            each,
            value=Decimal(100 * part) / whole if whole else None,
            numerator=Decimal(part),
            denominator=Decimal(whole),
        )
        for each, (part, whole) in zip(readings("reviews", [1, 1, 1], JUNE), parts, strict=True)
    )
    found = year_to_date(measure(to_date="ratio"), given, JUNE)

    assert found.value == Decimal(1000) / 12
    assert found.reason == "10 of 12 in 2015/16 to 30 June 2015"


def test_a_share_without_its_counts_has_none() -> None:
    found = year_to_date(measure(to_date="ratio"), readings("reviews", [50, 60, 70], JUNE), JUNE)

    assert (found.value, found.reason) == (None, "the counts that it is a share of are not given")


def test_a_quarterly_measure_waits_a_quarter() -> None:
    quarterly = replace(measure(to_date="sum"), frequency="quarterly")
    given = [Reading("reviews", day, Decimal(5)) for day in (date(2015, 6, 30), date(2015, 9, 30))]

    assert year_to_date(quarterly, given, date(2015, 12, 1)).value == 10
    assert year_to_date(quarterly, given[1:], date(2015, 12, 1)).value is None


def test_without_a_reading_there_is_none() -> None:
    assert year_to_date(measure(to_date="sum"), (), JUNE).reason == "no reading"


def test_the_first_of_april_is_of_the_new_year() -> None:
    given = (
        Reading("reviews", date(2015, 4, 1), Decimal(5)),
        Reading("reviews", date(2015, 4, 30), Decimal(7)),
    )
    assert year_to_date(measure(to_date="sum"), given, date(2015, 4, 30)).value == 12


def test_a_share_of_nothing_all_year_has_no_figure() -> None:
    none = Reading("reviews", date(2015, 4, 30), None, Decimal(0), Decimal(0))
    found = year_to_date(measure(to_date="ratio"), (none,), JUNE)

    assert (found.value, found.reason) == (None, "there is nothing that it could be a share of")


def test_one_month_without_its_counts_is_enough() -> None:
    """Half of the counts are as good as none."""
    whole = Reading("reviews", date(2015, 4, 30), Decimal(50), Decimal(1), Decimal(2))
    for lacking in (
        Reading("reviews", date(2015, 5, 31), Decimal(50), None, Decimal(2)),
        Reading("reviews", date(2015, 5, 31), Decimal(50), Decimal(1), None),
    ):
        found = year_to_date(measure(to_date="ratio"), (whole, lacking), JUNE)
        assert found.reason == "the counts that it is a share of are not given"
