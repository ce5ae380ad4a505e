"""The budget model that the forecast gives, as a section: what each year is expected to need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import polars as pl

from kinward.budget.bridge import STEPS, Bridge
from kinward.budget.model import BudgetModel
from kinward.dates import year_name
from kinward.reports.findings.words import pounds
from kinward.reports.formulas import Sum
from kinward.reports.section import Figure, Section
from kinward.reports.table import Column, ReportTable
from kinward.reports.tables import money_plan
from kinward.terms import CATEGORIES

_OPENING: Final = "The year before"
_CLOSING: Final = "The year"


def build(model: BudgetModel, steps: Sequence[Bridge], source: str) -> Section:
    """What each financial year is expected to need by placement category, and why one needs more or
    less than the year before.

    For those who may see every figure: nothing is hidden.

    Args:
        steps: from each year of the model to the next.
    """
    tables = [_model(model, source), *([_steps(steps, source)] if steps else [])]
    return Section(
        "money-model",
        "Budget model",
        _heading(model),
        tuple(model.notes),
        tuple(Figure(table, table.title, folds=False) for table in tables),
    )


def _heading(model: BudgetModel) -> str:
    first, last = model.years[0], model.years[-1]
    said = f"{pounds(model.requirement(first))} is expected to be needed in {year_name(first)}"
    if first == last:
        return said
    return f"{said}, and {pounds(model.requirement(last))} in {year_name(last)}"


def _model(model: BudgetModel, source: str) -> ReportTable:
    (made,) = money_plan.model(model, source)
    return replace(
        made,
        key="money_model",
        title="What each financial year is expected to need, by placement category",
        columns=(Column("label", "Placement category"), *made.columns[1:]),
        frame=made.frame.with_columns(pl.col("label").replace(CATEGORIES)),
        note="Yearly average x weekly cost x paid weeks. The requirement is the mean of the "
        "simulated futures, with what was spent by the as-at date; what a paid week costs follows "
        "from it.",
    )


def _steps(steps: Sequence[Bridge], source: str) -> ReportTable:
    rows: list[tuple[int, str, int]] = []
    sums = []
    for each in steps:
        first = len(rows)
        rows.append((each.to_year, f"{_OPENING}, {year_name(each.from_year)}", each.opening))
        rows += [
            (each.to_year, name, pence) for key, name in STEPS.items() if (pence := each.step(key))
        ]
        sums.append(Sum(len(rows), tuple(range(first, len(rows))), ("pence",)))
        rows.append((each.to_year, f"{_CLOSING}, {year_name(each.to_year)}", each.closing))
    return ReportTable(
        "money_steps",
        "Why a year needs more or less than the year before",
        (
            Column("step", "Step"),
            Column("year", "Financial year", "year"),
            Column("pence", "£", "pence"),
        ),
        pl.DataFrame(
            rows, schema={"year": pl.Int32, "step": pl.String, "pence": pl.Int64}, orient="row"
        ),
        source,
        "The steps sum to the change exactly.",
        formulas=tuple(sums),
    )
