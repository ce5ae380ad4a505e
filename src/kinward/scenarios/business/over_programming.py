"""How much more a plan would have to do to reach its target with a stated chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from math import ceil

import numpy as np

from kinward.errors import ArgumentError
from kinward.reference.parameters import parameter
from kinward.scenarios.business.spread import Numbers, reached, share_of, whole


@dataclass(frozen=True)
class OverProgramming:
    """A plan held against a target with a chance that is wanted.

    Attributes:
        at_most: the target.
        wanted: the chance.
        chance_base, chance_plan: of the target, without and with the plan.
        level: what the plan stays within with the wanted chance: of the runs' figures in order the
            first that so many do not exceed.
        multiple: of the plan's effect, run by run, that reaches the wanted chance: the least; 1.3
            is 30% more. Below 1 the plan has room. None: no multiple does.
        best_multiple, best_chance: the least multiple with the highest chance, and the chance.
        effect: what the plan takes off the mean.
    """

    at_most: int
    wanted: Fraction
    chance_base: Fraction
    chance_plan: Fraction
    level: int
    multiple: Fraction | None
    best_multiple: Fraction
    best_chance: Fraction
    effect: Fraction

    @property
    def shortfall(self) -> int:
        """How much the plan misses by, at the wanted chance; 0 where it does not."""
        return max(0, self.level - self.at_most)

    @property
    def more(self) -> Fraction | None:
        """What has to come off the mean beyond the plan's effect; None where no multiple does."""
        return None if self.multiple is None else (self.multiple - 1) * self.effect


def over_programming(
    base: Numbers, plan: Numbers, at_most: int, wanted: Fraction | None = None
) -> OverProgramming:
    """The shortfall of a plan, and the multiple of its effect that reaches a target.

    A run with s times the effect is base - s x (base - plan). The share of runs at or under the
    target changes only at the ratios (base - target) / (base - plan), so that the least s is found
    exactly among them. It need not rise with s: in a run where the plan makes things worse, more
    of it does as well. That a plan can be scaled at all is an assumption: more of the same
    children, places and carers must be there.

    Args:
        base, plan: (runs,) paired; children on a day or pence of a year, whole.
        at_most: the target. For a saving that must be at least so much, give the savings as
            negative, the base as nought.
        wanted: the chance (None: the parameter `wanted_chance_pct`).

    Raises:
        ArgumentError: not one figure for each run, or a chance that is not above 0 and at most 1.
    """
    if wanted is None:
        wanted = Fraction(str(parameter("wanted_chance_pct").value)) / 100
    if not 0 < wanted <= 1:
        raise ArgumentError(
            "The wanted chance is not above 0 and at most 1", remedy="Give 80% as 0.8."
        )
    with_plan = whole(plan, "The plan's runs", np.shape(base))
    without = whole(base, "The runs without a plan", with_plan.shape)
    runs = len(without)
    steps = _steps(without.tolist(), with_plan.tolist(), at_most)
    enough = ceil(wanted * runs)
    best = max(there for _, there in steps)
    return OverProgramming(
        at_most=at_most,
        wanted=wanted,
        chance_base=share_of(without <= at_most),
        chance_plan=share_of(with_plan <= at_most),
        level=reached(with_plan.tolist(), wanted),
        multiple=next((scale for scale, there in steps if there >= enough), None),
        best_multiple=next(scale for scale, there in steps if there == best),
        best_chance=Fraction(best, runs),
        effect=Fraction(int((without - with_plan).sum()), runs),
    )


def _steps(base: Sequence[int], plan: Sequence[int], at_most: int) -> list[tuple[Fraction, int]]:
    """Multiples from 0 up at which more runs reach the target, and how many do there.

    A run reaches it from its ratio on where the plan helps, and up to its ratio, that included,
    where it harms.
    """
    at_start = sum(each <= at_most for each in base)
    pairs = list(zip(base, plan, strict=True))
    begins = sorted(
        Fraction(before - at_most, before - after)
        for before, after in pairs
        if before > at_most and after < before
    )
    ends = sorted(
        Fraction(at_most - before, after - before)
        for before, after in pairs
        if before <= at_most and after > before
    )
    steps, there, ended = [(Fraction(0), at_start)], at_start, 0
    for scale, those in groupby(begins):
        while ended < len(ends) and ends[ended] < scale:
            ended, there = ended + 1, there - 1
        there += len(list(those))
        steps.append((scale, there))
    return steps
