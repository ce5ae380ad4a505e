"""Measures of the scorecard: their names, and their values for triggers. The app of the scorecard
says here how both are found."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from kinward.measures.scored import SCORED
from kinward.programme.model import Programme

_KEY: Final = re.compile(r"[a-z0-9_-]+")
NAMED: list[Callable[[], Mapping[str, str]]] = []
"""Set when an app is ready that lets the authority add measures of its own: their names by key."""
KEPT: list[Callable[[date], Mapping[str, Decimal]]] = []
"""Set when an app that keeps values is ready. They are as the public may see them: a reason on an
agenda is read by everyone who reads the agenda."""


def names() -> dict[str, str]:
    """The names of all measures by their keys: those of the library, and the authority's own."""
    found = {key: each.label for key, each in SCORED.items()}
    return found | {key: label for read in NAMED for key, label in read().items()}


def name_of(success: str) -> str:
    """The name of the measure by which success is measured; empty where it is said in words."""
    known = SCORED.get(success)
    if known is not None:
        return known.label
    return names().get(success, "") if _KEY.fullmatch(success) else ""


def values(programme: Programme, as_at: date) -> dict[str, Decimal]:
    """The values of measures by their keys, as a day knew them.

    Nothing is looked up where no action of the programme has a trigger on a measure.
    """
    if not any(each.success and each.trigger is not None for each in programme.actions):
        return {}
    return {key: value for read in KEPT for key, value in read(as_at).items()}
