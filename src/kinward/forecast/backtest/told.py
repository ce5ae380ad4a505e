"""What each model told at an origin, in one shape."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kinward.forecast import engine, summarise
from kinward.forecast.backtest.observed import AGE, CATEGORY, COST, TOTAL
from kinward.forecast.bands import REPORT_BANDS
from kinward.forecast.baselines.drift import damped_drift
from kinward.forecast.baselines.markov import markov, markov_cost
from kinward.forecast.baselines.no_change import no_change
from kinward.forecast.baselines.past import Past
from kinward.forecast.baselines.predictive import Predictive
from kinward.forecast.fit import fit
from kinward.forecast.histories import Histories
from kinward.forecast.scores.crps import crps_ensemble
from kinward.forecast.settings import Settings
from kinward.forecast.simulation.calendar import month_ends_after
from kinward.terms import CATEGORIES

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Told:
    """A model's forecast at an origin.

    Attributes:
        mean: (keys, horizons).
        quantiles: (7, keys, horizons).
        crps: of what came (keys, horizons) in the same shape.
    """

    mean: Floats
    quantiles: Floats
    crps: Callable[[Floats], Floats]


def engine_tells(
    histories: Histories,
    shown: tuple[str, ...],
    horizons: Sequence[int],
    settings: Settings,
    *,
    runs: int,
    seed: int,
    prices: Floats | None = None,
    threads: int | None = None,
) -> Told:
    """What the engine tells of the figures at months ahead."""
    fitted = fit(histories, settings)
    paths = engine.simulate(fitted, max(horizons), runs=runs, seed=seed, threads=threads)
    at = [months - 1 for months in horizons]
    counts = paths.counts
    stock, ages = counts.stock[:, at], counts.ages[:, at]
    found = {TOTAL: stock.sum(axis=2)}
    found |= {CATEGORY + key: stock[:, :, place] for place, key in enumerate(CATEGORIES)}
    found |= {AGE + band: ages[:, :, place] for place, band in enumerate(REPORT_BANDS)}
    if prices is not None:
        found[COST] = counts.days[:, at].astype(np.float64) @ prices
    values = np.stack([found[key] for key in shown], axis=2).astype(np.float64)
    fan = summarise.fan(shown, values)
    samples = np.moveaxis(values, 1, 2)  # (runs, keys, horizons)
    return Told(fan.mean, fan.quantiles, lambda came: crps_ensemble(samples, came))


def baselines_tell(
    histories: Histories,
    past: Past,
    horizons: Sequence[int],
    prices: Floats | None = None,
) -> dict[str, Told]:
    """What the baselines tell of the same figures.

    Args:
        histories: the stays as known at the origin.
        past: the figures at month ends up to the origin, in the order wanted.
        horizons: months ahead.
        prices: pence a day by category, where the cost is among the figures.
    """
    ends = month_ends_after(histories.as_at, max(horizons))
    at = [months - 1 for months in horizons]
    told = {
        "no_change": _picked(no_change(past, ends), past.keys, at),
        "damped_drift": _picked(damped_drift(past, ends), past.keys, at),
    }
    chained = [_renamed(markov(histories, [ends[place] for place in at]))]
    if prices is not None:
        lengths = [end.day for end in ends]
        monthly = np.array(lengths)[:, None] * prices
        chained.append(_at(markov_cost(histories, ends, monthly), at))
    told["markov"] = _joined(chained, past.keys)
    return told


def _at(told: Predictive, at: Sequence[int]) -> Predictive:
    ends = tuple(told.month_ends[place] for place in at)
    return Predictive(
        ends, told.keys, told.mean[:, at], told.quantiles[:, :, at], told.points[:, :, at]
    )


def _picked(told: Predictive, keys: tuple[str, ...], at: Sequence[int]) -> Told:
    return _joined([_at(told, at)], keys)


def _renamed(told: Predictive) -> Predictive:
    names = {**{key: CATEGORY + key for key in CATEGORIES}, **{b: AGE + b for b in REPORT_BANDS}}
    keys = tuple(names.get(key, key) for key in told.keys)
    return Predictive(told.month_ends, keys, told.mean, told.quantiles, told.points)


def _joined(parts: Sequence[Predictive], keys: tuple[str, ...]) -> Told:
    """The figures of several forecasts in the order of the keys."""
    whole = {
        key: (part.mean[row], part.quantiles[:, row], part.points[:, row])
        for part in parts
        for row, key in enumerate(part.keys)
    }
    mean = np.stack([whole[key][0] for key in keys])
    quantiles = np.stack([whole[key][1] for key in keys], axis=1)
    points = np.stack([whole[key][2] for key in keys], axis=1)
    return Told(mean, quantiles, lambda came: crps_ensemble(points, came, random=False))
