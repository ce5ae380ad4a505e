"""The cheapest plan as the JSON document that `kinward optimise --json` prints."""

from __future__ import annotations

from typing import Any, Final

from kinward.scenarios.optimise.model import Choice, Optimum

_PLACES: Final = 4


def document(found: Optimum) -> dict[str, Any]:
    """Money in pounds with two decimals, chances with four, dates ISO."""
    scale = 1 if found.measure == "children" else 100

    def shown(choice: Choice) -> dict[str, Any]:
        return {
            "actions": list(choice.names),
            "cost": choice.cost / 100,
            "probability": round(float(choice.chance), _PLACES),
            "mean": round(choice.mean / scale, _PLACES),
            "shortfall": choice.shortfall / scale,
            "saving": None if choice.saving is None else choice.saving / 100,
            "net_saving": None if choice.net is None else choice.net / 100,
            "proven": choice.proven,
        }

    return {
        "plan": found.plan,
        "as_at": found.as_at,
        "months": len(found.month_ends),
        "runs": found.runs,
        "seed": found.seed,
        "target": {
            "measure": found.measure,
            "value": found.value / scale,
            "by": found.target.by,
            "wanted_probability": round(float(found.wanted), _PLACES),
        },
        "without": shown(found.none),
        "all_actions": shown(found.every),
        "best": None if found.best is None else shown(found.best),
        "nearest": shown(found.nearest),
        "probability_on_other_runs": (
            None if found.again is None else round(float(found.again), _PLACES)
        ),
        "frontier": [shown(each) for each in found.frontier],
        "without_effect_on_the_target": list(found.idle),
        "tried": found.tried,
        "of": found.of,
        "complete": found.complete,
        "frontier_complete": found.frontier_complete,
        "stopped": found.stopped,
    }
