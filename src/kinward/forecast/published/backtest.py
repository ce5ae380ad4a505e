"""How forecasts from published totals would have done: every authority, one origin after another.

At each origin the panel is cut to what was known, the prior of drift is estimated anew from that,
and every authority whose stock was known is forecast. Nothing later is used.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinward.dates import year_end
from kinward.errors import ArgumentError
from kinward.forecast.baselines.predictive import Predictive, log_normal
from kinward.forecast.published.estimate import LEAST_CHILDREN, estimate_prior
from kinward.forecast.published.outlook import outlook, residuals
from kinward.forecast.published.panel import Panel
from kinward.forecast.published.prior import DriftPrior
from kinward.forecast.scores.crps import crps_ensemble
from kinward.reference.parameters import parameter

Floats = NDArray[np.float64]

ORIGINS: Final = (2019, 2020, 2021, 2022)
"""The 31 Marches at which forecasts are made, unless others are asked for."""
LEVELS: Final = (0.025, 0.1, 0.5, 0.9, 0.975)

ROWS_SCHEMA: Final[dict[str, pl.DataType]] = {
    "origin": pl.Int32(),
    "years_ahead": pl.Int32(),
    "authority": pl.Int32(),
    "stock": pl.Float64(),
    "observed": pl.Float64(),
    "low_95": pl.Float64(),
    "low_80": pl.Float64(),
    "median": pl.Float64(),
    "high_80": pl.Float64(),
    "high_95": pl.Float64(),
    "no_change": pl.Float64(),
    "damped_drift": pl.Float64(),
    "crps": pl.Float64(),
    "crps_no_change": pl.Float64(),
}
"""One row a forecast. `origin` is the year whose 31 March was the last one known, `stock` the
children looked after on it, `observed` those so many years later. `no_change` and `damped_drift`
are the simple forecasts; `crps_no_change` is that of no change with the spread that all
authorities' stocks had shown by then."""


@dataclass(frozen=True)
class PublishedBackTest:
    """How past forecasts would have done.

    Attributes:
        origins: the years whose 31 March was the last one known.
        years_ahead: how far the forecasts went.
        runs, seed: of each simulation.
        rows: every forecast (`ROWS_SCHEMA`).
        priors: the prior of drift, as estimated at each origin.
    """

    origins: tuple[int, ...]
    years_ahead: int
    runs: int
    seed: int
    rows: pl.DataFrame
    priors: tuple[DriftPrior, ...]


def backtest_published(
    panel: Panel,
    *,
    origins: Sequence[int] = ORIGINS,
    years_ahead: int = 3,
    runs: int = 2000,
    seed: int = 1,
) -> PublishedBackTest:
    """Forecast every authority at every origin, and put what came beside it.

    Args:
        panel: yearly totals of all authorities (`kinward.forecast.published.panel`).
        origins: each needs three earlier years and one later.
        years_ahead: how far to forecast; what lies beyond the panel is left out.
        runs, seed: of each simulation.

    Raises:
        ArgumentError: an origin outside the panel, or with too few years before it.
    """
    if not origins:
        raise ArgumentError("There is no origin", remedy="Name at least one year.")
    first, last = panel.years[0], panel.years[-1]
    for origin in origins:
        if not first < origin < last:
            raise ArgumentError(
                f"A forecast of 31 March {origin} cannot be tested",
                remedy=f"The figures go from {first} to {last}: name a year between.",
            )
    priors, frames = [], []
    for origin in origins:
        known = panel.until(origin)
        prior = estimate_prior(known)
        frames.append(_rows(panel, known, prior, (runs, min(years_ahead, last - origin)), seed))
        priors.append(prior)
    return PublishedBackTest(
        tuple(origins), years_ahead, runs, seed, pl.concat(frames), tuple(priors)
    )


def _rows(
    panel: Panel, known: Panel, prior: DriftPrior, shape: tuple[int, int], seed: int
) -> pl.DataFrame:
    """The forecasts of one origin."""
    beside = residuals(known)
    years = shape[1]
    stock = known.looked_after[:, -1]
    came = panel.looked_after[:, len(known.years) : len(known.years) + years]
    told = _no_change(known, years)
    drifted = _damped_drift(known, years)
    frames = []
    for row in np.flatnonzero(stock > 0):
        own = known.of(np.arange(len(stock)) == row)
        ahead = outlook(own, prior, beside, shape, seed).looked_after
        levels = np.quantile(ahead, LEVELS, axis=0)
        frames.append(
            pl.DataFrame(
                {
                    "origin": np.full(years, known.years[-1]),
                    "years_ahead": np.arange(1, years + 1),
                    "authority": np.full(years, known.numbers[row]),
                    "stock": np.full(years, stock[row]),
                    "observed": came[row],
                    "low_95": levels[0],
                    "low_80": levels[1],
                    "median": levels[2],
                    "high_80": levels[3],
                    "high_95": levels[4],
                    "no_change": told.mean[row],
                    "damped_drift": drifted[row],
                    "crps": crps_ensemble(ahead, came[row]),
                    "crps_no_change": told.crps(came)[row],
                },
                schema=ROWS_SCHEMA,
            )
        )
    return pl.concat(frames).filter(pl.col("observed").is_finite() & (pl.col("observed") > 0))


def _no_change(known: Panel, years: int) -> Predictive:
    """Today's stock, as far off as all authorities' stocks had moved in so many years by then."""
    large = np.nanmax(known.looked_after, axis=1, initial=0.0) >= LEAST_CHILDREN
    logs = np.log1p(known.looked_after[large])
    spread = np.array(list(_spreads(logs, years)))
    stock = np.nan_to_num(known.looked_after[:, -1:])
    level = np.repeat(stock, years, axis=1)
    return log_normal(
        tuple(_ahead(known, years)),
        tuple(str(number) for number in known.numbers),
        level,
        np.broadcast_to(spread, level.shape),
    )


def _spreads(logs: Floats, years: int) -> Iterator[float]:
    """The root mean square of the change over each time; beyond the past, scaled by its root."""
    longest = logs.shape[1] - 1
    for ahead in range(1, years + 1):
        seen = min(ahead, longest)
        change = logs[:, seen:] - logs[:, :-seen]
        yield float(np.sqrt(np.nanmean(change**2) * ahead / seen))


def _damped_drift(known: Panel, years: int) -> Floats:
    """Today's stock and the last year's change, of which each month ahead keeps a share."""
    kept = parameter("damped_drift_kept").value
    stock = known.looked_after[:, -1:]
    monthly = np.nan_to_num(stock - known.looked_after[:, -2:-1]) / 12
    months = 12 * np.arange(1, years + 1)
    moved = np.array([(kept ** np.arange(1, each + 1)).sum() for each in months])
    level: Floats = np.maximum(stock + monthly * moved, 0.0)
    return level


def _ahead(known: Panel, years: int) -> Iterator[date]:
    return (year_end(known.years[-1] + each) for each in range(1, years + 1))
