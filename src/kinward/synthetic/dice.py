"""Random draws keyed by identity: the same child draws the same luck, whatever else is drawn.

A die is made from numbers that say whose it is (seed, stream, month, case, child). Its uniforms are
read from the BLAKE2b hash of that identity and a counter, so that no draw depends on the order of
calls elsewhere, on threads, on the machine, or on how many children there are.
"""

from __future__ import annotations

import math
import struct
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from statistics import NormalDist
from typing import Final, TypeVar

_WORDS: Final = struct.Struct("<8Q").unpack
_UNIT: Final = 2.0**-53
_NORMAL: Final = NormalDist()
_T = TypeVar("_T")


class Odds:
    """Named outcomes and how likely each is; the weights need not sum to one."""

    __slots__ = ("_bounds", "names")

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.names = tuple(weights)
        total = sum(weights.values())
        running, bounds = 0.0, []
        for weight in weights.values():
            running += weight / total
            bounds.append(running)
        self._bounds = bounds[:-1]

    def at(self, uniform: float) -> str:
        """The outcome at a point of [0, 1)."""
        return self.names[bisect_right(self._bounds, uniform)]


class Dice:
    """Draws that belong to one identity."""

    __slots__ = ("_blocks", "_key", "_pool")

    def __init__(self, *identity: int) -> None:
        self._key = _hash(identity)
        self._blocks = 0
        self._pool: list[float] = []

    def uniform(self) -> float:
        """A number in [0, 1)."""
        if not self._pool:
            self._refill()
        return self._pool.pop()

    def chance(self, probability: float) -> bool:
        """True with a probability."""
        return self.uniform() < probability

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self.uniform() * (high - low + 1))

    def pick(self, odds: Odds) -> str:
        """An outcome, by its odds."""
        return odds.at(self.uniform())

    def one_of(self, things: Sequence[_T]) -> _T:
        """One of several, all as likely."""
        return things[int(self.uniform() * len(things))]

    def lognormal(self, median: float, sigma: float) -> float:
        """A lognormal draw by its median and the standard deviation of its logarithm."""
        return median * math.exp(sigma * self.normal())

    def normal(self) -> float:
        """A standard normal draw."""
        return _NORMAL.inv_cdf(min(max(self.uniform(), 1e-12), 1 - 1e-12))

    def weibull(self, shape: float, scale: float) -> float:
        """A Weibull draw; a shape under 1 means that the risk of an end falls with time."""
        return float(scale * (-math.log(1 - self.uniform())) ** (1 / shape))

    def poisson(self, mean: float) -> int:
        """A count of events of which `mean` are expected."""
        count = 0
        while mean > 500:  # exp(-mean) would be no number; a sum of Poisson counts is one
            count, mean = count + self.poisson(500), mean - 500
        floor, product = math.exp(-mean), self.uniform()
        while product > floor:
            count, product = count + 1, product * self.uniform()
        return count

    def _refill(self) -> None:
        self._blocks += 1
        block = blake2b(self._blocks.to_bytes(8, "little"), key=self._key).digest()
        self._pool = [(word >> 11) * _UNIT for word in _WORDS(block)]


def key_of(*identity: int) -> int:
    """One number that stands for an identity, to build longer ones on."""
    return int.from_bytes(_hash(identity), "little")


def _hash(identity: tuple[int, ...]) -> bytes:
    return blake2b(repr(identity).encode(), digest_size=8).digest()
