"""What few cases say of a share."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinward.edge_of_care.beta import (
    Beta,
    evidence,
    prior,
    shares_within,
    stated,
    wilson,
)
from kinward.errors import ArgumentError
from oracles.edge_of_care import jeffreys_below

CASES = st.integers(0, 60).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


def test_five_of_seven_is_not_71_per_cent_and_done() -> None:
    low, high = evidence(5, 7).interval()

    assert low == pytest.approx(0.352, abs=0.001)
    assert high == pytest.approx(0.935, abs=0.001)
    assert wilson(5, 7) == pytest.approx((0.359, 0.918), abs=0.001)


def test_the_prior_is_jeffreys() -> None:
    assert prior() == Beta(Fraction(1, 2), Fraction(1, 2))
    assert evidence(5, 7) == Beta(Fraction(11, 2), Fraction(5, 2))
    assert evidence(5, 7).mean == Fraction(11, 16)


@given(CASES, CASES)
def test_cases_add_up_in_any_order(first: tuple[int, int], then: tuple[int, int]) -> None:
    together = evidence(first[0] + then[0], first[1] + then[1])

    assert evidence(*first).seen(*then) == together == evidence(*then).seen(*first)
    assert together.weight == first[1] + then[1] + 1


@given(CASES, st.floats(50, 99))
def test_the_interval_is_the_oracles(cases: tuple[int, int], percent: float) -> None:
    low, high = evidence(*cases).interval(percent)
    outside = (1 - percent / 100) / 2

    assert jeffreys_below(*cases, low) == pytest.approx(outside, abs=2e-4)
    assert jeffreys_below(*cases, high) == pytest.approx(1 - outside, abs=2e-4)


@given(CASES)
def test_wilson_ends_are_those_whose_score_just_fits(cases: tuple[int, int]) -> None:
    successes, of = cases
    found = wilson(successes, of)
    if of == 0:
        assert found is None
        return
    assert found is not None
    for end, certain in zip(found, (0, of), strict=True):
        if successes == certain:
            assert end == certain / of
        else:
            score = (successes / of - end) / (end * (1 - end) / of) ** 0.5
            assert abs(score) == pytest.approx(1.959964, abs=1e-5)


def test_many_intervals_are_each_ones_own_but_for_the_ends() -> None:
    low, high = shares_within([0, 5, 7], [7, 7, 7])

    assert (low[1], high[1]) == pytest.approx(evidence(5, 7).interval())
    assert (low[0], high[2]) == (0.0, 1.0)
    assert high[0] == pytest.approx(evidence(0, 7).interval()[1])
    assert low[2] == pytest.approx(evidence(7, 7).interval()[0])


def test_even_levels_give_draws_with_the_distributions_mean_and_spread() -> None:
    share = stated(Fraction(43, 100), Fraction(20))
    draws = share.at((np.arange(20_000) + 0.5) / 20_000)

    assert draws.mean() == pytest.approx(0.43, abs=1e-4)
    assert draws.var() == pytest.approx(0.43 * 0.57 / 21, rel=1e-3)


def test_a_stated_share_has_no_prior_added() -> None:
    assert stated(Fraction(43, 100), Fraction(20)) == Beta(Fraction(43, 5), Fraction(57, 5))


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: evidence(8, 7),
        lambda: evidence(-1, 7),
        lambda: wilson(8, 7),
        lambda: stated(Fraction(1), Fraction(20)),
        lambda: stated(Fraction(1, 2), Fraction(0)),
        lambda: evidence(5, 7).interval(100),
        lambda: Beta(Fraction(0), Fraction(1)),
    ],
)
def test_nonsense_is_refused(wrong: object) -> None:
    assert callable(wrong)
    with pytest.raises(ArgumentError):
        wrong()


def test_scipy_is_not_loaded_before_it_is_needed() -> None:
    modules = (
        "kinward.edge_of_care.success, kinward.edge_of_care.avoided, kinward.edge_of_care.counts"
    )
    plan = "kinward.scenarios.plan.read, kinward.scenarios.plan.dump, kinward.scenarios.plan.window"
    code = f"import sys, {modules}, {plan}; sys.exit('scipy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
