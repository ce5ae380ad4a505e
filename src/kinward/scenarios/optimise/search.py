"""The search for the cheapest set of actions that reaches a target.

What a set costs is known without simulating it. So a set is proven to be the cheapest once every
cheaper one was simulated, and nothing dearer than the best so far need be: no assumption about what
actions do together is made. That more actions reach more is none either: it need not be true, as
actions share places. Every set is tried on the same runs. What each action does alone says what to
try first, so that a good answer comes early.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kinward.cohort.model import Cohort
from kinward.errors import ArgumentError
from kinward.forecast.engine import Fitted
from kinward.reference.parameters import parameter
from kinward.scenarios.business.horizon import Horizon
from kinward.scenarios.optimise.model import Choice, Goal, Optimum
from kinward.scenarios.optimise.outcome import choice, optimum
from kinward.scenarios.optimise.seen import Seen
from kinward.scenarios.optimise.space import Space, space
from kinward.scenarios.plan.model import Plan, Target
from kinward.scenarios.plan.problems import PlanError, Problem
from kinward.scenarios.tried import Asked, Ready, Tried, make_ready, try_variants
from kinward.scenarios.variants import Tries
from kinward.terms import CATEGORIES

Ints = NDArray[np.int64]
Progress = Callable[[int, int, Choice | None], None]
"""Told how many sets are done, of how many that may be needed, and the best so far."""
Stop = Callable[[], bool]
"""Asked before every batch whether to stop."""

_BATCH: Final = 48
_BYTES: Final = 300_000_000
_CELL: Final = 20
"""Bytes that a run, month and category takes: its days and its stock, twice."""
_ROUNDS: Final = 4


def optimise(
    plan: Plan,
    fitted: Fitted,
    cohort: Cohort,
    asked: Asked,
    goal: Goal | None = None,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Optimum:
    """Find the actions of a plan that reach a target at least cost.

    Ctrl+C stops it as well once the first sets were simulated: the best so far is then returned.
    The same seed finds the same on any number of threads.

    Args:
        plan: every action may be left out.
        fitted: of the cohort.
        cohort: of the returns.
        asked: runs, months, prices; without prices only a target of children can be reached.

    Raises:
        ArgumentError: a chance that is not above 0 and at most 1.
        PlanError: no such target, no action or too many; and what `try_plan` refuses.
    """
    goal = goal or Goal()
    wanted = _wanted(goal)
    target = _target(plan, goal)
    ready = make_ready(plan, fitted, cohort, asked)
    other = make_ready(plan, fitted, cohort, replace(asked, seed=asked.seed ^ 1))
    sets = space(plan, target, Horizon(ready.as_at, ready.month_ends[-1]))
    search = _Search(ready, Seen(sets, target, wanted, asked.runs), progress, stop)
    stopped = not search.run(whole_frontier=goal.whole_frontier)
    again = None
    if not stopped:
        try:
            again = _again(other, search.seen)
        except KeyboardInterrupt:
            stopped = True
    return optimum(search.seen, ready, again, stopped=stopped)


def _wanted(goal: Goal) -> Fraction:
    chance = goal.chance
    if chance is None:
        chance = Fraction(str(parameter("wanted_chance_pct").value)) / 100
    if not 0 < chance <= 1:
        raise ArgumentError(
            "The wanted chance is not above 0 and at most 1", remedy="Give 80% as 0.8."
        )
    return chance


def _target(plan: Plan, goal: Goal) -> Target:
    what = remedy = ""
    if not plan.actions:
        what, remedy = "The plan has no action to choose", "Add those that could be taken."
    elif not plan.targets:
        what, remedy = "The plan has no target to reach", "Add a [target]."
    elif not 0 <= goal.target < len(plan.targets):
        what = f"The plan has no target number {goal.target + 1}"
        remedy = f"It has {len(plan.targets)}."
    if what:
        raise PlanError(plan.file, [Problem(1, what, remedy)])
    return plan.targets[goal.target]


@dataclass
class _Search:
    """The search, a batch of sets at a time."""

    ready: Ready
    seen: Seen
    progress: Progress | None
    stop: Stop | None

    def run(self, *, whole_frontier: bool) -> bool:
        """Search; False where it was stopped."""
        sets = self.seen.space
        left = [number for number in sets.alone if number != sets.last]
        try:
            left = self._try(left)
            while left:
                if self._asked_to_stop():
                    return False
                left = self._try(left)
            self.seen.expect()
            return (
                self._until_none(lambda: self.seen.could_be(self.seen.best()))
                and (
                    not whole_frontier
                    or self._until_none(lambda: self.seen.could_be(self.seen.sure()))
                )
                and self._likely_frontier()
            )
        except KeyboardInterrupt:
            if not self.seen.tried[[0, sets.last]].all():
                raise
            return False

    def _until_none(self, due: Callable[[], list[int]]) -> bool:
        left = due()
        while left:
            if self._asked_to_stop():
                return False
            self._try(left)
            left = due()
        return True

    def _likely_frontier(self) -> bool:
        """Simulate what is expected to be on the frontier; a few times, as it then moves."""
        seen = self.seen
        for _ in range(_ROUNDS):
            likely = seen.frontier(np.where(seen.tried, seen.there, seen.expected))
            left = [number for number in likely if not seen.tried[number]]
            while left:
                if self._asked_to_stop():
                    return False
                left = self._try(left)
        return True

    def _asked_to_stop(self) -> bool:
        return self.stop is not None and self.stop()

    def _try(self, left: list[int]) -> list[int]:
        """Simulate the first of these sets; gives back the others."""
        sets, seen = self.seen.space, self.seen
        # The first two variants are what the simulation holds the others against.
        ends, left = [0, sets.last], sets.side_by_side(left)
        size = _size(self.ready) - len(ends)
        now = [*ends, *left[:size]]
        seen.take(_tried(self.ready, sets, now), now)
        others = left[size:]
        if self.progress is not None:
            best, done = seen.best(), int(seen.tried.sum())
            needed = max(len(others), len(self.seen.could_be(best)))
            shown = None if best is None else choice(seen, self.ready, best)
            self.progress(done, done + needed, shown)
        return others


def _size(ready: Ready) -> int:
    """How many variants at once: the days of all of them must fit."""
    asked = ready.asked
    one = asked.runs * asked.months * len(CATEGORIES) * _CELL
    return max(3, min(_BATCH, _BYTES // max(1, one)))


def _tried(ready: Ready, sets: Space, numbers: list[int]) -> Tried:
    return try_variants(ready, Tries(sets.on[numbers], (), ()))


def _again(other: Ready, seen: Seen) -> Fraction:
    """The chance of the nearest set on other runs."""
    sets, nearest = seen.space, seen.nearest()
    fresh = Seen(sets, seen.target, seen.wanted, seen.runs)
    numbers = [0, sets.last, nearest]
    fresh.take(_tried(other, sets, numbers), numbers)
    return Fraction(int(fresh.there[nearest]), seen.runs)
