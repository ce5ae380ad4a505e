"""The likelihood of yearly logs, beside slow ways to the same numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinward.forecast.published.panel import Panel
from kinward.forecast.published.process import (
    Logs,
    covariance,
    entry_logs,
    exit_logs,
    joint_covariance,
    likelihood_table,
    log_likelihood,
)

sds = st.floats(0.05, 0.6)
paces = st.floats(0.05, 2.0)


@settings(max_examples=30, deadline=None)
@given(sds, sds, paces, paces, st.floats(-0.9, 0.9))
def test_joint_covariance_is_that_of_the_recursion(
    entry_sd: float, exit_sd: float, entry_pace: float, exit_pace: float, correlation: float
) -> None:
    """Started at its stationary covariance, the recursion keeps it, and the lagged ones follow."""
    years = 5
    keep = np.diag(np.exp([-entry_pace, -exit_pace]))
    scale = np.array([entry_sd, exit_sd]) * np.sqrt(1 - np.diag(keep) ** 2)
    step = np.outer(scale, scale) * [[1, correlation], [correlation, 1]]
    now = np.zeros((2, 2))
    for _ in range(2000):
        now = keep @ now @ keep + step
    slow = np.zeros((2, years, 2, years))
    for early in range(years):
        lagged = now
        for late in range(early, years):
            slow[:, late, :, early] = lagged
            slow[:, early, :, late] = lagged.T
            lagged = keep @ lagged

    found = joint_covariance(years, (entry_sd, exit_sd), (entry_pace, exit_pace), correlation)

    np.testing.assert_allclose(found, slow.reshape(2 * years, 2 * years), rtol=1e-9, atol=1e-12)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.floats(-1, 1), min_size=6, max_size=6),
    st.lists(st.booleans(), min_size=6, max_size=6),
    sds,
    paces,
)
def test_likelihood_is_that_of_the_contrasts_of_what_is_seen(
    values: list[float], seen: list[bool], sd: float, pace: float
) -> None:
    """The restricted likelihood is the plain one of any contrasts without the level; between two
    sds its ratio does not depend on which contrasts, nor on years that are missing."""
    if sum(seen) < 2:
        return
    noise = np.linspace(0.01, 0.05, 6)
    at = np.flatnonzero(seen)
    contrast = np.eye(len(at))[1:] - np.eye(len(at))[:1]

    def slow(spread: float) -> float:
        whole = covariance(6, spread, pace)[np.ix_(at, at)] + np.diag(noise[at])
        part = contrast @ whole @ contrast.T
        y = contrast @ np.array(values)[at]
        return float(-0.5 * (np.linalg.slogdet(part)[1] + y @ np.linalg.solve(part, y)))

    def fast(spread: float) -> float:
        logs = Logs(np.where(seen, values, np.nan)[None], noise[None])
        return float(log_likelihood(logs, covariance(6, spread, pace), np.ones((6, 1)))[0])

    assert fast(sd) - fast(0.3) == pytest.approx(slow(sd) - slow(0.3), abs=1e-9)


def test_the_table_is_the_likelihood_of_each_spread() -> None:
    """Up to what belongs to an authority alone; one of them misses two years."""
    rng = np.random.default_rng(1)
    value = rng.normal(size=(4, 6))
    value[2, [1, 4]] = np.nan
    noise = rng.uniform(0.005, 0.05, size=(4, 6))
    spreads, ratios = np.array([0.05, 0.2, 0.5]), np.array([1.0, 1.7])
    slow = np.array(
        [
            [
                log_likelihood(Logs(value, ratio * noise), covariance(6, sd, 0.4), np.ones((6, 1)))
                for sd in spreads
            ]
            for ratio in ratios
        ]
    )

    found = likelihood_table(Logs(value, noise), spreads, 0.4, ratios)

    np.testing.assert_allclose(found - found[0, 0], slow - slow[0, 0], atol=1e-9)


def test_logs_of_counts_and_rates() -> None:
    nan = float("nan")
    one = Panel(
        (801,),
        (2023, 2024, 2025),
        np.array([[100.0, 120.0, 140.0]]),
        np.array([[40.0, nan, 60.0]]),
        np.array([[30.0, 33.0, 39.0]]),
    )

    entries, exits = entry_logs(one, dispersion=2.0), exit_logs(one)

    np.testing.assert_allclose(entries.value, [[np.log(40.5), nan, np.log(60.5)]])
    np.testing.assert_allclose(entries.noise, 2 / 50.5)  # of the mean of 40 and 60
    np.testing.assert_allclose(exits.value, [[nan, np.log(33.5 / 110), np.log(39.5 / 130)]])
    np.testing.assert_allclose(exits.noise, 1 / 36.5)  # of the mean of 33 and 39
