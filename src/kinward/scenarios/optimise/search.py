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
from kinward.scenarios.optimise.seen import Seen
from kinward.scenarios.optimise.space import Space, space
from kinward.scenarios.plan.model import Plan, Target
from kinward.scenarios.plan.problems import PlanError, Problem
from kinward.scenarios.targets import aim_of
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
_CELL: Final = 10
"""Bytes that a run, month and category takes: its days and its stock."""
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
    again = None if stopped else _again(other, search.seen)
    return _optimum(search, again, stopped=stopped)


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
        firsts = list(dict.fromkeys((0, sets.last, *sets.alone)))
        try:
            while firsts:
                firsts = self._try(firsts)
                if self._asked_to_stop():
                    return False
            self.seen.expect()
            return (
                self._until_none(lambda: self._could_be(self.seen.best()))
                and (not whole_frontier or self._until_none(lambda: self._could_be(self._sure())))
                and self._likely_frontier()
            )
        except KeyboardInterrupt:
            if not self.seen.sums:
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

    def _sure(self) -> int | None:
        """The cheapest set that reaches the target in every run: nothing dearer has more chance."""
        sure = np.flatnonzero(self.seen.there == self.seen.runs)
        return int(sure[np.argmin(self.seen.space.rank[sure])]) if len(sure) else None

    def _could_be(self, best: int | None) -> list[int]:
        """What is not dearer than a set and was not simulated, the most promising first."""
        seen, rank = self.seen, self.seen.space.rank
        open_ = ~seen.tried if best is None else ~seen.tried & (rank <= rank[best])
        left = np.flatnonzero(open_)
        likely = seen.expected[left] >= seen.enough
        # What should reach it is tried from the cheapest up, all else from the nearest down.
        first = np.where(likely, rank[left], -seen.expected[left])
        found: list[int] = left[np.lexsort((left, first, ~likely))].tolist()
        return found

    def _try(self, left: list[int]) -> list[int]:
        """Simulate the first of these sets; gives back the others."""
        sets, seen = self.seen.space, self.seen
        # The first two variants are what the simulation holds the others against.
        ends = [0, sets.last]
        size = _size(self.ready) - len(ends)
        now = [*ends, *[number for number in left[:size] if number not in ends]]
        seen.take(_tried(self.ready, sets, now), now)
        others = left[size:]
        if self.progress is not None:
            best = seen.best()
            could = self._could_be(best) if len(seen.sums) > len(sets.alone) + 1 else others
            done = len(seen.sums)
            shown = None if best is None else _choice(seen, sets, self.ready, best)
            self.progress(done, done + max(len(others), len(could)), shown)
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


def _optimum(search: _Search, again: Fraction | None, *, stopped: bool) -> Optimum:
    seen, ready = search.seen, search.ready
    sets, tried = seen.space, seen.tried
    best, sure = seen.best(), search._sure()
    value, measure = aim_of(seen.target)

    def shown(number: int) -> Choice:
        return _choice(seen, sets, ready, number)

    missing = sets.rank[~tried]
    frontier_done = not len(missing) or (sure is not None and missing.min() > sets.rank[sure])
    return Optimum(
        plan=ready.plan.name,
        as_at=ready.as_at,
        month_ends=ready.month_ends,
        runs=seen.runs,
        seed=ready.asked.seed,
        target=seen.target,
        measure=measure,
        value=value,
        wanted=seen.wanted,
        none=shown(0),
        every=shown(sets.last),
        best=None if best is None else shown(best),
        nearest=shown(seen.nearest()),
        again=again,
        frontier=tuple(shown(number) for number in seen.frontier(seen.there)),
        idle=tuple(ready.plan.actions[act].name for act in sets.idle),
        tried=int(tried.sum()),
        of=len(tried),
        complete=not search._could_be(best),
        frontier_complete=bool(frontier_done),
        stopped=stopped,
    )


def _choice(seen: Seen, sets: Space, ready: Ready, number: int) -> Choice:
    found, none = seen.sums[number], seen.sums[0]
    saving = None
    if found.pence is not None and none.pence is not None:
        saving = sum(none.pence) - sum(found.pence)
    cheaper = sets.rank <= sets.rank[number]
    return Choice(
        names=tuple(
            action.name
            for action, on in zip(ready.plan.actions, sets.on[number], strict=True)
            if on
        ),
        cost=int(sets.cost[number]),
        chance=Fraction(int(seen.there[number]), seen.runs),
        mean=found.mean,
        shortfall=max(0, found.level - seen.aim),
        saving=saving,
        proven=bool(seen.tried[cheaper].all()),
    )
