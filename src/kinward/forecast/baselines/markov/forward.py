"""The Markov model ahead: where the children of today, and those who come, are on later days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from kinward.forecast.baselines.markov.rates import STATES, Floats, Rates


@dataclass(frozen=True)
class Ahead:
    """Groups of states on days ahead.

    Attributes:
        there: (days, `STATES`, groups), the chance that a child who is in a state today is in a
            group on the day.
        came: (days, groups), how many who came since are in it on average. They come as a Poisson
            process, and each is kept by itself, so that their number is Poisson.
    """

    there: Floats
    came: Floats


def ahead(rates: Rates, days: Sequence[int], groups: Floats) -> Ahead:
    """Look ahead by the equations of the chain.

    Args:
        rates: of a day.
        days: days after the as-at date, ascending.
        groups: (`STATES`, groups), 1 where a state is in a group, else 0.
    """
    there = np.empty((len(days), *groups.shape))
    came = np.empty((len(days), groups.shape[1]))
    # From the back: the chances of the groups so many days later, by the state of today.
    chance, coming = groups, np.zeros(groups.shape[1])
    steps = {gap: _steps(rates, gap) for gap in {b - a for a, b in pairwise((0, *days))}}
    for place, (before, day) in enumerate(pairwise((0, *days))):
        power, entered = steps[day - before]
        coming = coming + entered @ chance
        chance = power @ chance
        there[place], came[place] = chance, coming
    return Ahead(there, came)


def _steps(rates: Rates, days: int) -> tuple[Floats, Floats]:
    """The matrix of so many days, and where those who come within them are at their end.

    Who comes on a day is counted at its end, and moves from the next day on.
    """
    power, entered = np.eye(STATES), np.zeros(STATES)
    square, doubled = rates.daily, rates.entrants
    left = days
    while left:
        if left & 1:
            entered = doubled + entered @ square
            power = power @ square
        doubled = doubled + doubled @ square
        square = square @ square
        left >>= 1
    return power, entered
