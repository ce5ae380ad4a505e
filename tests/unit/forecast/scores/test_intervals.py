"""Scores of quantiles: the weighted interval score, coverage, and the bounds of a share."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from kinward.forecast.scores import (
    binomial_interval,
    covered,
    interval_width,
    weighted_interval_score,
)
from oracles import scores as slow

quick = settings(max_examples=100, deadline=None)
numbers = st.floats(-1000, 1000)
seven = st.lists(numbers, min_size=7, max_size=7).map(sorted)
FAN = [80, 90, 95, 100, 105, 110, 120]


def test_the_weighted_interval_score_by_hand() -> None:
    """112 came: the median misses by 12, half of it is 6. The 50% interval is 10 wide and misses
    by 7: (10 + 4 x 7) / 4 = 9.5. The 80% one: (20 + 10 x 2) / 10 = 4. The 95% one holds it:
    40 / 40 = 1. In all 20.5 over 3.5."""
    assert weighted_interval_score(FAN, 112) == pytest.approx(20.5 / 3.5)


@quick
@given(seven, numbers)
def test_it_is_the_sum_over_the_intervals(quantiles: list[float], came: float) -> None:
    found = weighted_interval_score(quantiles, came)
    assert found == pytest.approx(slow.weighted_interval_score(quantiles, came), abs=1e-9)


@quick
@given(st.lists(seven, min_size=2, max_size=5), st.data())
def test_many_figures_are_each_scored_alone(fans: list[list[float]], data: st.DataObject) -> None:
    came = [data.draw(numbers) for _ in fans]
    together = weighted_interval_score(np.array(fans).T, came)
    alone = [slow.weighted_interval_score(fan, x) for fan, x in zip(fans, came, strict=True)]
    assert together == pytest.approx(alone, abs=1e-9)


def test_who_says_the_truth_scores_best() -> None:
    """The score is proper: of normal forecasts of normal figures, the true one does best."""
    levels = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
    came = np.random.default_rng(1).normal(100, 10, 20_000)

    def mean_score(mean: float, sd: float) -> float:
        fans = np.repeat(stats.norm.ppf(levels, mean, sd)[:, None], len(came), axis=1)
        return float(weighted_interval_score(fans, came).mean())

    truth = mean_score(100, 10)
    assert all(mean_score(*other) > 1.04 * truth for other in ((100, 5), (100, 20), (105, 10)))


def test_an_interval_holds_its_ends() -> None:
    came = np.array([94, 95, 100, 105, 106, 110, 111, 120, 121, 80, 79])
    fans = np.repeat(np.array(FAN)[:, None], len(came), axis=1)
    inside = {percent: came[covered(fans, came, percent)].tolist() for percent in (50, 80, 95)}
    assert inside[50] == [95, 100, 105]
    assert inside[80] == [94, 95, 100, 105, 106, 110]
    assert inside[95] == [94, 95, 100, 105, 106, 110, 111, 120, 80]


def test_the_widths() -> None:
    assert [float(interval_width(FAN, percent)) for percent in (50, 80, 95)] == [10, 20, 40]


@quick
@given(st.integers(1, 300), st.data())
def test_the_bounds_are_those_of_the_beta_distribution(trials: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, trials))
    low, high = binomial_interval(hits, trials)
    beta = stats.beta.ppf
    exact_low = beta(0.025, hits, trials - hits + 1) if hits else 0
    exact_high = beta(0.975, hits + 1, trials - hits) if hits < trials else 1
    assert (low, high) == pytest.approx((exact_low, exact_high), abs=1e-9)


def test_the_bounds_by_hand() -> None:
    """Ten of ten: the share at which that has the chance 0.025 is 0.025 ** (1 / 10) = 0.6915. None
    of one: 1 - 0.025."""
    assert binomial_interval(10, 10) == pytest.approx((0.025**0.1, 1))
    assert binomial_interval(0, 1) == pytest.approx((0, 0.975))


@quick
@given(st.integers(2, 40), st.data(), st.sampled_from([0.5, 0.8, 0.95]))
def test_each_end_leaves_the_tail_it_says(trials: int, data: st.DataObject, level: float) -> None:
    hits = data.draw(st.integers(1, trials - 1))
    low, high = binomial_interval(hits, trials, level)
    tail = (1 - level) / 2
    assert slow.chance_of_at_least(hits, trials, low) == pytest.approx(tail)
    assert 1 - slow.chance_of_at_least(hits + 1, trials, high) == pytest.approx(tail)


def test_many_trials() -> None:
    low, high = binomial_interval(9_500, 10_000)
    assert (low, high) == pytest.approx(
        (stats.beta.ppf(0.025, 9500, 501), stats.beta.ppf(0.975, 9501, 500)), abs=1e-9
    )
