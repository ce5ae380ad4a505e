"""Whole pence: rounded half to even, and split so that the parts sum."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from kinward.ledger.amounts import half_even, shares, whole_pence


@pytest.mark.parametrize(
    ("over", "under", "pence"),
    [(1, 2, 0), (3, 2, 2), (5, 2, 2), (7, 3, 2), (8, 3, 3), (-1, 2, 0), (-3, 2, -2), (-8, 3, -3)],
)
def test_a_half_goes_to_the_even_penny(over: int, under: int, pence: int) -> None:
    assert half_even(np.array([over]), np.array([under])).tolist() == [pence]
    assert whole_pence(Fraction(over, under)) == pence


def test_amounts_that_a_float_cannot_hold_are_rounded_exactly() -> None:
    over = 2**60 + 1
    assert half_even(np.array([over]), np.array([2])).tolist() == [2**59]
    assert half_even(np.array([over + 2]), np.array([2])).tolist() == [2**59 + 2]


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (100, [1, 1, 1], [33, 34, 33]),
        (-100, [1, 1, 1], [-33, -34, -33]),
        (1, [30, 31, 30], [0, 1, 0]),
        (90, [0, 2, 1], [0, 60, 30]),
        (7, [0, 0], [0, 7]),
    ],
)
def test_shares_follow_the_weights_and_sum(
    total: int, weights: list[int], parts: list[int]
) -> None:
    found = shares(total, np.array(weights))
    assert found.tolist() == parts
    assert found.sum() == total
