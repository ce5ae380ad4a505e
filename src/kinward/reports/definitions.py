"""The definitions of the figures that a report shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kinward.measures import MEASURES, Measure
from kinward.measures.ahead import AHEAD
from kinward.measures.money import MONEY
from kinward.measures.plans import PLANS
from kinward.reports.table import ReportTable

_OF_PLANS: Final[dict[str, tuple[str, str]]] = {
    "children_affected": ("plan_actions", "children"),
    "placements_52_week": ("plan_actions", "places_"),
    "saving_alone": ("plan_actions", "alone"),
    "saving_last_in": ("plan_actions", "last_in"),
    "overlap": ("plan_actions", "alone"),
    "shortfall_to_target": ("plan_targets", "short_"),
    "over_programming": ("plan_targets", "times"),
}
"""Table, and how the name of a column begins, that shows a figure of a plan in a report. The other
figures of plans are on pages of the service and in the answers of commands."""


def definitions(
    tables: Iterable[ReportTable], *, ahead: bool, money: bool, children: bool = True
) -> list[tuple[str, str]]:
    """Label and formula of each figure that is in the report.

    Args:
        tables: those of the report.
        ahead: whether it looks ahead.
        money: whether it tells where the budget stands.
        children: whether it has the tables of the children.
    """
    columns = {(table.key, column.name) for table in tables for column in table.columns}
    left_out = (*(() if ahead else AHEAD), *(() if money else MONEY))
    return [
        definition(each)
        for each in MEASURES.values()
        if each not in left_out
        and (each not in PLANS or _shown(each, columns))
        and (children or each in (*AHEAD, *MONEY, *PLANS))
    ]


def definition(measure: Measure) -> tuple[str, str]:
    """Label and formula of a measure, as a sentence."""
    formula = measure.formula.rstrip(".")
    return measure.label, f"{formula[:1].upper()}{formula[1:]}."


def _shown(measure: Measure, columns: set[tuple[str, str]]) -> bool:
    where, begins = _OF_PLANS.get(measure.key, ("", ""))
    return any(key == where and name.startswith(begins) for key, name in columns)
