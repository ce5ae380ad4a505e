"""The CRPS against examples worked by hand, its definition, and what makes it proper."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinward.forecast.scores import crps_ensemble, crps_normal
from oracles import scores as slow

quick = settings(max_examples=100, deadline=None)
numbers = st.floats(-1000, 1000)
ensembles = st.lists(numbers, min_size=1, max_size=20)


def test_two_draws_by_hand() -> None:
    """Draws 0 and 4, 1 came: the mean distance is (1 + 3) / 2 = 2. The two draws lie 4 apart; the
    fair score takes off half of that: 0. Of the step function the integral is 1/4 x 1 from 0 to 1
    and (1/2 - 1) squared x 3 from 1 to 4: 1 in all."""
    draws = np.array([4, 0])
    assert crps_ensemble(draws, 1) == pytest.approx(0.0)
    assert crps_ensemble(draws, 1, random=False) == pytest.approx(1.0)


def test_one_draw_scores_its_error() -> None:
    assert crps_ensemble(np.array([7]), 4) == 3
    assert crps_ensemble(np.array([7]), 4, random=False) == 3


def test_whole_numbers_do_not_overflow() -> None:
    """Two draws of 200 as small whole numbers: 400 does not fit in them."""
    assert crps_ensemble(np.array([200, 200], dtype=np.uint8), 100) == 100


@quick
@given(ensembles, numbers)
def test_it_is_the_integral_of_the_step_function(draws: list[float], came: float) -> None:
    found = crps_ensemble(np.array(draws), came, random=False)
    assert found == pytest.approx(slow.crps_of_steps(draws, came), abs=1e-8)


@quick
@given(ensembles, numbers)
def test_the_fair_score_is_that_of_all_pairs(draws: list[float], came: float) -> None:
    found = crps_ensemble(np.array(draws), came)
    assert found == pytest.approx(slow.crps_fair(draws, came), abs=1e-8)


@quick
@given(st.integers(1, 6), st.integers(1, 4), st.integers(0, 2**32))
def test_many_figures_at_once_are_each_scored_alone(n: int, figures: int, seed: int) -> None:
    luck = np.random.default_rng(seed)
    draws, came = luck.normal(size=(n, figures, 3)), luck.normal(size=(figures, 3))
    together = crps_ensemble(draws, came)
    assert together.shape == (figures, 3)
    for place in np.ndindex(figures, 3):
        assert together[place] == pytest.approx(slow.crps_fair(draws[:, *place], came[place]))


@quick
@given(numbers, st.floats(0.1, 50), numbers, st.floats(0.1, 10))
def test_it_moves_and_scales_with_the_figure(
    mean: float, sd: float, shift: float, scale: float
) -> None:
    one = crps_normal(mean, sd, mean + 3)
    assert crps_normal(mean + shift, sd, mean + 3 + shift) == pytest.approx(one, abs=1e-6)
    assert crps_normal(scale * mean, scale * sd, scale * (mean + 3)) == pytest.approx(scale * one)


@settings(max_examples=15, deadline=None)
@given(st.floats(-20, 20), st.floats(0.5, 30), st.floats(-3, 3))
def test_the_normal_form_is_the_integral(mean: float, sd: float, z: float) -> None:
    came = mean + z * sd
    cdf = NormalDist(mean, sd).cdf
    integral = slow.crps_of(cdf, came, mean - 9 * sd, mean + 9 * sd, steps=2000)
    assert crps_normal(mean, sd, came) == pytest.approx(integral, rel=1e-5)


def test_the_normal_form_at_its_own_mean() -> None:
    """At the mean the score is sd x (2 - sqrt 2) / sqrt(2 pi) = 0.2336950 sd."""
    assert crps_normal(100, 10, 100) == pytest.approx(10 * (2 - 2**0.5) / math.sqrt(2 * math.pi))


def test_a_normal_without_spread_scores_its_error() -> None:
    assert crps_normal([5, 5], [0, 1], [2, 5]).tolist() == [3, pytest.approx(0.2336950)]


def test_the_fair_score_of_few_draws_is_on_average_that_of_the_whole() -> None:
    """Of 3 draws each, 40,000 times: the plain score is too high by a third of half the mean
    distance of two draws, 1 / (3 sqrt pi) = 0.188; the fair one is not."""
    luck = np.random.default_rng(1)
    draws = luck.normal(size=(3, 40_000))
    whole = float(crps_normal(0, 1, 0.5))
    assert crps_ensemble(draws, np.full(40_000, 0.5)).mean() == pytest.approx(whole, abs=0.015)
    plain = crps_ensemble(draws, np.full(40_000, 0.5), random=False).mean()
    assert plain - whole == pytest.approx(1 / (3 * math.sqrt(math.pi)), abs=0.015)


def test_two_hundred_quantiles_are_near_the_whole() -> None:
    levels = (np.arange(200) + 0.5) / 200
    points = np.array([NormalDist(100, 10).inv_cdf(level) for level in levels])
    for came in (60, 95, 100, 103, 150):
        whole = float(crps_normal(100, 10, came))
        assert crps_ensemble(points, came, random=False) == pytest.approx(whole, rel=0.002)


def test_who_says_the_truth_scores_best() -> None:
    """The score is proper: of normal forecasts of normal figures, the true one does best on
    average, and a spread half or twice as wide, or a mean half a spread off, does worse."""
    came = np.random.default_rng(2).normal(100, 10, 20_000)
    truth = crps_normal(100, 10, came).mean()
    for mean, sd in ((100, 5), (100, 20), (105, 10), (95, 10)):
        assert crps_normal(mean, sd, came).mean() > 1.04 * truth
