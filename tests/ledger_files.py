"""The files of a ledger, written as people write them."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

import polars as pl

from kinward.cohort.model import (
    CHILDREN_SCHEMA,
    EPISODES_SCHEMA,
    PERIODS_SCHEMA,
    PLACEMENTS_SCHEMA,
    Cohort,
)
from kinward.ledger.load import Files
from oracles.ledger_rows import Case, Person

Money = Callable[[int | None], str]


@dataclass(frozen=True)
class Style:
    """How a hand writes: dates, money, headings, and whether the two systems share identifiers."""

    iso: bool = True
    dressed: bool = False
    spaced: bool = False
    one_identifier: bool = True


PLAIN = Style()


def write(case: Case, folder: Path, style: Style = PLAIN) -> tuple[Files, Cohort | None]:
    """The files of a case, and the cohort of the return that its children are in."""

    def money(pence: int | None) -> str:
        return "" if pence is None else amount(pence, dressed=style.dressed)

    files = Files(
        _placements(case, folder, money, style),
        budget=_budget(case, folder, money, style),
        service_types=_service_types(case, folder, style),
        adjustments=_adjustments(case, folder, money, style),
        children=None if style.one_identifier else _children(case, folder, style),
    )
    return files, None if case.people is None else cohort_of(case.people, style)


def amount(pence: int, *, dressed: bool = False) -> str:
    """Pounds: '-1234.50' or, dressed, '(£1,234.50)'."""
    pounds, rest = divmod(abs(pence), 100)
    if dressed:
        return f"(£{pounds:,}.{rest:02d})" if pence < 0 else f"£{pounds:,}.{rest:02d}"
    return f"{'-' * (pence < 0)}{pounds}.{rest:02d}"


def number(value: Fraction | None) -> str:
    """A number of few decimals in figures."""
    return "" if value is None else f"{float(value):g}"


def cohort_of(people: Mapping[str, Person], style: Style = PLAIN) -> Cohort:
    """A cohort of which only the children's own facts are known."""
    children = [
        {
            "child": place,
            "CHILD": _in_return(name, style),
            "DOB": person.born,
            "SEX": "U",
            "uasc": person.uasc,
            "DUC": person.uasc_ceased,
        }
        for place, (name, person) in enumerate(sorted(people.items()))
    ]
    days = pl.DataFrame(schema={"child": pl.UInt32(), "REVIEW": pl.Date()})
    return Cohort(
        children=pl.DataFrame(children, schema=CHILDREN_SCHEMA),
        episodes=pl.DataFrame(schema=EPISODES_SCHEMA),
        placements=pl.DataFrame(schema=PLACEMENTS_SCHEMA),
        periods=pl.DataFrame(schema=PERIODS_SCHEMA),
        reviews=days,
        missing=days,
        observed_from=date(2015, 4, 1),
        observed_to=date(2025, 3, 31),
    )


def _in_return(child: str, style: Style) -> str:
    return child if style.one_identifier else f"SSDA-{child}"


def _placements(case: Case, folder: Path, money: Money, style: Style) -> Path:
    def day(value: date | None) -> str:
        if value is None:
            return ""
        return value.isoformat() if style.iso else value.strftime("%d/%m/%Y")

    rows = [
        {
            "placement_id": row.placement_id,
            "child_id": row.child_id,
            "service_type": row.service_type,
            "provider": "",
            "urn": "",
            "start": day(row.start),
            "end": day(row.end),
            "planned_end": day(row.planned_end),
            "weekly_cost": money(row.weekly_cost),
            "health_contribution": money(row.health),
            "education_contribution": money(row.education),
            "paid_weeks": number(row.paid_weeks),
            "rate_from": day(row.rate_from),
        }
        for row in case.rows
    ]
    return _table(folder / "placements.csv", rows, style)


def _budget(case: Case, folder: Path, money: Money, style: Style) -> Path | None:
    rows = [
        {
            "section": row.section,
            "service_type": row.service_type,
            "placements": number(row.placements),
            "annual_budget": money(row.annual),
            "weeks": number(row.weeks),
        }
        for row in case.budget or ()
    ]
    return _table(folder / "budget.csv", rows, style) if rows else None


def _service_types(case: Case, folder: Path, style: Style) -> Path | None:
    rows = [
        {
            "service_type": row.name,
            "section": row.section,
            "category": row.category,
            "paid_weeks": number(row.paid_weeks),
            "billing": "daily" if row.daily else "",
            "after_18": "yes" if row.after_18 else "no",
        }
        for row in case.types
    ]
    return _table(folder / "service_types.csv", rows, style) if rows else None


def _adjustments(case: Case, folder: Path, money: Money, style: Style) -> Path | None:
    rows = [
        {
            "section": row.section,
            "label": row.label,
            "kind": row.kind,
            "budget": money(row.budget),
            "projected": money(row.projected),
            "service_type": row.service_type,
            "places": number(row.places),
            "weekly_rate": money(row.weekly_rate),
        }
        for row in case.adjustments
    ]
    return _table(folder / "adjustments.csv", rows, style) if rows else None


def _children(case: Case, folder: Path, style: Style) -> Path | None:
    rows = [
        {"finance_child_id": child, "return_child_id": _in_return(child, style)}
        for child in case.people or ()
    ]
    return _table(folder / "children.csv", rows, style) if rows else None


def _table(path: Path, rows: Iterable[Mapping[str, str | None]], style: Style) -> Path:
    records = list(rows)
    titles = [name.replace("_", " ").title() if style.spaced else name for name in records[0]]
    with path.open("w", newline="", encoding="utf-8-sig" if style.spaced else "utf-8") as file:
        csv.writer(file).writerows([titles, *(record.values() for record in records)])
    return path
