"""The budget model: years x placement types, each yearly average x weekly cost x paid weeks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Final

import polars as pl

from kinward.budget.demography import Added, Demography, added
from kinward.budget.savings import SAVING_KINDS, Saving
from kinward.budget.trajectory import Planned, Trajectory
from kinward.budget.uplift import Uplift
from kinward.dates import year_name
from kinward.errors import ArgumentError, InputError
from kinward.ledger.amounts import whole_pence
from kinward.ledger.findings import Finding

LINES_SCHEMA: Final[dict[str, pl.DataType]] = {
    "placement_type": pl.String(),
    "year": pl.Int32(),
    "yearly_average": pl.Float64(),
    "weekly_pence": pl.Int64(),
    "weeks": pl.Float64(),
    "requirement": pl.Int64(),
}
"""One row a placement type and year. `weekly_pence` is what a paid week costs, rounded for showing
(null where nobody is expected); `requirement` is in pence."""

TOTALS_SCHEMA: Final[dict[str, pl.DataType]] = {
    "year": pl.Int32(),
    "yearly_average": pl.Float64(),
    "placements": pl.Int64(),
    "demography": pl.Int64(),
    "savings": pl.Int64(),
    "requirement": pl.Int64(),
}
"""One row a year, in pence: `placements` + `demography` - `savings` = `requirement`."""

SAVINGS_SCHEMA: Final[dict[str, pl.DataType]] = {
    "year": pl.Int32(),
    "kind": pl.String(),
    "label": pl.String(),
    "begins": pl.Int64(),
    "taken_off": pl.Int64(),
}
"""One row a year and kind, in pence: savings that begin in the year, and what all together take off
its requirement."""


@dataclass(frozen=True)
class Line:
    """One placement type in one year.

    Attributes:
        placement_type, year: of the line; the year is named by its end.
        yearly_average: placements.
        weeks: paid weeks of a full year.
        requirement: in whole pence.
    """

    placement_type: str
    year: int
    yearly_average: Fraction
    weeks: Fraction
    requirement: int

    @property
    def paid_weeks(self) -> Fraction:
        """Yearly average x weeks."""
        return self.yearly_average * self.weeks

    @property
    def weekly_pence(self) -> Fraction | None:
        """What a paid week costs, exactly; None where nobody is expected."""
        return Fraction(self.requirement) / self.paid_weeks if self.paid_weeks else None

    @property
    def weekly_pounds(self) -> Decimal | None:
        """The same in pounds, rounded to pence, half to even, for showing."""
        exact = self.weekly_pence
        return None if exact is None else Decimal(round(exact)).scaleb(-2)


@dataclass(frozen=True)
class BudgetModel:
    """What each year needs.

    Attributes:
        years: of the model, oldest first.
        types: placement types (or categories), in order.
        lines: by type, then year; every type has every year.
        uplift: of prices.
        demography: what population growth adds, by year; empty where it is left out.
        savings: those named, also what the trajectory has in it already.
        findings: what is doubtful in what it was made from.
        notes: what it rests on, in sentences.
        unplanned: types and years that the plan says nothing of; their lines are nought.
    """

    years: tuple[int, ...]
    types: tuple[str, ...]
    lines: tuple[Line, ...]
    uplift: Uplift = field(default_factory=Uplift)
    demography: tuple[Added, ...] = ()
    savings: tuple[Saving, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    unplanned: frozenset[tuple[str, int]] = frozenset()

    def of_year(self, year: int) -> tuple[Line, ...]:
        """The lines of a year, by type; `ArgumentError` for a year that the model has not."""
        if year not in self.years:
            raise ArgumentError(
                f"The budget model has no {year_name(year)}",
                remedy=f"It has {', '.join(map(year_name, self.years))}.",
            )
        return tuple(line for line in self.lines if line.year == year)

    def yearly_average(self, year: int) -> Fraction:
        """Placements of all types."""
        return sum((line.yearly_average for line in self.of_year(year)), Fraction(0))

    def placements(self, year: int) -> int:
        """What the placements of a year need, in pence."""
        return sum(line.requirement for line in self.of_year(year))

    def growth(self, year: int) -> int:
        """What population growth adds to a year, in pence."""
        return sum(each.pence for each in self.demography if each.year == year)

    def taken_off(self, year: int) -> int:
        """What savings take off a year, in pence."""
        return sum(saving.taken_off(year) for saving in self.savings)

    def requirement(self, year: int) -> int:
        """What a year needs in all, in pence: placements + growth - savings."""
        return self.placements(year) + self.growth(year) - self.taken_off(year)

    def lines_frame(self) -> pl.DataFrame:
        """The lines (`LINES_SCHEMA`)."""
        rows = [
            (
                line.placement_type, line.year, float(line.yearly_average),
                None if line.weekly_pence is None else round(line.weekly_pence),
                float(line.weeks), line.requirement,
            )
            for line in self.lines
        ]  # fmt: skip
        return pl.DataFrame(rows, schema=LINES_SCHEMA, orient="row")

    def totals_frame(self) -> pl.DataFrame:
        """The years (`TOTALS_SCHEMA`)."""
        rows = [
            (
                year, float(self.yearly_average(year)), self.placements(year),
                self.growth(year), self.taken_off(year), self.requirement(year),
            )
            for year in self.years
        ]  # fmt: skip
        return pl.DataFrame(rows, schema=TOTALS_SCHEMA, orient="row")

    def savings_frame(self) -> pl.DataFrame:
        """Savings by year and kind (`SAVINGS_SCHEMA`), without kinds that nobody named."""
        kinds = [key for key in SAVING_KINDS if any(each.kind == key for each in self.savings)]
        rows = []
        for year in self.years:
            for kind in kinds:
                own = [each for each in self.savings if each.kind == kind]
                begins = sum(each.pence for each in own if each.year == year)
                off = sum(each.taken_off(year) for each in own)
                rows.append((year, kind, SAVING_KINDS[kind], begins, off))
        return pl.DataFrame(rows, schema=SAVINGS_SCHEMA, orient="row")


def build(
    trajectory: Trajectory,
    uplift: Uplift | None = None,
    demography: Demography | None = None,
    savings: Sequence[Saving] = (),
) -> BudgetModel:
    """The budget model of a trajectory.

    A line needs yearly average x weekly cost x weeks, rounded once to whole pence, half to even.
    Where no weekly cost is given the requirement stands as given; where neither is, the type's last
    price goes on with the uplift. All of these are in the prices of the uplift's base year, if it
    names one, else each in those of its own year.

    Args:
        demography: growth that the trajectory leaves out: it is added. Growth before its base year
            is none.
        savings: taken off from their first year on, but for those that the trajectory has in it.

    Raises:
        InputError: a type with people and no price in its first year.
        ArgumentError: the base year or the population of demography does not fit the model.
    """
    rise = uplift or Uplift()
    years, types = trajectory.years, trajectory.types
    lines = tuple(_lines(trajectory, rise))
    bare = BudgetModel(years, types, lines, rise, savings=tuple(savings))
    return BudgetModel(
        years,
        types,
        lines,
        rise,
        _demography(bare, demography) if demography else (),
        tuple(savings),
        (*trajectory.findings, *_money_for_nobody(trajectory)),
        unplanned=frozenset((name, year) for name in types for year in years)
        - {(row.placement_type, row.year) for row in trajectory.rows},
    )


def _lines(trajectory: Trajectory, uplift: Uplift) -> Iterator[Line]:
    rows = {(row.placement_type, row.year): row for row in trajectory.rows}
    for name in trajectory.types:
        last: tuple[int, Fraction] | None = None
        weeks = Fraction(0)
        for year in trajectory.years:
            row = rows.get((name, year))
            if row is None:
                yield Line(name, year, Fraction(0), weeks, 0)
                continue
            weeks = Fraction(row.weeks)
            paid = Fraction(row.yearly_average) * weeks
            price, requirement = _priced(row, paid, last, uplift, trajectory.file)
            if price is not None:
                last = year, price
            yield Line(name, year, Fraction(row.yearly_average), weeks, requirement)


def _priced(
    row: Planned, paid: Fraction, last: tuple[int, Fraction] | None, uplift: Uplift, file: str
) -> tuple[Fraction | None, int]:
    """The price of a paid week, exactly and in pence, and the requirement in whole pence."""
    base = uplift.price_base
    factor = Fraction(1) if base is None else uplift.between(base, row.year)
    if row.weekly_cost is not None:
        price = Fraction(row.weekly_cost) * 100 * factor
        return price, whole_pence(paid * price)
    if row.requirement is not None:
        requirement = whole_pence(Fraction(row.requirement) * 100 * factor)
        return (requirement / paid if paid else None), requirement
    if last is not None:
        price = last[1] * uplift.between(last[0], row.year)
        return price, whole_pence(paid * price)
    if paid:
        raise InputError(
            "The placement type has no price yet",
            where=f"{file}, row {row.row}, column weekly_cost",
            remedy="Give the weekly cost or the requirement of its first year.",
        )
    return None, 0


def _demography(model: BudgetModel, demography: Demography) -> tuple[Added, ...]:
    base = demography.base_year
    average = model.yearly_average(base)
    if not average:
        raise ArgumentError(
            f"Nobody is expected in {year_name(base)}, so that a child has no average cost",
            where="demography",
            remedy="Choose another base year.",
        )
    a_year = Fraction(model.placements(base)) / average
    return tuple(
        added(demography, year, a_year, model.uplift) for year in model.years if year >= base
    )


def _money_for_nobody(trajectory: Trajectory) -> Iterator[Finding]:
    for row in trajectory.rows:
        if row.requirement and not row.yearly_average:
            yield Finding(
                "B05", "note", trajectory.file, row.row, "requirement",
                "The line needs money in a year in which nobody is expected.",
                "See whether it is a fixed cost or a slip.",
            )  # fmt: skip
