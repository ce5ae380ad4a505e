"""What came of a plan as the JSON document that `kinward scenario --json` prints."""

from __future__ import annotations

from typing import Any

from kinward.dates import year_name
from kinward.forecast.model import QUANTILES, Fan
from kinward.scenarios.business import Bar
from kinward.scenarios.business.as_json import document as case_document
from kinward.scenarios.results import ActionResult, Money, Results
from kinward.scenarios.targets import Reached


def document(found: Results) -> dict[str, Any]:
    """Money in pounds with two decimals; a difference is the plan less no plan."""
    tried = found.tried
    none, whole = found.costs or (None, None)
    return {
        "plan": tried.plan.name,
        "as_at": tried.as_at,
        "month_ends": list(tried.month_ends),
        "runs": tried.asked.runs,
        "seed": tried.asked.seed,
        "years": [year_name(year) for year in found.years],
        "part_years": {year_name(year): days for year, days in found.part_years.items()},
        "baseline": {"children": _fan(found.baseline), "cost": _money(none)},
        "scenario": {"children": _fan(found.scenario), "cost": _money(whole)},
        "difference": {
            "children": _fan(found.children),
            "cost": None if found.saving is None else _money(_turned(found.saving)),
        },
        "actions": [_action(each) for each in found.actions],
        "overlap": _money(found.overlap),
        "target": _target(found.targets[0], found) if found.targets else None,
        "targets": [_target(each, found) for each in found.targets],
        "business_case": None if found.case is None else case_document(found.case),
        "tornado": [_bar(each, found.measure) for each in found.bars],
        "budget": [
            {
                "year": year_name(row["year"]),
                "category": row["category"],
                "yearly_average_baseline": round(row["average_without"], 4),
                "yearly_average_scenario": round(row["average_with"], 4),
                "cost_baseline": _pounds(row["pence_without"]),
                "cost_scenario": _pounds(row["pence_with"]),
            }
            for row in found.budget.to_dicts()
        ],
        "teams": [
            {
                "team": each.team,
                "fewer_children": each.share,
                "reachable": float(each.reachable),
                "children_today": each.size,
                "by_size_alone": each.by_size,
            }
            for each in found.teams
        ],
        "notes": list(found.notes),
    }


def _fan(fan: Fan) -> dict[str, Any]:
    return {
        "mean": {key: fan.mean[row].round(4).tolist() for row, key in enumerate(fan.keys)},
        "quantiles": {
            str(level): {
                key: fan.quantiles[place, row].round(4).tolist() for row, key in enumerate(fan.keys)
            }
            for place, level in enumerate(QUANTILES)
        },
    }


def _money(money: Money | None) -> dict[str, Any] | None:
    if money is None:
        return None
    return {
        "total": money.total / 100,
        "years": [pence / 100 for pence in money.years],
        "interval": [money.low / 100, money.high / 100],
    }


def _turned(money: Money) -> Money:
    """A saving as a difference of cost."""
    return Money(tuple(-pence for pence in money.years), -money.high, -money.low)


def _action(each: ActionResult) -> dict[str, Any]:
    action, alone, last = each.action, each.alone, each.last_in
    return {
        "name": action.name,
        "kind": action.kind,
        "children": round(each.children, 4),
        "children_alone": round(each.children_alone, 4),
        "moves": round(each.moves, 4),
        "fewer_looked_after_alone": round(each.stock, 4),
        "placements_52_week": round(each.placements[-1], 4),
        "placements_52_week_by_year": [round(each_year, 4) for each_year in each.placements],
        "saving": None if alone is None else alone.total / 100,
        "interval": None if alone is None else [alone.low / 100, alone.high / 100],
        "saving_by_year": None if alone is None else [pence / 100 for pence in alone.years],
        "saving_last_in": _money(last),
        "saving_kind": action.saving,
        "paid_by": action.paid_by,
        "saves": action.saves,
    }


def _pounds(pence: int | None) -> float | None:
    return None if pence is None else pence / 100


def _bar(bar: Bar, measure: str) -> dict[str, Any]:
    """In children, or in pounds where the first target is of money."""
    scale = 1 if measure == "children" else 100
    return {
        "name": bar.name,
        "last_in": float(bar.last_in) / scale,
        "alone": float(bar.alone) / scale,
        "probability_last_in": None if bar.chance_last_in is None else float(bar.chance_last_in),
        "low": float(bar.low) / scale,
        "high": float(bar.high) / scale,
    }


def _target(reached: Reached, found: Results) -> dict[str, Any]:
    scale, over = 1 if reached.measure == "children" else 100, reached.over
    names = [each.action.name for each in found.actions]
    return {
        "measure": reached.measure,
        "value": reached.value / scale,
        "by": reached.target.by,
        "probability_baseline": reached.without,
        "probability_scenario": reached.with_plan,
        "mean_baseline": reached.mean[0] / scale + 0.0,  # nought has no sign
        "mean_scenario": reached.mean[1] / scale + 0.0,
        "wanted_probability": float(over.wanted),
        "shortfall": over.shortfall / scale,
        "times_the_effect": None if over.multiple is None else float(over.multiple),
        "probability_without": dict(zip(names, reached.unlikely_without, strict=True)),
    }
