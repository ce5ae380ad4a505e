"""The sets of actions that can be chosen, and what each costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kinward.scenarios.business.costs import action_costs
from kinward.scenarios.business.horizon import Horizon
from kinward.scenarios.plan.model import Plan, Target
from kinward.scenarios.plan.problems import PlanError, Problem

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

MOST: Final = 16
"""Actions that can be chosen among: 65,536 sets."""
_SAME_CHILDREN: Final = ("step_down", "convert", "capacity", "change_price")
"""Kinds that say where a child lives or what it costs, never whether it is looked after."""


@dataclass(frozen=True)
class Space:
    """Every set of the actions that can matter; the first is empty, the last has all of them.

    Attributes:
        chosen: places in the plan of the actions that can matter.
        idle: of those that cannot.
        on: which of the plan's actions each set has: (sets, actions).
        cost: of each, pence.
        lives: what of a set's number says which actions it has that are not of prices alone.
        rank: of each by cost and then by the number of its actions, from 0; equals share one.
    """

    chosen: tuple[int, ...]
    idle: tuple[int, ...]
    on: Flags
    cost: Ints
    lives: int
    rank: Ints

    @property
    def last(self) -> int:
        """The set with all of them."""
        return len(self.on) - 1

    def side_by_side(self, sets: list[int]) -> list[int]:
        """The same sets in order, but those that differ in prices alone, which are simulated at
        once, next to the first of them."""
        alike: dict[int, list[int]] = {}
        for number in sets:
            alike.setdefault(number & self.lives, []).append(number)
        return [number for those in alike.values() for number in those]

    @property
    def alone(self) -> tuple[int, ...]:
        """The set that has each of the chosen actions and no other."""
        return tuple(1 << place for place in range(len(self.chosen)))


def space(plan: Plan, target: Target, horizon: Horizon) -> Space:
    """The sets of a plan's actions that can matter to a target.

    Raises:
        PlanError: too many of them to try.
    """
    idle = tuple(
        act
        for act, action in enumerate(plan.actions)
        if target.children is not None and action.kind in _SAME_CHILDREN
    )
    chosen = tuple(act for act in range(len(plan.actions)) if act not in idle)
    if len(chosen) > MOST:
        raise PlanError(
            plan.file,
            [
                Problem(
                    plan.actions[chosen[MOST]].line,
                    f"The cheapest plan is chosen among at most {MOST} actions",
                    "Leave out those that are decided, or that are too small to matter.",
                )
            ],
        )
    numbers = np.arange(1 << len(chosen))
    on = np.zeros((len(numbers), len(plan.actions)), dtype=np.bool_)
    for place, act in enumerate(chosen):
        on[:, act] = numbers >> place & 1
    each = np.array(
        [action_costs(action, horizon).total for action in plan.actions], dtype=np.int64
    )
    cost = on @ each
    pairs = np.stack([cost, on.sum(axis=1)], axis=1)
    rank = np.unique(pairs, axis=0, return_inverse=True)[1].reshape(-1)
    lives = sum(
        1 << place for place, act in enumerate(chosen) if plan.actions[act].kind != "change_price"
    )
    return Space(chosen, idle, on, cost, lives, rank)
