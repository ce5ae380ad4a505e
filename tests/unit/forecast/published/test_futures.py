"""Simulated futures: children are conserved, spreads are as told, seeds fix them."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from kinward.forecast.published.futures import Futures, futures
from kinward.forecast.published.posterior import Posterior
from kinward.forecast.published.prior import shipped_prior

PRIOR = shipped_prior()
NOTHING = np.empty(0)


def _known(entries: float, rate: float, sd: float = 0.0, unsure: float = 0.0) -> Posterior:
    """A level known but for `unsure`, and drifts that stand at 0."""
    factor = np.diag([unsure, unsure, 0.0, 0.0])
    return Posterior(
        np.ones(1),
        np.full((1, 2), sd),
        np.array([[np.log(entries), np.log(rate), 0.0, 0.0]]),
        factor[None],
    )


def _draw(
    known: Posterior,
    residuals: np.ndarray = NOTHING,
    stock: float = 500,
    shape: tuple[int, int] = (4000, 3),
    seed: int = 1,
    dispersion: float = PRIOR.entry_dispersion,
) -> Futures:
    prior = dataclasses.replace(PRIOR, entry_dispersion=dispersion, exit_dispersion=dispersion)
    return futures(known, prior, residuals, stock, shape, np.random.default_rng(seed))


def _gap(ahead: Futures, stock: float) -> np.ndarray:
    """What starts and ends leave open of each year's change."""
    before = np.concatenate(
        [np.full((len(ahead.looked_after), 1), stock), ahead.looked_after[:, :-1]], axis=1
    )
    return ahead.looked_after - before - ahead.started + ahead.ceased


def test_children_are_conserved_and_never_fewer_than_none() -> None:
    for stock in (0, 3, 500):
        ahead = _draw(_known(max(0.4 * stock, 0.1), 0.4, sd=0.3, unsure=0.5), stock=stock)

        assert (_gap(ahead, stock) == 0).all()
        for values in (ahead.looked_after, ahead.started, ahead.ceased):
            assert (values >= 0).all()
            assert (values == np.round(values)).all()


def test_residuals_come_in_as_whole_children_in_their_share() -> None:
    ahead = _draw(_known(200, 0.4), residuals=np.array([0.0, 0.01, 0.0145]), stock=500)
    first = _gap(ahead, 500)[:, 0]

    assert set(np.unique(first)) == {0, 5, 7, 8}
    assert first.mean() == pytest.approx(500 * 0.0245 / 3, rel=0.05)


def test_balanced_flows_keep_the_stock_and_more_stock_means_more_exits() -> None:
    even = _draw(_known(200, 0.4))
    full = _draw(_known(200, 0.4), stock=900)

    np.testing.assert_allclose(even.looked_after.mean(axis=0), 500, rtol=0.005)
    assert full.ceased[:, 0].mean() > 1.5 * even.ceased[:, 0].mean()
    assert (np.diff(full.looked_after.mean(axis=0)) < 0).all()


@pytest.mark.parametrize("dispersion", [1.0, 1.9])
def test_entries_and_exits_vary_by_chance_as_told(dispersion: float) -> None:
    """Exits vary a little more: entries of the year move the mean stock from which they leave."""
    ahead = _draw(_known(200, 0.4), dispersion=dispersion, shape=(40_000, 1))
    entries, exits = ahead.started[:, 0], ahead.ceased[:, 0]
    moved = dispersion * (0.4 / 2 / 1.2) ** 2

    assert entries.mean() == pytest.approx(200, rel=0.01)
    assert entries.var() / entries.mean() == pytest.approx(dispersion, rel=0.04)
    assert exits.mean() == pytest.approx(200, rel=0.01)
    assert exits.var() / exits.mean() == pytest.approx(dispersion + moved, rel=0.04)


def test_drift_widens_with_time_up_to_its_stationary_spread() -> None:
    ahead = _draw(_known(1e4, 0.4, sd=0.2), stock=25_000, shape=(20_000, 12), dispersion=1.0)
    spread = np.log(ahead.started).std(axis=0)
    keep = np.exp(-PRIOR.entry_reversion)

    assert spread[0] == pytest.approx(0.2 * np.sqrt(1 - keep**2), rel=0.03)
    assert spread[-1] == pytest.approx(0.2, rel=0.03)


def test_entries_and_exits_move_together_as_told() -> None:
    ahead = _draw(_known(1e5, 0.4, sd=0.2), stock=250_000, shape=(20_000, 1), dispersion=1.0)
    mean = (250_000 + ahead.looked_after[:, 0]) / 2
    rate = np.log(ahead.ceased[:, 0] / mean)

    found = np.corrcoef(np.log(ahead.started[:, 0]), rate)[0, 1]
    assert found == pytest.approx(PRIOR.correlation, abs=0.03)


def test_a_mixture_is_drawn_by_its_weights() -> None:
    one, other = _known(100, 0.2), _known(300, 0.6)
    both = Posterior(
        np.array([0.25, 0.75]),
        *(
            np.concatenate([getattr(one, name), getattr(other, name)])
            for name in ("sd", "mean", "factor")
        ),
    )

    first = _draw(both, dispersion=1.0).started[:, 0]

    assert np.mean(first < 200) == pytest.approx(0.25, abs=0.03)


def test_a_seed_fixes_everything() -> None:
    known = _known(200, 0.4, sd=0.2, unsure=0.1)
    once, again, other = (_draw(known, seed=seed) for seed in (1, 1, 2))

    np.testing.assert_array_equal(once.looked_after, again.looked_after)
    assert (once.looked_after != other.looked_after).any()


def test_a_run_that_goes_astray_stays_a_number() -> None:
    ahead = _draw(_known(200, 0.4, sd=50.0, unsure=50.0), residuals=np.array([0.01]))

    assert np.isfinite(ahead.looked_after).all()
    assert (ahead.looked_after >= 0).all()
