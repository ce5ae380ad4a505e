"""Which action matters most, for the expected figure and for the chance of the target."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from kinward.errors import ArgumentError
from kinward.reference.parameters import parameter
from kinward.scenarios.business.spread import Ints, Numbers, share_of, whole

Floats = NDArray[np.float64]
Order = Literal["mean", "chance", "swing"]


@dataclass(frozen=True)
class Trial:
    """What runs gave with and without one action. Each is (runs,) of the target's measure.

    Attributes:
        name: of the action.
        without: the plan without it.
        alone: it and nothing else.
        draws: its own uncertain share or factor in each run; None where it is certain.
    """

    name: str
    without: Numbers
    alone: Numbers
    draws: Floats | None = None


@dataclass(frozen=True)
class Bar:
    """What an action does to the measure, of which less is better: above 0 is a help.

    Attributes:
        name: of the action.
        last_in, alone: what it takes off the mean: beside all others, and by itself.
        chance_last_in, chance_alone: what it adds to the chance of the target, in the same way;
            None without a target.
        low, high: the mean that the plan would have with the action's uncertain share in the
            lowest, and the highest, tenth of its draws: the runs of that tenth have the action's
            own last-in effect in them, and all else is as over all runs.
    """

    name: str
    last_in: Fraction
    alone: Fraction
    chance_last_in: Fraction | None
    chance_alone: Fraction | None
    low: Fraction
    high: Fraction

    @property
    def swing(self) -> Fraction:
        """How far the mean moves between the two tenths; 0 where the share is certain."""
        return abs(self.high - self.low)


_KEYS: Final[dict[Order, Callable[[Bar], Fraction]]] = {
    "mean": lambda bar: abs(bar.last_in),
    "chance": lambda bar: abs(bar.chance_last_in or Fraction(0)),
    "swing": lambda bar: bar.swing,
}


def tornado(
    base: Numbers,
    plan: Numbers,
    actions: Sequence[Trial],
    at_most: int | None = None,
    order: Order = "mean",
) -> tuple[Bar, ...]:
    """A bar for each action, the longest first; of two as long, the first in the plan.

    Runs are paired: run by run they share their luck. The figures of the runs are taken as whole
    (children, or pence), rounded half to even.

    Args:
        base, plan: (runs,) without any action, and with all.
        actions: in the order of the plan.
        at_most: the target. For a saving that must be at least so much, give all as negative.
        order: by what the action takes off the mean, adds to the chance, or by the swing.

    Raises:
        ArgumentError: not one figure for each run; an order by chance without a target.
    """
    if order == "chance" and at_most is None:
        raise ArgumentError(
            "Without a target there is no chance to sort by", remedy="Sort by mean or swing."
        )
    reached = whole(plan, "The plan's runs", np.shape(base))
    before = whole(base, "The runs without a plan", reached.shape)
    bars = [_bar(before, reached, action, at_most) for action in actions]
    return tuple(sorted(bars, key=_KEYS[order], reverse=True))


def _bar(base: Ints, plan: Ints, action: Trial, at_most: int | None) -> Bar:
    without = whole(action.without, "The runs without an action", plan.shape)
    alone = whole(action.alone, "The runs of an action alone", plan.shape)
    mean, effect = _mean(plan), without - plan
    low, high = _tenths(action.draws, effect)
    chances: tuple[Fraction | None, Fraction | None] = (None, None)
    if at_most is not None:
        chances = (
            share_of(plan <= at_most) - share_of(without <= at_most),
            share_of(alone <= at_most) - share_of(base <= at_most),
        )
    expected = _mean(effect)
    return Bar(
        name=action.name,
        last_in=expected,
        alone=_mean(base - alone),
        chance_last_in=chances[0],
        chance_alone=chances[1],
        low=mean + expected - _mean(effect[low]),
        high=mean + expected - _mean(effect[high]),
    )


def _tenths(draws: Floats | None, effect: Ints) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """The runs with the lowest draws, and with the highest; all runs where they do not differ."""
    if draws is None:
        return np.ones(len(effect), np.bool_), np.ones(len(effect), np.bool_)
    if np.shape(draws) != effect.shape or not np.all(np.isfinite(draws)):
        raise ArgumentError(
            "The draws are not one number for each run", remedy="Give those of the same runs."
        )
    share = Fraction(str(parameter("tornado_tail_pct").value)) / 100
    many = max(1, int(len(draws) * share))
    ordered = np.sort(draws)
    # Runs with the same draw go together, so that their order makes no difference.
    return draws <= ordered[many - 1], draws >= ordered[-many]


def _mean(values: Ints) -> Fraction:
    return Fraction(int(values.sum()), len(values))
