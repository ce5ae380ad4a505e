"""The trajectory: how many placements of each type a plan expects in each year, and their price."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Final

from kinward.budget.fields import (
    decimals,
    financial_years,
    half_unit,
    is_total,
    unknown_columns,
)
from kinward.dates import year_name
from kinward.errors import InputError
from kinward.ledger.findings import Finding, in_order
from kinward.reference.parameters import parameter
from kinward.tables import Kind, Table, open_table

_COLUMNS: Final[dict[str, Kind]] = {
    "placement_type": "text",
    "financial_year": "text",
    "yearly_average": "text",
    "weekly_cost": "text",
    "weeks": "text",
    "requirement": "text",
}
_REQUIRED: Final = ("placement_type", "financial_year", "yearly_average")
_MOST_WEEKS: Final = 104


@dataclass(frozen=True)
class Planned:
    """One placement type in one year, as printed; pounds.

    Attributes:
        placement_type: its name; of a printed total as in the file.
        year: the financial year, named by its end.
        yearly_average: placements, two for half a year each being one.
        weekly_cost: of a paid week, or None.
        weeks: paid weeks of a full year.
        requirement: what the year costs, or None.
        row: where it stands.
    """

    placement_type: str
    year: int
    yearly_average: Decimal
    weekly_cost: Decimal | None
    weeks: Decimal
    requirement: Decimal | None
    row: int


@dataclass(frozen=True)
class Trajectory:
    """A trajectory as read.

    Attributes:
        file: its name, for findings.
        rows: by type in the order of the file, then by year.
        totals: printed totals, by year; they are held against the rows and no part of any sum.
        findings: what is doubtful in it.
    """

    file: str
    rows: tuple[Planned, ...]
    totals: tuple[Planned, ...]
    findings: tuple[Finding, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """Every year that has a row, oldest first."""
        return tuple(sorted({row.year for row in self.rows}))

    @property
    def types(self) -> tuple[str, ...]:
        """Every placement type, in the order of the file."""
        return tuple(dict.fromkeys(row.placement_type for row in self.rows))


def read_trajectory(path: Path) -> Trajectory:
    """Read `trajectory.csv`.

    Empty `weeks` are 52 (parameter `paid_weeks`). Rows of which the type is `Total` are printed
    totals.

    Raises:
        InputError: see `tables.open_table`; also a number or year that cannot be read, a type with
            two rows of one year, and a file without rows.
    """
    table = open_table(path, _COLUMNS, _REQUIRED, filled=_REQUIRED)
    rows = _rows(table)
    kept = [row for row in rows if not is_total(row.placement_type)]
    if not kept:
        raise InputError("The file has no rows", where=table.name, remedy="Add one for each type.")
    totals = sorted((row for row in rows if is_total(row.placement_type)), key=lambda row: row.year)
    places = {row.placement_type: place for place, row in reversed(list(enumerate(kept)))}
    ordered = sorted(kept, key=lambda row: (places[row.placement_type], row.year))
    found = [
        *unknown_columns(table, "B01"),
        *_totals_that_differ(table.name, ordered, totals),
        *_requirements_that_differ(table.name, ordered),
        *_years_left_out(table.name, ordered),
    ]
    return Trajectory(table.name, tuple(ordered), tuple(totals), in_order(found))


def _rows(table: Table) -> list[Planned]:
    averages = decimals(table, "yearly_average", high=100_000)
    costs = decimals(table, "weekly_cost", high=10_000_000)
    weeks = decimals(table, "weeks", high=_MOST_WEEKS)
    requirements = decimals(table, "requirement", low=None)
    usual = Decimal(repr(parameter("paid_weeks").value))
    rows: dict[tuple[str, int], Planned] = {}
    for place, year in enumerate(financial_years(table, "financial_year")):
        name, average = table.frame["placement_type"][place], averages[place]
        if weeks[place] == 0:
            raise InputError(
                "A year has no paid weeks",
                where=table.where(place, "weeks"),
                remedy=f"Leave it empty for {usual.normalize():f}.",
            )
        if (name.lower(), year) in rows:
            raise InputError(
                "Another row has the same placement type and year",
                where=table.where(place, "financial_year"),
                remedy="Keep one of the two.",
            )
        rows[name.lower(), year] = Planned(
            _first_spelling(name, rows),
            year,
            average if average is not None else Decimal(0),
            costs[place],
            weeks[place] or usual,
            requirements[place],
            int(table.rows[place]),
        )
    return list(rows.values())


def _first_spelling(name: str, rows: dict[tuple[str, int], Planned]) -> str:
    """A type in another case is the type of that name."""
    return next((row.placement_type for (key, _), row in rows.items() if key == name.lower()), name)


def _totals_that_differ(file: str, rows: list[Planned], totals: list[Planned]) -> Iterator[Finding]:
    """Printed totals that the rows do not give, even if each was rounded."""
    for total in totals:
        own = [row for row in rows if row.year == total.year]
        averages = [row.yearly_average for row in own]
        needs = [row.requirement for row in own if row.requirement is not None]
        wrong = []
        if not _sums(averages, total.yearly_average):
            wrong.append("yearly_average")
        if total.requirement is not None and len(needs) == len(own):
            wrong += [] if _sums(needs, total.requirement) else ["requirement"]
        for column in wrong:
            yield Finding(
                "B02", "warning", file, total.row, column,
                f"The rows of {year_name(total.year)} do not sum to this total, by more than "
                "rounding.",
                "See which of them is wrong: the model sums the rows.",
            )  # fmt: skip


def _sums(printed: list[Decimal], total: Decimal) -> bool:
    """Whether numbers can sum to a total, each of them being rounded as it is printed."""
    slack = sum(map(half_unit, printed), half_unit(total))
    return abs(sum(map(Fraction, printed), Fraction(0)) - Fraction(total)) <= slack


def _requirements_that_differ(file: str, rows: list[Planned]) -> Iterator[Finding]:
    """Requirements that are not average x weekly cost x weeks, even if each was rounded."""
    for row in rows:
        if row.weekly_cost is None or row.requirement is None:
            continue
        average, cost = Fraction(row.yearly_average), Fraction(row.weekly_cost)
        off_average, off_cost = half_unit(row.yearly_average), half_unit(row.weekly_cost)
        weeks, slack = Fraction(row.weeks), half_unit(row.requirement)
        nought = Fraction(0)
        low = max(average - off_average, nought) * max(cost - off_cost, nought) * weeks - slack
        high = (average + off_average) * (cost + off_cost) * weeks + slack
        if not low <= Fraction(row.requirement) <= high:
            yield Finding(
                "B03", "warning", file, row.row, "requirement",
                "This is not the yearly average times the weekly cost times the weeks, by more "
                "than rounding.",
                "Correct one of them: the model takes the product.",
            )  # fmt: skip


def _years_left_out(file: str, rows: list[Planned]) -> Iterator[Finding]:
    """Types without a row in a year that others have."""
    years = {row.year for row in rows}
    firsts = {row.placement_type: row for row in reversed(rows)}
    for name, first in firsts.items():
        missing = years - {row.year for row in rows if row.placement_type == name}
        if missing:
            told = ", ".join(map(year_name, sorted(missing)))
            yield Finding(
                "B04", "warning", file, first.row, "financial_year",
                f"The placement type has no row for {told}: it counts as nobody there.",
                "Add a row for each year, with 0 where nobody is expected.",
            )  # fmt: skip
