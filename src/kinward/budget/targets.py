"""Yearly averages held against the numbers looked after that a plan sets for single days.

A number on a day and an average of a year are two different things. All that can be said: if the
number goes from each target to the next without going outside the two, the average of a year lies
between what it would be with the lower and with the higher of the two on every day. An average
outside of that contradicts the targets; one inside does not confirm them. How the average lies to
that of straight lines between the targets says whether the change must come early or late.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Final, Literal

from kinward.budget.fields import unknown_columns
from kinward.dates import year_end, year_name, year_start
from kinward.errors import ArgumentError, InputError
from kinward.ledger.findings import Finding, in_order
from kinward.tables import Kind, open_table

Verdict = Literal["inside", "below", "above", "not covered"]

_COLUMNS: Final[dict[str, Kind]] = {"day": "date", "looked_after": "whole"}


@dataclass(frozen=True)
class DayTarget:
    """So many looked after on a day, and the row that says so."""

    day: date
    looked_after: int
    row: int


@dataclass(frozen=True)
class Targets:
    """Targets as read: the file's name, the targets by day, and what is doubtful."""

    file: str
    rows: tuple[DayTarget, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class TargetCheck:
    """What the targets say of one year's average.

    Attributes:
        year: named by its end.
        yearly_average: of the trajectory.
        compared: the same for every looked after child: divided by the share that it covers.
        low, high: what the average can be without going outside the targets; None where they do
            not cover the year.
        straight: the average of straight lines between them.
        verdict: where `compared` lies.
        sentence: what that means.
    """

    year: int
    yearly_average: Fraction
    compared: Fraction
    low: Fraction | None
    high: Fraction | None
    straight: Fraction | None
    verdict: Verdict
    sentence: str


def read_targets(path: Path) -> Targets:
    """Read `targets.csv`: numbers looked after that were or should be there on single days.

    Raises:
        InputError: see `tables.open_table`; also a number below 0 and a day that is there twice.
    """
    table = open_table(path, _COLUMNS, filled=tuple(_COLUMNS))
    days = table.frame["day"]
    for column, wrong, what, remedy in (
        ("looked_after", table.frame["looked_after"] < 0, "The number is below 0", "Correct it."),
        ("day", ~days.is_first_distinct(), "The day is there twice", "Keep one of the two rows."),
    ):
        rows = wrong.arg_true()
        if len(rows):
            raise InputError(what, where=table.where(rows[0], column), remedy=remedy)
    numbers = zip(days, table.frame["looked_after"], table.rows, strict=True)
    ordered = sorted((DayTarget(day, n, row) for day, n, row in numbers), key=lambda t: t.day)
    return Targets(table.name, tuple(ordered), in_order([*unknown_columns(table, "B01")]))


def check_targets(
    averages: Mapping[int, Fraction], targets: Targets, share_pct: Decimal = Decimal(100)
) -> tuple[tuple[TargetCheck, ...], tuple[Finding, ...]]:
    """Hold yearly averages against targets.

    Args:
        averages: of all placement types, by financial year.
        share_pct: the share of looked after children that the trajectory covers, in per cent.

    Raises:
        ArgumentError: a share that is none.
    """
    if not 0 < share_pct <= 100:
        raise ArgumentError(
            "The share covered must be above 0 and at most 100 per cent", where="share_pct"
        )
    found = tuple(
        _check(year, average, average * 100 / Fraction(share_pct), targets.rows)
        for year, average in sorted(averages.items())
    )
    return found, tuple(_findings(found, targets))


def _check(
    year: int, average: Fraction, compared: Fraction, targets: tuple[DayTarget, ...]
) -> TargetCheck:
    bounds = _bounds(year, targets)
    name = year_name(year)
    if bounds is None:
        told = f"The targets do not cover the whole of {name}, so that they say nothing of it."
        return TargetCheck(year, average, compared, None, None, None, "not covered", told)
    low, high, straight = bounds
    verdict: Verdict = "below" if compared < low else "above" if compared > high else "inside"
    return TargetCheck(
        year, average, compared, low, high, straight, verdict,
        _sentence(year, verdict, compared, bounds),
    )  # fmt: skip


def _sentence(
    year: int, verdict: Verdict, compared: Fraction, bounds: tuple[Fraction, Fraction, Fraction]
) -> str:
    low, high, straight = map(float, bounds)
    said = f"{float(compared):,.1f} on average in {year_name(year)}"
    span = f"{low:,.1f} to {high:,.1f}"
    if verdict != "inside":
        return f"{said} is {verdict} what any way between the targets gives ({span})."
    side = "what" if compared == bounds[2] else "less than" if compared < bounds[2] else "more than"
    return (
        f"{said} can be reached between the targets ({span}); it is {side} a steady change gives "
        f"({straight:,.1f})."
    )


def _bounds(
    year: int, targets: tuple[DayTarget, ...]
) -> tuple[Fraction, Fraction, Fraction] | None:
    """The least, the most and the straight average of a year; None where it is not covered."""
    first, last = year_start(year), year_end(year)
    if not targets or targets[0].day > first or targets[-1].day < last:
        return None
    low = high = straight = Fraction(0)
    for day in map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1)):
        after = next(target for target in targets if target.day >= day)
        before = next(target for target in reversed(targets) if target.day <= day)
        low += min(before.looked_after, after.looked_after)
        high += max(before.looked_after, after.looked_after)
        part = Fraction((day - before.day).days, max((after.day - before.day).days, 1))
        straight += before.looked_after + part * (after.looked_after - before.looked_after)
    days = (last - first).days + 1
    return low / days, high / days, straight / days


def _findings(checks: tuple[TargetCheck, ...], targets: Targets) -> Iterator[Finding]:
    for check in checks:
        if check.verdict in ("below", "above"):
            next_target = next(t for t in targets.rows if t.day >= year_end(check.year))
            yield Finding(
                "B06", "warning", targets.file, next_target.row, "looked_after",
                f"The trajectory's average of {year_name(check.year)} is {check.verdict} what any "
                "way between the targets gives.",
                "See whether the trajectory covers other children, or one of the two is wrong.",
            )  # fmt: skip
