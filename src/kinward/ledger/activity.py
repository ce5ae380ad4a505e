"""Key activity: budget, actual and variance by service type and section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any, Final

import polars as pl

from kinward.dates import year_end, year_name, year_start
from kinward.ledger.adjusted import projected
from kinward.ledger.book import UNKNOWN_SECTION, Ledger, open_on
from kinward.ledger.checks import check
from kinward.ledger.findings import in_order
from kinward.ledger.full_year import full_year_effect
from kinward.ledger.model import Activity, Actual, Analysis, Line, Planned
from kinward.ledger.read.budget import BudgetLine
from kinward.ledger.segments import year_days
from kinward.ledger.variance import analysed
from kinward.ledger.year import Year, in_year
from kinward.words import long_date

TOTAL: Final = "Total"


def activity(ledger: Ledger, year: int, as_at: date) -> Activity:
    """Where the budget of a year stands on a day.

    Args:
        year: the financial year, named by its end.
        as_at: spent is up to and including this day. It may lie outside the year.
    """
    return standing(ledger, in_year(ledger, year, as_at))


def standing(ledger: Ledger, now: Year) -> Activity:
    """The same, of a year of the ledger that has been worked out already."""
    adjusted, blocks, doubts = projected(ledger, now)
    services = _services(ledger, now)
    others = [
        Line(
            each.section,
            each.label,
            each.kind,
            Planned(annual=each.budget),
            Actual(projected=amount),
        )
        for each, amount in adjusted
    ]
    lines = analysed([*services, *others])
    order = list(dict.fromkeys(line.section for line in lines))
    lines.sort(key=lambda line: order.index(line.section))
    sections = tuple(
        total([line for line in lines if line.section == name], name) for name in order
    )
    return Activity(
        year=now.year,
        as_at=now.as_at,
        lines=tuple(lines),
        sections=sections,
        total=total(lines, ""),
        full_year=full_year_effect(ledger, now),
        placements=now.placements,
        blocks=tuple(blocks),
        findings=in_order([*_read(ledger), *check(ledger, now), *doubts]),
        notes=_notes(ledger, now.year, now.as_at),
    )


def total(lines: Sequence[Line], section: str) -> Line:
    """The sum of lines: of a section, or of all where it is empty."""
    planned = [line.planned for line in lines]
    actual = [line.actual for line in lines]
    services = [each for each in actual if each.spent is not None]
    return Line(
        section,
        TOTAL,
        "total",
        Planned(
            annual=sum(each.annual for each in planned),
            placements=_sum([each.placements for each in planned]),
            paid_weeks=sum((each.paid_weeks for each in planned), Fraction(0)),
            priced=sum(each.priced for each in planned),
        ),
        Actual(
            projected=sum(each.projected for each in actual),
            spent=sum(each.spent or 0 for each in services),
            committed=sum(each.committed or 0 for each in services),
            snapshot=sum(each.snapshot or 0 for each in services),
            touching=sum(each.touching for each in services),
            last_weekly=sum(each.last_weekly for each in services),
            yearly_average=_sum([each.yearly_average for each in services]),
            paid_weeks=sum((each.paid_weeks for each in services), Fraction(0)),
        ),
        analysis=sum((line.analysis for line in lines), Analysis()),
        daily_difference=sum(line.daily_difference for line in lines),
    )


def _sum(values: Sequence[Fraction | None]) -> Fraction | None:
    known = [value for value in values if value is not None]
    return sum(known, Fraction(0)) if known else None


def _services(ledger: Ledger, now: Year) -> list[Line]:
    """The lines of placements: those of the budget in its order, then the others'."""
    budget = ledger.budget.lines if ledger.budget else ()
    paid = _actuals(now)
    lines, seen = [], set()
    known = {row["key"]: row for row in ledger.service_types.iter_rows(named=True)}
    for each in budget:
        actual = paid.get(each.key, {}) if each.key not in seen else {}
        seen.add(each.key)
        category = known.get(each.key, {}).get("category")
        lines.append(_line(each.section, each.service_type, category, _planned(each), actual, now))
    rest = [key for key in paid if key not in seen]
    listed = list(known)
    rest.sort(key=lambda key: listed.index(key) if key in known else len(listed))
    for key in rest:
        facts = known.get(key, {})
        section = facts.get("section") or UNKNOWN_SECTION
        label = facts.get("service_type") or _as_written(ledger, key)
        lines.append(_line(section, label, facts.get("category"), Planned(), paid[key], now))
    return lines


def _as_written(ledger: Ledger, key: str) -> str:
    names = ledger.record.placements.filter(pl.col("service_key") == key)["service_type"]
    return str(names[0])


def _planned(line: BudgetLine) -> Planned:
    weeks = line.placements * line.weeks
    return Planned(line.annual, line.placements, weeks, line.annual if weeks else 0, line.weeks)


def _actuals(now: Year) -> dict[str, dict[str, Any]]:
    """By service type, what its placements sum to: those of the year, and those open now, which
    are others where the as-at date lies outside the year."""
    summed = now.placements.group_by("service_key", maintain_order=True).agg(
        pl.len().alias("touching"),
        pl.col("net", "days", "week_days", "spent", "cost", "daily_cost").sum(),
    )
    standing = now.booked.filter(open_on(now.as_at))
    counts = standing.group_by("service_key", maintain_order=True).agg(pl.len().alias("open"))
    both = summed.join(
        counts, "service_key", how="full", coalesce=True, maintain_order="left_right"
    )
    return {row["service_key"]: row for row in both.fill_null(0).iter_rows(named=True)}


def _line(
    section: str,
    label: str,
    category: str | None,
    planned: Planned,
    paid: Mapping[str, Any],
    now: Year,
) -> Line:
    length = year_days(now.year)
    cost, spent = paid.get("cost", 0), paid.get("spent", 0)
    actual = Actual(
        projected=cost,
        spent=spent,
        committed=cost - spent,
        snapshot=paid.get("open", 0),
        touching=paid.get("touching", 0),
        last_weekly=paid.get("net", 0),
        yearly_average=Fraction(paid.get("days", 0), length),
        paid_weeks=Fraction(paid.get("week_days", 0), 100 * length),
    )
    line = Line(section, label, "service", planned, actual, category)
    return replace(line, daily_difference=paid.get("daily_cost", 0) - cost)


def _read(ledger: Ledger) -> list[Any]:
    """What reading the files found."""
    budget = ledger.budget.findings if ledger.budget else ()
    return [*ledger.record.findings, *ledger.left_out, *budget, *ledger.adjustments.findings]


def _notes(ledger: Ledger, year: int, as_at: date) -> tuple[str, ...]:
    notes = []
    if ledger.people is None:
        notes.append(
            "No return is given, so that nobody's birthday is known: commitments go on to their "
            "planned ends, past the 18th birthday too."
        )
    if ledger.budget is None:
        notes.append("No budget is given: all that is spent is over it.")
    if not year_start(year) <= as_at <= year_end(year):
        side = "before" if as_at < year_start(year) else "after"
        notes.append(f"{long_date(as_at)} is {side} the financial year {year_name(year)}.")
    return tuple(notes)
