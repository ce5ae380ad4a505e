"""The cheapest set of a plan's actions, by trying every one as a plan of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from kinward.cohort.model import Cohort
from kinward.forecast.engine import Fitted
from kinward.scenarios.business.costs import action_costs
from kinward.scenarios.business.horizon import Horizon
from kinward.scenarios.plan.model import Plan
from kinward.scenarios.tried import Asked, Tried, try_plan
from kinward.scenarios.variants import NONE, WHOLE


@dataclass(frozen=True)
class Lone:
    """One set: its names, cost, runs of children and of money without and with it."""

    names: tuple[str, ...]
    cost: int
    children: NDArray[np.int64]
    spent: NDArray[np.float64]
    spent_without: NDArray[np.float64]


def every_set(plan: Plan, fitted: Fitted, cohort: Cohort, asked: Asked) -> list[Lone]:
    """Every set of a plan's actions; children on the last day, money of the last year ahead."""
    found = []
    for size in range(len(plan.actions) + 1):
        for actions in combinations(plan.actions, size):
            # A plan needs an action: the empty set is the first without its only one.
            tried = try_plan(
                replace(plan, actions=actions or plan.actions[:1]), fitted, cohort, asked
            )
            horizon = Horizon(tried.as_at, tried.month_ends[-1])
            cost = sum(action_costs(action, horizon).total for action in actions)
            names = tuple(action.name for action in actions)
            found.append(_lone(tried, WHOLE if actions else NONE, names, cost))
    return found


def _lone(tried: Tried, variant: int, names: tuple[str, ...], cost: int) -> Lone:
    assert tried.pence is not None
    return Lone(
        names,
        cost,
        tried.found.stock[variant, :, -1].sum(axis=1, dtype=np.int64),
        np.rint(tried.pence[variant, :, -1]),
        np.rint(tried.pence[NONE, :, -1]),
    )


Chance = Callable[[Lone], Fraction]


def cheapest(sets: Iterable[Lone], chance: Chance, wanted: Fraction) -> Lone | None:
    """The cheapest that reaches it, then of fewest actions, then of most chance."""
    good = [each for each in sets if chance(each) >= wanted]
    return min(good, key=lambda each: (_key(each), -chance(each)), default=None)


def frontier(sets: list[Lone], chance: Chance) -> list[tuple[int, int, Fraction]]:
    """Cost, number of actions and chance of all than which none is as good in one and better in
    the other."""
    points = {(*_key(each), chance(each)) for each in sets}
    return sorted(
        point
        for point in points
        if not any(
            other != point and other[:2] <= point[:2] and other[2] >= point[2] for other in points
        )
    )


def _key(each: Lone) -> tuple[int, int]:
    return each.cost, len(each.names)
