"""Yearly averages against targets of single days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from kinward.budget.targets import DayTarget, Targets, check_targets, read_targets
from kinward.errors import ArgumentError, InputError


def targets(**days: int) -> Targets:
    rows = [
        DayTarget(date.fromisoformat(day.lstrip("d").replace("_", "-")), number, row)
        for row, (day, number) in enumerate(days.items(), start=2)
    ]
    return Targets("targets.csv", tuple(rows), ())


YEAR_ENDS = targets(d2015_03_31=500, d2016_03_31=400, d2017_03_31=400)


@pytest.mark.parametrize(
    ("average", "verdict"),
    [(399, "below"), (400, "inside"), (450, "inside"), (499, "inside"), (500, "above")],
)
def test_an_average_lies_between_the_two_year_ends(average: int, verdict: str) -> None:
    """The last day of the year is the target's own: 500 on average cannot be any more."""
    (check,), findings = check_targets({2016: Fraction(average)}, YEAR_ENDS)
    assert check.verdict == verdict
    assert (check.low, check.high) == (400, Fraction(500 * 365 + 400, 366))
    assert check.straight == 450 - Fraction(100, 732)
    assert [(each.rule, each.row) for each in findings] == (
        [] if verdict == "inside" else [("B06", 3)]
    )


def test_the_straight_way_is_near_the_mean_of_the_two_year_ends() -> None:
    """1 April is a day after the year end before: the mean of the days is half a day lower."""
    (check,), _ = check_targets({2016: Fraction(450)}, YEAR_ENDS)
    assert check.straight is not None
    assert abs(check.straight - 450) < Fraction(1, 7)
    assert "more than a steady change gives" in check.sentence


def test_a_target_within_the_year_counts_from_its_day() -> None:
    """Up to a peak of 600 on 30 September and back to 500: 550 by straight lines."""
    found = targets(d2015_03_31=500, d2015_09_30=600, d2016_03_31=500)
    (check,), _ = check_targets({2016: Fraction(550)}, found)
    assert check.low == 500 + Fraction(100, 366)
    assert check.high == 600 - Fraction(100, 366)
    assert check.straight == 550


def test_of_a_year_that_they_do_not_cover_targets_say_nothing() -> None:
    checks, findings = check_targets({2015: Fraction(1), 2018: Fraction(9999)}, YEAR_ENDS)
    assert [check.verdict for check in checks] == ["not covered"] * 2
    assert all("say nothing" in check.sentence for check in checks)
    assert findings == ()
    assert check_targets({2016: Fraction(1)}, Targets("x", (), ()))[0][0].low is None


def test_a_trajectory_of_a_share_of_the_children_is_scaled() -> None:
    (check,), _ = check_targets({2016: Fraction(360)}, YEAR_ENDS, Decimal(80))
    assert (check.compared, check.verdict) == (450, "inside")
    with pytest.raises(ArgumentError, match="above 0 and at most 100"):
        check_targets({}, YEAR_ENDS, Decimal(0))


def test_targets_are_read_in_order(tmp_path: Path) -> None:
    path = tmp_path / "targets.csv"
    path.write_text("day,looked_after,note\n30/04/2017,497,\n2016-04-30,535,x\n")
    found = read_targets(path)
    assert [(t.looked_after, t.row) for t in found.rows] == [(535, 3), (497, 2)]
    assert [(each.rule, each.column) for each in found.findings] == [("B01", "note")]
    for text, told in (
        ("2016-04-30,-1\n", "row 2, column looked_after: The number is below 0"),
        ("2016-04-30,1\n30/04/2016,2\n", "row 3, column day: The day is there twice"),
    ):
        path.write_text("day,looked_after\n" + text)
        with pytest.raises(InputError, match=told):
            read_targets(path)
