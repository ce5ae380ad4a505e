"""Reading an upload with the core: what is found in it, and what is kept of it to compare by."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kinward_web.intake.checks import context, money, returns
from kinward_web.intake.checks.found import Found
from kinward_web.intake.checks.scene import Scene

_CHECKS: Final[dict[str, Callable[[Scene], Found]]] = {
    "returns": returns.check,
    "placements": money.placements,
    "children": money.children,
    "budget": money.budget,
    "adjustments": money.adjustments,
    "service_types": money.service_types,
    "contracts": money.contracts,
    "trajectory": money.trajectory,
    "prices": money.prices,
    "teams": context.teams,
    "totals": context.totals,
    "population": context.population,
    "lait": context.lait,
}


def check(kind: str, scene: Scene) -> Found:
    """Read an upload of a kind.

    Raises:
        InputError, ArgumentError: it cannot be read; the lines say what to do.
    """
    return _CHECKS[kind](scene)
