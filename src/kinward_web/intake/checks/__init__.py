"""Reading an upload with the core: what is found in it, and what is kept of it to compare by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import polars as pl

from kinward.ledger.rules import left_out
from kinward.pipeline.unread import unread
from kinward_web.intake.checks import context, money, returns
from kinward_web.intake.checks.found import Found, of_ledger
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


_SILENT: Final = ("children", "service_types", "prices", "teams", "totals", "population")
"""Kinds whose reading does not tell by itself of the columns that it leaves out."""


def check(kind: str, scene: Scene) -> Found:
    """Read an upload of a kind.

    Raises:
        InputError, ArgumentError: it cannot be read; the lines say what to do.
    """
    found = _CHECKS[kind](scene)
    if kind not in _SILENT:
        return found
    told = of_ledger(left_out(scene.path.name, unread(kind, scene.path)), kind)
    return replace(found, findings=pl.concat([found.findings, told]))
