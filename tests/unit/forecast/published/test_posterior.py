"""What is known of one authority from its years and the prior."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from kinward.forecast.published.panel import Panel
from kinward.forecast.published.posterior import Posterior, posterior
from kinward.forecast.published.prior import DriftPrior, shipped_prior
from oracles import published as oracle

NAN = float("nan")
PRIOR = shipped_prior()
LOOSE = dataclasses.replace(PRIOR, balance_sd=10.0)
"""A prior that lets imbalances last."""


def _own(stock: list[float], started: list[float], ceased: list[float]) -> Panel:
    years = tuple(range(2026 - len(stock), 2026))
    return Panel((801,), years, *(np.array([each]) for each in (stock, started, ceased)))


def _mean(known: Posterior) -> np.ndarray:
    return known.weight @ known.mean


def _sd(known: Posterior) -> np.ndarray:
    """The standard deviation of the state, of the whole mixture."""
    second = known.factor @ known.factor.swapaxes(1, 2) + np.einsum(
        "ki,kj->kij", known.mean, known.mean
    )
    mean = _mean(known)
    whole = np.tensordot(known.weight, second, 1) - np.outer(mean, mean)
    return np.sqrt(np.diag(whole))


STEADY = _own([500.0] * 10, [200.0] * 10, [200.0] * 10)


def test_steady_years_are_their_own_level() -> None:
    known = posterior(STEADY, PRIOR, 0.0)

    assert known.weight.sum() == pytest.approx(1)
    level_in, level_out, drift_in, drift_out = _mean(known)
    assert np.exp(level_in) == pytest.approx(200, rel=0.03)
    assert np.exp(level_out) == pytest.approx(0.4, rel=0.03)
    assert abs(drift_in) < 0.02
    assert abs(drift_out) < 0.02


def test_steady_years_speak_for_a_small_spread_and_wild_ones_for_a_large_one() -> None:
    wild = _own([500.0] * 10, [140.0, 280.0] * 5, [200.0] * 10)
    steady, wider = (posterior(each, PRIOR, 0.0) for each in (STEADY, wild))

    assert steady.weight @ steady.sd[:, 0] < PRIOR.entry_sd < wider.weight @ wider.sd[:, 0]


def test_without_flows_the_prior_rate_and_balance_are_what_is_left() -> None:
    stock_only = _own([NAN, 400.0], [NAN, NAN], [NAN, NAN])

    known = posterior(stock_only, PRIOR, 0.0)

    level_in, level_out, _, _ = _mean(known)
    assert level_out == pytest.approx(np.log(PRIOR.exit_rate), abs=0.02)
    assert level_in - level_out == pytest.approx(np.log(400.5), abs=0.02)
    assert _sd(known)[1] == pytest.approx(PRIOR.exit_rate_sd, rel=0.05)


def test_an_imbalance_is_not_believed_to_last() -> None:
    """Starts a fifth above ends for years: without the belief in balance they stay so."""
    growing = _own([500.0, 540.0, 580.0, 620.0, 660.0, 700.0], [240.0] * 6, [200.0, *[200.0] * 5])

    def next_year(prior: DriftPrior) -> float:
        level_in, level_out, drift_in, drift_out = _mean(posterior(growing, prior, 0.0))
        keep_in, keep_out = np.exp([-prior.entry_reversion, -prior.exit_reversion])
        entries = level_in + keep_in * drift_in
        return float(entries - level_out - keep_out * drift_out - np.log(700.5))

    loose, firm = next_year(LOOSE), next_year(PRIOR)
    tight = next_year(dataclasses.replace(PRIOR, balance_sd=0.001))

    assert loose > 0.06
    assert 0 < firm < 0.5 * loose
    assert tight == pytest.approx(0, abs=1e-3)


def test_what_comes_in_beside_the_starts_lowers_the_entries_that_keep_the_stock() -> None:
    stock_only = _own([400.0], [NAN], [NAN])
    tight = dataclasses.replace(PRIOR, balance_sd=0.001)

    level_in, level_out, _, _ = _mean(posterior(stock_only, tight, residual=0.01))

    assert np.exp(level_in) / 400.5 == pytest.approx(np.exp(level_out) - 0.01, rel=0.02)


def test_more_years_say_more() -> None:
    short = posterior(_own([500.0] * 3, [200.0] * 3, [200.0] * 3), LOOSE, 0.0)
    long = posterior(STEADY, LOOSE, 0.0)

    assert (_sd(long)[:2] < 0.8 * _sd(short)[:2]).all()


def test_missing_years_leave_more_unknown() -> None:
    whole = posterior(STEADY, LOOSE, 0.0)
    holes = dataclasses.replace(STEADY, started=STEADY.started.copy())
    holes.started[0, 2:9] = NAN

    known = posterior(holes, LOOSE, 0.0)

    assert np.exp(_mean(known)[0]) == pytest.approx(200, rel=0.03)
    assert _sd(known)[0] > 1.2 * _sd(whole)[0]


@pytest.mark.parametrize(
    "own",
    [
        _own([300.0, 320.0, 310.0], [130.0, 150.0, 120.0], [NAN, 128.0, 131.0]),
        _own([900.0, 930.0, 890.0, 880.0], [320.0, NAN, 300.0, 360.0], [290.0, 300.0, NAN, 330.0]),
    ],
    ids=["three years", "gaps"],
)
def test_it_is_what_weighed_draws_from_the_prior_say(own: Panel) -> None:
    sure = dataclasses.replace(PRIOR, weight_years=1e9, balance_sd=0.2)

    slow = oracle.posterior_mean(own, sure, draws=400_000, seed=3)

    np.testing.assert_allclose(_mean(posterior(own, sure, 0.0)), slow, atol=0.01)
