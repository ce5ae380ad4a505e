"""A figure over the runs: its mean and what it lies between, exactly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil
from typing import Final, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from kinward.errors import ArgumentError

Ints = NDArray[np.int64]
Numbers = NDArray[np.number]
N = TypeVar("N", int, Fraction)
M = TypeVar("M", int, Fraction)

_MOST: Final = 2**53
"""Beyond it a float does not tell one whole number from the next."""


@dataclass(frozen=True)
class Spread(Generic[N]):
    """The mean over the runs, the median, and the ends of the 80 and the 95% interval."""

    mean: N
    median: N
    low_80: N
    high_80: N
    low_95: N
    high_95: N

    def mapped(self, change: Callable[[N], M]) -> Spread[M]:
        """The same after a change that keeps the order."""
        return Spread(
            change(self.mean), change(self.median), change(self.low_80), change(self.high_80),
            change(self.low_95), change(self.high_95),
        )  # fmt: skip

    def less(self, amount: N) -> Spread[N]:
        """The same after so much was taken off."""
        return self.mapped(lambda value: value - amount)

    def with_mean(self, mean: N) -> Spread[N]:
        """The same with another mean: one that is made of rounded parts."""
        return replace(self, mean=mean)


def spread(values: Sequence[int], over: int = 1) -> Spread[Fraction]:
    """The spread of whole numbers, each divided by `over`, without rounding.

    A quantile lies between two runs in order, linearly, as everywhere in the forecast.
    """
    ordered = sorted(values)
    levels = (Fraction(1, 2), *(Fraction(at, 1000) for at in (100, 900, 25, 975)))
    return Spread(
        Fraction(sum(ordered), len(ordered) * over),
        *(_between(ordered, level) / over for level in levels),
    )


def in_pence(found: Spread[Fraction]) -> Spread[int]:
    """Each figure as whole pence, rounded half to even."""
    return found.mapped(round)


def reached(values: Sequence[int], chance: Fraction) -> int:
    """The least of the values that at least so many of the runs do not exceed."""
    return sorted(values)[max(1, ceil(chance * len(values))) - 1]


def share_of(those: NDArray[np.bool_]) -> Fraction:
    """The share of the runs in which something holds."""
    return Fraction(int(those.sum()), those.size)


def whole(values: Numbers, what: str, shape: tuple[int, ...] | None = None) -> Ints:
    """Figures of the runs as whole numbers (pence, children), each rounded half to even.

    Args:
        values: runs come first.
        what: how an error names them.
        shape: that they must have; None: any with at least one run.

    Raises:
        ArgumentError: another shape, no run, or a figure that is none or too large to be exact.
    """
    numbers = np.asarray(values)
    if numbers.size == 0 or (shape is not None and numbers.shape != shape):
        raise ArgumentError(
            f"{what} have the shape {numbers.shape}, not {shape or 'of at least one run'}",
            remedy="Give a figure for every run, and for every financial year of the horizon.",
        )
    if not np.all(np.abs(numbers) < _MOST):  # also refuses what is not a number
        raise ArgumentError(
            f"{what} hold a figure that is none, or too large to be exact",
            remedy="See whether the prices are in pounds.",
        )
    return np.rint(numbers).astype(np.int64)


def _between(ordered: Sequence[int], level: Fraction) -> Fraction:
    place = level * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    part = place - low
    return ordered[low] * (1 - part) + ordered[high] * part
