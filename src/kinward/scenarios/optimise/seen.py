"""What is known of every set of actions: simulated, or expected from what each does alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kinward.scenarios.business.spread import reached
from kinward.scenarios.optimise.space import Space
from kinward.scenarios.plan.model import Target
from kinward.scenarios.targets import aim_of, measured
from kinward.scenarios.tried import Tried

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

NOT_TRIED: Final = -1
_CELLS: Final = 4_000_000
"""Sets x runs that are added up at once: 32 MB."""


@dataclass(frozen=True)
class Sum:
    """What a set came to.

    Attributes:
        mean: of the target's measure.
        level: what the runs stay within with the wanted chance; a saving counts as negative.
        pence: what placements cost by year, means rounded once; None without prices.
    """

    mean: float
    level: int
    pence: tuple[int, ...] | None


@dataclass
class Seen:
    """What is known so far.

    Attributes:
        space: the sets.
        target: what is to be reached; `aim` of it, a saving as negative.
        wanted: the chance, and `enough` runs for it.
        runs: how many there are.
        there: runs of each set that reach the target; `NOT_TRIED` where it was not simulated.
        expected: the same as what each action does alone would have it, added up.
        sums: of the sets that were simulated.
    """

    space: Space
    target: Target
    wanted: Fraction
    runs: int
    there: Ints = field(init=False)
    expected: Ints = field(init=False)
    sums: dict[int, Sum] = field(default_factory=dict)
    _alone: dict[int, Ints] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.there = np.full(len(self.space.on), NOT_TRIED)
        self.expected = np.zeros(len(self.space.on), dtype=np.int64)
        value, measure = aim_of(self.target)
        self._sign = -1 if measure == "saving" else 1
        self.aim = self._sign * value
        self.enough = ceil(self.wanted * self.runs)

    @property
    def tried(self) -> Flags:
        """Which sets were simulated."""
        tried: Flags = self.there != NOT_TRIED
        return tried

    def take(self, tried: Tried, sets: list[int]) -> None:
        """Keep what came of the sets that are the variants of a trial, in its order."""
        for variant, number in enumerate(sets):
            if self.there[number] != NOT_TRIED:
                continue
            runs = self._sign * measured(tried, self.target, variant)
            pence = None
            if tried.pence is not None:
                means = np.rint(tried.pence[variant].mean(axis=0))
                pence = tuple(int(each) for each in means)
            self.sums[number] = Sum(
                self._sign * float(runs.mean()) + 0.0, reached(runs.tolist(), self.wanted), pence
            )
            if number in (0, *self.space.alone):
                self._alone[number] = runs
            # Last, so that a set counts as tried only when all of it is known.
            self.there[number] = int((runs <= self.aim).sum())

    def expect(self) -> None:
        """Add up what each action does alone, run by run, once every one was simulated alone.

        It tells what to try first, and nothing of what is found: actions overlap, share places and
        help each other.
        """
        none = self._alone[0]
        effects = np.array([none - self._alone[number] for number in self.space.alone])
        chosen = self.space.on[:, list(self.space.chosen)].astype(np.float64)
        step = max(1, _CELLS // max(1, self.runs))
        for first in range(0, len(chosen), step):
            part = slice(first, first + step)
            runs = none - chosen[part] @ effects.reshape(chosen.shape[1], self.runs)
            self.expected[part] = (runs <= self.aim).sum(axis=1)

    def best(self) -> int | None:
        """The cheapest set that reaches the target; then of fewest actions, then of most chance."""
        good = np.flatnonzero(self.there >= self.enough)
        if not len(good):
            return None
        order = np.lexsort((good, -self.there[good], self.space.rank[good]))
        return int(good[order[0]])

    def nearest(self) -> int:
        """The best, or the simulated set that comes nearest."""
        best = self.best()
        if best is not None:
            return best
        return min(
            np.flatnonzero(self.tried).tolist(),
            key=lambda at: (-self.there[at], self.sums[at].level, self.space.rank[at], at),
        )

    def frontier(self, there: Ints) -> list[int]:
        """The sets than which none as cheap, with as few actions, has as many runs there.

        Args:
            there: runs of each set; sets of `NOT_TRIED` are left out.
        """
        order = np.lexsort((np.arange(len(there)), -there, self.space.rank))
        most, found = NOT_TRIED, []
        for number in order[there[order] != NOT_TRIED].tolist():
            if there[number] > most:
                most = int(there[number])
                found.append(number)
        return found

    def sure(self) -> int | None:
        """The cheapest set that reaches the target in every run: nothing dearer has more chance."""
        sure = np.flatnonzero(self.there == self.runs)
        return int(sure[np.argmin(self.space.rank[sure])]) if len(sure) else None

    def could_be(self, best: int | None) -> list[int]:
        """What is not dearer than a set and was not simulated, the most promising first."""
        rank = self.space.rank
        open_ = ~self.tried if best is None else ~self.tried & (rank <= rank[best])
        left = np.flatnonzero(open_)
        likely = self.expected[left] >= self.enough
        # What should reach it is tried from the cheapest up, all else from the nearest down.
        first = np.where(likely, rank[left], -self.expected[left])
        found: list[int] = left[np.lexsort((left, first, ~likely))].tolist()
        return found
