"""The key activity as the JSON document that `kinward activity --json` prints."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import polars as pl

from kinward.dates import year_name
from kinward.ledger.amounts import whole_pence
from kinward.ledger.commentary import usual_rule
from kinward.ledger.model import Activity, Analysis, FullYearEffect, Line


def document(activity: Activity) -> dict[str, Any]:
    """Money in pounds with two decimals, placements as numbers; null where there is no figure.

    `explain` of a line is the commentary rule, as in budget control.
    """
    effect, rule = activity.full_year, usual_rule()
    return {
        "year": year_name(activity.year),
        "as_at": activity.as_at,
        "lines": [
            {**_line(line), "explain": rule.asks(line.net_variance, line.planned.annual)}
            for line in activity.lines
        ],
        "totals": {
            **_line(activity.total),
            "sections": [_line(line) for line in activity.sections],
        },
        "variance_analysis": _analysis(activity.total.analysis),
        "full_year_effect": pounds(effect.effect),
        "full_year_effect_parts": _effect(effect),
        "blocks": [
            {
                "section": block.section,
                "label": block.label,
                "places": float(block.places),
                "used": float(block.used),
                "void": float(block.void),
                "void_cost": pounds(block.void_cost),
            }
            for block in activity.blocks
        ],
        "findings": [each.as_json() for each in activity.findings],
        "notes": list(activity.notes),
    }


def months(outturn: pl.DataFrame) -> list[dict[str, Any]]:
    """The outturn by month (`outturn.OUTTURN_SCHEMA`), money in pounds."""
    return [
        {"month": row.pop("month"), **{name: pounds(pence) for name, pence in row.items()}}
        for row in outturn.to_dicts()
    ]


def pounds(pence: Fraction | int | None) -> float | None:
    """Pounds with two decimals: a fraction of a penny is rounded here, half to even."""
    return None if pence is None else whole_pence(Fraction(pence)) / 100


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _line(line: Line) -> dict[str, Any]:
    planned, actual = line.planned, line.actual
    return {
        "section": line.section,
        "service_type": line.label,
        "kind": line.kind,
        "category": line.category,
        "budget": {
            "placements": _number(planned.placements),
            "annual": pounds(planned.annual),
            "weeks": _number(planned.weeks),
            "average_weekly": pounds(planned.average_weekly),
        },
        "actual": {
            "snapshot": actual.snapshot,
            "yearly_average": _number(actual.yearly_average),
            "spent": pounds(actual.spent),
            "committed": pounds(actual.committed),
            "projected": pounds(actual.projected),
            "average_weekly_per_placement": pounds(actual.per_placement),
            "average_weekly_per_week_of_care": pounds(actual.per_week_of_care),
        },
        "variance": {
            "yearly_average": _number(line.average_variance),
            "net": pounds(line.net_variance),
            "average_weekly": pounds(line.weekly_variance),
        },
        "variance_analysis": _analysis(line.analysis),
        "daily_billing_difference": pounds(line.daily_difference),
    }


def _analysis(analysis: Analysis) -> dict[str, float | None]:
    parts = ("volume", "mix", "price", "other", "total")
    return {part: pounds(getattr(analysis, part)) for part in parts}


def _effect(effect: FullYearEffect) -> dict[str, float | None]:
    parts = (
        "this_year", "next_year", "leavers", "starters", "continuing", "effect", "day_effect",
    )  # fmt: skip
    return {part: pounds(getattr(effect, part)) for part in parts}
