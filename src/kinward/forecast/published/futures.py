"""Simulated futures of one authority's yearly totals, from its posterior.

Each year the drifts move, entries are drawn around their rate (a Poisson count whose rate varies,
for siblings come together), exits are a rate on the year's mean stock, and a residual comes in
beside them. Growth damps itself: more stock means more exits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from kinward.forecast.published.posterior import Posterior
from kinward.forecast.published.prior import DriftPrior

Floats = NDArray[np.float64]

_MOST_ENTRIES: Final = 1e6
_MOST_RATE: Final = 50.0
"""Beyond anything real: a run may go astray, but not out of the range of numbers."""


@dataclass(frozen=True)
class Futures:
    """Simulated yearly totals, (runs, years ahead)."""

    looked_after: Floats
    started: Floats
    ceased: Floats


@dataclass(frozen=True)
class _Draws:
    """The random numbers behind futures: of the state (runs, 4) and of its steps (years, runs)."""

    component: NDArray[np.intp]
    state: Floats
    entry_step: Floats
    exit_step: Floats


def futures(
    known: Posterior,
    prior: DriftPrior,
    residuals: Floats,
    stock: float,
    shape: tuple[int, int],
    rng: Generator,
) -> Futures:
    """Draw futures.

    Args:
        known: the authority's posterior.
        prior: the paces of the drifts, their correlation, and the dispersion of entries.
        residuals: shares of the stock that came in beside starts in other years, to draw from;
            none means that nothing comes in.
        stock: children looked after on the last 31 March.
        shape: runs and years.
        rng: where random numbers come from.
    """
    runs, years = shape
    draws = _draw(known, prior.correlation, runs, years, rng)
    entry, exits = draws.state[:, 2], draws.state[:, 3]
    keep = np.exp(-np.array([prior.entry_reversion, prior.exit_reversion]))
    step = known.sd[draws.component] * np.sqrt(1 - keep**2)
    now = np.full(runs, float(stock))
    result = Futures(*(np.empty((runs, years)) for _ in range(3)))
    for year in range(years):
        entry = keep[0] * entry + step[:, 0] * draws.entry_step[year]
        exits = keep[1] * exits + step[:, 1] * draws.exit_step[year]
        expected = np.exp(np.minimum(draws.state[:, 0] + entry, np.log(_MOST_ENTRIES)))
        rate = np.exp(np.minimum(draws.state[:, 1] + exits, np.log(_MOST_RATE)))
        started = _count(expected, prior.entry_dispersion, rng)
        beside = _beside(residuals, now, rng)
        ceased = _exits(now, started + beside, rate, prior.exit_dispersion, rng)
        now = now + started + beside - ceased
        result.looked_after[:, year] = now
        result.started[:, year], result.ceased[:, year] = started, ceased
    return result


def _draw(known: Posterior, correlation: float, runs: int, years: int, rng: Generator) -> _Draws:
    component = np.searchsorted(np.cumsum(known.weight), rng.random(runs))
    component = np.minimum(component, len(known.weight) - 1)
    normal = rng.standard_normal((runs, 4))
    state = known.mean[component] + np.einsum("rij,rj->ri", known.factor[component], normal)
    shared, own = rng.standard_normal((2, years, runs))
    exit_step = correlation * shared + np.sqrt(1 - correlation**2) * own
    return _Draws(component, state, shared, exit_step)


def _count(expected: Floats, dispersion: float, rng: Generator) -> Floats:
    """Counts with a variance of `dispersion` times their mean (Poisson where it is 1)."""
    more = dispersion - 1
    if more > 0:
        expected = rng.gamma(np.maximum(expected, 1e-9) / more, more)
    return rng.poisson(expected).astype(np.float64)


def _beside(residuals: Floats, stock: Floats, rng: Generator) -> Floats:
    """Children whom starts and ceases leave open, never more than are there to be lost."""
    if not len(residuals):
        return np.zeros_like(stock)
    share = rng.choice(residuals, len(stock)) * stock
    return np.maximum(np.floor(share + rng.random(len(stock))), -stock)


def _exits(
    stock: Floats, coming: Floats, rate: Floats, dispersion: float, rng: Generator
) -> Floats:
    """Children who leave: a rate on the mean of the year's first and last stock, as expected."""
    last = np.maximum((stock * (1 - rate / 2) + coming) / (1 + rate / 2), 0.0)
    leaving = _count(rate * (stock + last) / 2, dispersion, rng)
    return np.minimum(leaving, np.maximum(stock + coming, 0.0))
