"""The scorecard as the JSON document that `kinward scorecard --json` prints."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from kinward.scorecard.model import Comparison, Control, Reading, Scorecard, ScoreLine, Signal
from kinward.scorecard.published import Difference
from kinward.scorecard.targets import Band, Ceiling, Floor, Target, Trajectory


def document(card: Scorecard, differences: Sequence[Difference] = ()) -> dict[str, Any]:
    """Every line with its rule. Values are numbers in the measure's unit; null where there is none.

    Args:
        differences: between printed colours and those of the rule.
    """
    return {
        "as_at": card.as_at,
        "colours": dict(card.counts),
        "lines": [_line(line) for line in card.lines],
        "teams": [
            {"team": each.team, "label": each.label, **_reading(each.reading)}
            for each in card.teams
        ],
        "differences": [vars(each) for each in differences],
        "notes": list(card.notes),
    }


def _line(line: ScoreLine) -> dict[str, Any]:
    card, measure = line.card, line.card.measure
    way = line.direction
    return {
        "measure": measure.key,
        "label": measure.label,
        "theme": card.theme,
        "unit": measure.unit,
        "formula": measure.formula,
        "definition": measure.source,
        "better": card.polarity,
        "frequency": measure.frequency,
        "owner": card.owner,
        "tier": card.tier,
        "target": _target(card.target),
        "reading": _reading(line.reading) if line.reading else None,
        "previous": _reading(line.previous) if line.previous else None,
        "rag": {"colour": line.rag.colour, "reason": line.rag.reason},
        "direction": None if way is None else {
            "way": way.way, "sense": way.sense, "change": _number(way.change)
        },
        "year_to_date": {"value": _number(line.to_date.value), "reason": line.to_date.reason},
        "year_end": {
            "value": _number(line.year_end.value),
            "low_80": _number(line.year_end.low),
            "high_80": _number(line.year_end.high),
            "reason": line.year_end.reason,
        },
        "control": _control(line.control) if line.control else None,
        "no_control": line.no_control,
        "comparison": _comparison(line.comparison) if line.comparison else None,
        "late": line.late,
        "readings": [_reading(each) for each in card.readings],
    }  # fmt: skip


def _reading(each: Reading) -> dict[str, Any]:
    return {
        "measure": each.measure,
        "period_end": each.period_end,
        "value": _number(each.value),
        "numerator": _number(each.numerator),
        "denominator": _number(each.denominator),
        "source": each.source,
        "typed_by": each.typed_by,
        "typed_on": each.typed_on,
        "note": each.note,
    }


def _target(target: Target | None) -> dict[str, Any] | None:
    if target is None:
        return None
    bounds = target.bounds
    said: dict[str, Any]
    if isinstance(bounds, Floor | Ceiling):
        said = {
            "kind": "floor" if isinstance(bounds, Floor) else "ceiling", "at": _number(bounds.at)
        }  # fmt: skip
    elif isinstance(bounds, Band):
        said = {"kind": "band", "low": _number(bounds.low), "high": _number(bounds.high)}
    else:
        said = {"kind": "trajectory", **_points(bounds)}
    return {
        **said,
        "tolerance_pct": _number(target.tolerance_pct),
        "tolerance": _number(target.tolerance),
    }


def _points(bounds: Trajectory) -> dict[str, Any]:
    points = [{"on": day, "at": _number(value)} for day, value in bounds.points]
    return {"side": bounds.side, "points": points}


def _control(control: Control) -> dict[str, Any]:
    return {
        "of": control.of,
        "baseline": list(control.baseline),
        "centre": control.centre,
        "low": control.low,
        "high": control.high,
        "signals": [_signal(each) for each in control.signals],
        "now": [_signal(each) for each in control.now],
    }


def _signal(signal: Signal) -> dict[str, Any]:
    return {"rule": signal.rule, "on": signal.on, "side": signal.side, "words": signal.words}


def _comparison(beside: Comparison) -> dict[str, Any]:
    return {
        "year": beside.year,
        "own": _number(beside.own),
        "neighbours": _number(beside.neighbours),
        "england": _number(beside.england),
        "rank": beside.rank,
        "of": beside.of,
        "quartile": beside.quartile,
        "england_quartile": beside.england_quartile,
        "best": beside.best,
    }


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
