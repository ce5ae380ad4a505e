"""Every number that rounded numbers can have come from, at the corners of their rounding."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import product


def extremes(
    printed: Sequence[tuple[Fraction, Fraction]], figure: Callable[..., Fraction]
) -> tuple[Fraction, Fraction]:
    """The least and the most that a figure comes to over the corners.

    They are the least and the most altogether where the figure rises or falls all the way with
    each number, as sums, differences, products and quotients of different cells do.

    Args:
        printed: numbers, and the steps to which they are rounded.
    """
    ends = [(value - step / 2, value + step / 2) for value, step in printed]
    found = [figure(*corner) for corner in product(*ends)]
    return min(found), max(found)
