"""The level of entries: what it makes of months with a known rate, and of the time ahead."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from kinward.forecast.entries import level
from kinward.forecast.entries.kernels import Kernel
from kinward.forecast.entries.level import Futures, Level
from kinward.forecast.settings import settings

Floats = NDArray[np.float64]

PRIOR = settings().family
DAYS = np.tile([30.0, 31.0], 60)
RUNS = 4000


def fit(rate: Floats | float, months: int = 96, seed: int = 1, **changes: float) -> Level:
    days = DAYS[:months]
    counts = np.random.default_rng(seed).poisson(rate * days).astype(float)
    return level.fit(counts, days, replace(PRIOR, **changes))


def drawn(of: Level, months: int = 36, seed: int = 2, *, steady: bool = False) -> Futures:
    rng = np.random.default_rng(seed)
    draws = rng.standard_normal((RUNS, 3 + level.future_nodes(months)))
    return level.futures(of, months, draws, rng.random(RUNS), steady=steady)


def test_a_steady_rate_is_found_again() -> None:
    """Over many authorities the rate expected of the next year is right on average, and each is
    off by about what its months and the drift allow."""
    off = np.array([level.expected_log_rate(fit(0.5, seed=seed)) for seed in range(30)])
    off -= np.log(0.5)
    assert abs(off.mean()) < 0.04
    assert 0.01 < off.std() < 0.12


def test_the_futures_are_as_sure_as_they_say() -> None:
    """The truth of a rate that does not drift lies in 80% intervals of its level, or more often."""
    held = []
    for seed in range(30):
        path = drawn(fit(0.5, seed=seed)).log_rate.mean(axis=1)
        low, high = np.quantile(path, (0.1, 0.9))
        held.append(low <= np.log(0.5) <= high)
    assert np.mean(held) >= 0.8


def test_the_spread_grows_with_the_horizon() -> None:
    spread = drawn(fit(0.5)).log_rate.std(axis=0)
    assert (spread[[11, 23, 35]] > 1.05 * spread[[2, 11, 23]]).all()
    # In the long run no further than the level's own uncertainty and the deviation's spread.
    assert spread[-1] < 0.6


def test_more_months_and_more_cases_make_it_surer() -> None:
    def uncertain(of: Level) -> float:
        return float(drawn(of).log_rate[:, 0].std())

    assert uncertain(fit(3.0)) < uncertain(fit(0.3)) < uncertain(fit(0.05))
    assert uncertain(fit(0.3, months=96)) <= uncertain(fit(0.3, months=12))


def test_a_level_that_has_risen_is_expected_to_stay_nearer_to_now() -> None:
    """Six years at one rate, then a year and a half at half as much again."""
    rate = np.where(np.arange(90) < 72, 1.0, 1.5)
    found = level.expected_log_rate(fit(rate, months=90))
    assert np.log(1.15) < found < np.log(1.5)
    path = np.median(drawn(fit(rate, months=90), months=60).log_rate, axis=0)
    assert path[0] > path[-1] > 0


def test_without_drift_the_average_is_all() -> None:
    rate = np.where(np.arange(96) < 48, 0.8, 1.2)
    still = fit(rate, spread=1e-6, weight_years=1e9, trend_sd=1e-6)
    path = drawn(still).log_rate
    assert level.expected_log_rate(still) == pytest.approx(0.0, abs=0.05)
    assert np.ptp(path, axis=1).max() < 1e-3
    # Two thousand nine hundred cases tell the rate to about 2%, a bit less if overdispersed.
    assert 0.01 < path[:, 0].std() < 0.04


def test_steady_stays_where_the_rate_stands() -> None:
    of = fit(np.linspace(0.5, 1.0, 96))
    path = drawn(of, steady=True)
    assert np.ptp(path.log_rate, axis=1).max() == 0
    drifting = drawn(of)
    assert (path.dispersion == drifting.dispersion).all()
    # The same luck: where a run stands today it also stands in the first month of drift.
    assert np.corrcoef(path.log_rate[:, 0], drifting.log_rate[:, 0])[0, 1] > 0.8


def test_shocks_are_standard_and_lead_the_rate() -> None:
    found = drawn(fit(0.5))
    assert found.shocks.shape == (RUNS, 3)
    np.testing.assert_allclose(found.shocks.mean(axis=0), 0, atol=0.06)
    np.testing.assert_allclose(found.shocks.std(axis=0), 1, atol=0.06)
    change = found.log_rate[:, 12:24].mean(axis=1) - found.log_rate[:, :12].mean(axis=1)
    assert np.corrcoef(change, found.shocks[:, 1])[0, 1] > 0.5


def test_more_runs_leave_the_first_ones_as_they_are() -> None:
    of = fit(0.5)
    rng = np.random.default_rng(3)
    draws, choice = rng.standard_normal((50, 3 + level.future_nodes(24))), rng.random(50)
    few = level.futures(of, 24, draws[:20], choice[:20]).log_rate
    np.testing.assert_allclose(level.futures(of, 24, draws, choice).log_rate[:20], few, rtol=1e-12)


def test_a_spread_that_is_seen_is_believed() -> None:
    """An authority whose months swing far is given more spread than one whose months do not."""
    rng = np.random.default_rng(5)
    swing = np.repeat(np.cumsum(rng.normal(0, 0.3, 16)), 6)
    calm, wild = (drawn(fit(2.0 * np.exp(x * swing))).log_rate[:, -1].std() for x in (0, 1))
    assert wild > 1.5 * calm


@pytest.mark.parametrize("months", [1, 2, 12, 13])
def test_few_months_are_enough(months: int) -> None:
    found = drawn(fit(0.5, months=months), months=5).log_rate
    assert found.shape == (RUNS, 5)
    assert np.isfinite(found).all()


@pytest.mark.parametrize("kernel", [Kernel(0.3, smooth=False), Kernel(1.2, smooth=True)])
def test_the_future_of_a_process_given_its_past(kernel: Kernel) -> None:
    past, future = np.array([-1.0, -0.5, 0.0]), np.array([0.25, 1.0, 30.0])
    weights, rest = kernel.ahead(past, future)
    every = np.append(past, future)
    joint = kernel.correlation(every[:, None] - every)
    wanted = np.linalg.solve(joint[:3, :3], joint[:3, 3:]).T
    np.testing.assert_allclose(weights, wanted, atol=1e-5)
    np.testing.assert_allclose(rest, joint[3:, 3:] - wanted @ joint[:3, 3:], atol=1e-6)
    np.testing.assert_allclose(weights[2], 0, atol=1e-3)
    assert rest[2, 2] == pytest.approx(1, abs=1e-3)
    if not kernel.smooth:  # no memory: only the last day counts
        np.testing.assert_allclose(weights[:, :2], 0, atol=1e-6)
        assert weights[1, 2] == pytest.approx(np.exp(-0.3), abs=1e-6)
    one_year = 2 * kernel.spread(0.1) ** 2 * (1 - float(kernel.correlation(np.ones(1))[0]))
    assert one_year == pytest.approx(0.01)
