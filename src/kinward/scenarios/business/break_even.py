"""How much less a plan could do and still pay."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from kinward.scenarios.plan.effects import Convert, Divert, Effect, StepDown
from kinward.scenarios.plan.uncertain import Share

Why = Literal["", "costs nothing", "saves nothing"]


@dataclass(frozen=True)
class BreakEven:
    """The least that still pays, if savings follow the success rate in proportion.

    They do not quite: capacities bind, and actions meet the same children. Proportion is near
    enough to say whether a promise has room, and exact where neither happens.

    Attributes:
        multiple: of the whole effect: at 0.4 of it savings are as much as costs. None: see `why`.
        rate: the success or uptake as it stands in the plan x `multiple`: above 1 no rate pays.
            None for a whole plan, which has no single rate, and an action without one.
        why: empty, or why there is no such multiple.
    """

    multiple: Fraction | None
    rate: Fraction | None = None
    why: Why = ""

    @property
    def possible(self) -> bool | None:
        """Whether some rate of at most 1 pays; None where there is no rate."""
        return None if self.rate is None else self.rate <= 1


def break_even(saving: Fraction, cost: Fraction, share: Share | None = None) -> BreakEven:
    """The multiple of the effect, and of a share, at which it just pays.

    Args:
        saving, cost: mean present values, pence.
        share: the success or uptake that the saving follows.
    """
    if cost <= 0:
        return BreakEven(None, why="costs nothing")
    if saving <= 0:
        return BreakEven(None, why="saves nothing")
    multiple = cost / saving
    return BreakEven(multiple, None if share is None else share.expected * multiple)


def main_share(effect: Effect) -> Share | None:
    """The share that an action's saving follows: success or uptake; None where it has none."""
    if isinstance(effect, Divert):
        return effect.success
    if isinstance(effect, StepDown | Convert):
        return effect.uptake
    return None
