"""Values of measures, for triggers: the app of the scorecard says here how they are found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from kinward.programme.model import Programme

KEPT: list[Callable[[date], Mapping[str, Decimal]]] = []
"""Set when an app that keeps values is ready. They are as the public may see them: a reason on an
agenda is read by everyone who reads the agenda."""


def values(programme: Programme, as_at: date) -> dict[str, Decimal]:
    """The values of measures by their keys, as a day knew them.

    Nothing is looked up where no action of the programme has a trigger on a measure.
    """
    if not any(each.success and each.trigger is not None for each in programme.actions):
        return {}
    return {key: value for read in KEPT for key, value in read(as_at).items()}
