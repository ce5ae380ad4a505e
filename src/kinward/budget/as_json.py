"""What `kinward budget --json` prints: money in pounds with two decimals, years as 2015/16.

Null stands where there is no figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from fractions import Fraction
from typing import Any

import polars as pl

from kinward.budget.bridge import STEPS, Bridge
from kinward.budget.control import Control
from kinward.budget.gap import Gaps
from kinward.budget.grants import position
from kinward.budget.model import BudgetModel, Line
from kinward.budget.reserves import Reserves
from kinward.budget.targets import TargetCheck
from kinward.dates import year_name
from kinward.ledger.as_json import pounds
from kinward.terms import CATEGORIES

_NO_MONEY = {"year", "yearly_average", "chance_within", "row"}


def model_document(model: BudgetModel, bridges: Iterable[Bridge]) -> dict[str, Any]:
    """A budget model and the steps from each of its years to the next."""
    return {
        "years": [year_name(year) for year in model.years],
        "types": [{"key": key, "label": CATEGORIES.get(key, key)} for key in model.types],
        "lines": [_line(line, model) for line in model.lines],
        "totals": _rows(model.totals_frame()),
        "savings": _rows(model.savings_frame()),
        "demography": [
            {
                "year": year_name(each.year),
                "children": float(each.children),
                "amount": pounds(each.pence),
            }
            for each in model.demography
        ],
        "bridges": [_bridge(each) for each in bridges],
        "notes": list(model.notes),
    }


def checks_document(checks: Iterable[TargetCheck]) -> list[dict[str, Any]]:
    """Yearly averages held against targets."""
    return [
        {
            name: float(value) if isinstance(value, Fraction) else value
            for name, value in {**asdict(check), "year": year_name(check.year)}.items()
        }
        for check in checks
    ]


def gaps_document(gaps: Gaps) -> dict[str, Any]:
    """A plan held against a forecast."""
    return {
        "rows": _rows(gaps.rows),
        "outside": _rows(gaps.outside),
        "notes": list(gaps.notes),
    }


def control_document(
    control: Control,
    virements: pl.DataFrame | None = None,
    grants: pl.DataFrame | None = None,
    reserves: Reserves | None = None,
) -> dict[str, Any]:
    """Budget control.

    Args:
        virements: `virements.RECONCILED_SCHEMA`.
        grants: `grants.GRANTS_SCHEMA`.
    """
    stands = position(control, grants)
    return {
        "lines": _rows(control.lines),
        "sums": _rows(control.sums),
        "virements": None if virements is None else _rows(virements),
        "grants": None if grants is None else _rows(grants),
        "reserves": None if reserves is None else _rows(reserves.frame()),
        "position": {
            "lines": pounds(stands.lines),
            "grants": pounds(stands.grants),
            "net": pounds(stands.net),
        },
    }


def _line(line: Line, model: BudgetModel) -> dict[str, Any]:
    planned = (line.placement_type, line.year) not in model.unplanned
    return {
        "placement_type": line.placement_type,
        "year": year_name(line.year),
        "planned": planned,
        "yearly_average": float(line.yearly_average) if planned else None,
        "weekly_cost": pounds(line.weekly_pence),
        "weeks": float(line.weeks) if planned else None,
        "requirement": pounds(line.requirement) if planned else None,
    }


def _bridge(bridge: Bridge) -> dict[str, Any]:
    parts = ("volume", "mix", "uplift", "price", "other", "change")
    return {
        "from_year": year_name(bridge.from_year),
        "to_year": year_name(bridge.to_year),
        "opening": pounds(bridge.opening),
        "steps": [
            {"key": key, "label": label, "amount": pounds(bridge.step(key))}
            for key, label in STEPS.items()
        ],
        "closing": pounds(bridge.closing),
        "lines": [
            {
                "placement_type": line.placement_type,
                **{part: pounds(getattr(line, part)) for part in parts},
            }
            for line in bridge.lines
        ],
    }


def _rows(frame: pl.DataFrame) -> list[dict[str, Any]]:
    return [_row(row) for row in frame.iter_rows(named=True)]


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    """Whole numbers of a row are pence, but for those that are no money."""
    return {
        name: year_name(value)
        if name == "year"
        else pounds(value)
        if type(value) is int and name not in _NO_MONEY
        else value
        for name, value in row.items()
    }
