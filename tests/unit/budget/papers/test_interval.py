"""Rounding goes through arithmetic: nothing that the printed numbers can mean is left out."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from operator import add, mul, sub, truediv
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kinward.budget.papers.interval import Interval, Undefined, exact, rounded
from oracles.papers import extremes

_STEPS = st.sampled_from([Fraction(1), Fraction(1, 10), Fraction(1, 100), Fraction(1000)])
_TRUTHS = st.fractions(-10_000, 10_000, max_denominator=997)
_OPERATIONS = st.sampled_from([add, sub, mul, truediv])


def _print(truth: Fraction, step: Fraction) -> Interval:
    """A number as a paper prints it."""
    return rounded(round(truth / step) * step, step)


@given(st.lists(st.tuples(_TRUTHS, _STEPS, _OPERATIONS), min_size=2, max_size=6))
def test_the_truth_is_within(terms: list[tuple[Fraction, Fraction, Callable[..., Any]]]) -> None:
    (truth, step, _), *others = terms
    interval = _print(truth, step)
    for other, its_step, operation in others:
        printed = _print(other, its_step)
        assume(operation is not truediv or not printed.low <= 0 <= printed.high)
        truth, interval = operation(truth, other), operation(interval, printed)
    assert interval.low <= truth <= interval.high
    assert interval.low <= interval.value <= interval.high


_PRINTED = st.tuples(st.integers(-500, 500), _STEPS).map(lambda pair: (pair[0] * pair[1], pair[1]))


@given(_PRINTED, _PRINTED, _PRINTED, _PRINTED)
def test_no_wider_than_the_corners(
    a: tuple[Fraction, Fraction],
    b: tuple[Fraction, Fraction],
    c: tuple[Fraction, Fraction],
    d: tuple[Fraction, Fraction],
) -> None:
    divisor = rounded(*d)
    assume(not divisor.low <= 0 <= divisor.high)
    found = (rounded(*a) - rounded(*b)) * rounded(*c) / divisor
    assert (found.low, found.high) == extremes([a, b, c, d], lambda w, x, y, z: (w - x) * y / z)


@pytest.mark.parametrize("step", [1, 3])
def test_nothing_is_divided_by_what_may_be_0(step: int) -> None:
    with pytest.raises(Undefined):
        exact(Fraction(1)) / rounded(Fraction(step, 2), Fraction(step))


@given(_TRUTHS, _TRUTHS, _STEPS)
def test_the_gap_is_what_rounding_leaves_of_the_difference(
    a: Fraction, b: Fraction, step: Fraction
) -> None:
    one, other = rounded(a, step), exact(b)
    assert one.gap(other) == other.gap(one) == max(0, abs(a - b) - step / 2)
    assert one.meets(other) == (one.gap(other) == 0)
