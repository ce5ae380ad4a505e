"""The table of a plan: what each year needs by placement type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import polars as pl

from kinward.budget.model import BudgetModel
from kinward.reports.formulas import Sum
from kinward.reports.table import ReportTable
from kinward.reports.tables.words import columns
from kinward.words import counted

_GROWTH: Final = "Population growth"
_SAVINGS: Final = "Savings"
_ALL: Final = "All together"
_SCHEMA: Final[dict[str, pl.DataType]] = {
    "label": pl.String(),
    "year": pl.Int32(),
    "average": pl.Float64(),
    "weekly": pl.Int64(),
    "weeks": pl.Float64(),
    "requirement": pl.Int64(),
}


def model(plan: BudgetModel, source: str) -> Iterator[ReportTable]:
    """Years x placement types, with what growth adds and savings take off, and the total of each
    year."""
    rows: list[tuple[object, ...]] = []
    totals = []
    lines = plan.lines_frame()
    for year in plan.years:
        first = len(rows)
        own = lines.filter(pl.col("year") == year).iter_rows()
        rows += [row for row in own if row[:2] not in plan.unplanned]
        for label, pence in ((_GROWTH, plan.growth(year)), (_SAVINGS, -plan.taken_off(year))):
            if pence:
                rows.append((label, year, None, None, None, pence))
        totals.append(Sum(len(rows), tuple(range(first, len(rows))), ("average", "requirement")))
        average = float(plan.yearly_average(year))
        rows.append((_ALL, year, average, None, None, plan.requirement(year)))
    missing = counted(len(plan.unplanned), "row")
    yield ReportTable(
        "money_plan",
        "What the plan needs, by financial year and placement type",
        columns(
            ("label", "Placement type", "text"),
            ("year", "Financial year", "year"),
            ("average", "Yearly average", "places"),
            ("weekly", "£ a paid week", "weekly"),
            ("weeks", "Paid weeks", "number"),
            ("requirement", "Requirement, £", "pence"),
        ),
        pl.DataFrame(rows, schema=_SCHEMA, orient="row"),
        source,
        "Yearly average x weekly cost x paid weeks, rounded once."
        + (f" The plan lacks {missing} of a type and year." if plan.unplanned else ""),
        formulas=tuple(totals),
    )
