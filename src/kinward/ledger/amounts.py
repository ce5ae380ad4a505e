"""Exact amounts: whole pence, each rounded once, half to even."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def half_even(numerator: Ints, denominator: Ints) -> Ints:
    """Quotients of whole numbers, rounded half to even, without a float on the way.

    Args:
        numerator: any whole numbers below 2**62.
        denominator: above 0, of the same shape.
    """
    below = numerator // denominator
    twice = 2 * (numerator - below * denominator)
    up = (twice > denominator) | ((twice == denominator) & (below % 2 == 1))
    rounded: Ints = below + up
    return rounded


def whole_pence(amount: Fraction) -> int:
    """An exact amount in pence as whole pence, rounded half to even."""
    return round(amount)


def shares(total: int, weights: Ints) -> Ints:
    """A whole amount in parts that follow the weights and sum to it exactly.

    Each part is the difference of two rounded running totals, so that none is more than a penny
    from its exact share. Without any weight all of it is the last part.
    """
    whole = int(weights.sum())
    if whole == 0:
        parts = np.zeros(len(weights), dtype=np.int64)
        parts[-1:] = total
        return parts
    running = [round(Fraction(total * int(part), whole)) for part in np.cumsum(weights)]
    parts = np.array(running, dtype=np.int64)
    parts[1:] -= parts[:-1].copy()
    return parts
