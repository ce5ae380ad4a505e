"""How far the rates of an authority wander from year to year, and where they stand now.

Real authorities' rates of entry and exit change far more than chance allows. The prior of that
spread is estimated from every English authority (`kinward.forecast.published.prior`) and shipped as
dated parameters; an authority's own years move it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kinward.forecast.bands import MOVE
from kinward.forecast.exposure import Exposure
from kinward.forecast.hazards import Hazards
from kinward.forecast.settings import ExitPrior

Floats = NDArray[np.float64]

_SPREADS: Final = (-2.0, -1.2, -0.4, 0.4, 1.2, 2.0)
_LEAST_EXPECTED: Final = 1.0


@dataclass(frozen=True)
class ExitDrift:
    """Where the rate of leaving care stands beside its average, and how it may wander.

    Attributes:
        weight: of each spread tried; they sum to 1.
        spread: stationary standard deviations: (components,).
        mean, sd: of the deviation in the last year seen: (components,).
        reversion, correlation: as in the prior.
    """

    weight: Floats
    spread: Floats
    mean: Floats
    sd: Floats
    reversion: float
    correlation: float


def fit_exits(exposure: Exposure, hazards: Hazards, prior: ExitPrior) -> ExitDrift:
    """The drift of exits after the authority's own years, by a Kalman filter for each spread.

    Exits seen in a year are compared with those that the fitted rates expect of the children there,
    so that a change of the cohort is not taken for a change of the rates.
    """
    seen, expected = exits_by_year(exposure, hazards)
    wide = 1 / np.sqrt(2 * prior.weight_years)
    z = np.array(_SPREADS)
    spread = prior.spread * np.exp(wide * z)
    keep = np.exp(-prior.reversion)
    mean, variance = np.zeros_like(spread), spread**2
    score = -0.5 * z * z
    for year in range(len(seen) - 1, -1, -1):
        if year < len(seen) - 1:
            mean, variance = keep * mean, keep**2 * variance + (1 - keep**2) * spread**2
        if expected[year] < _LEAST_EXPECTED:
            continue
        noise = 1 / expected[year]
        # The fitted rate is the mean of the rates, which lies above their logarithm's.
        level = np.log((seen[year] + 0.5) / (expected[year] + 0.5)) + 0.5 * spread**2
        surprise = level - mean
        total = variance + noise
        score = score - 0.5 * (np.log(total) + surprise**2 / total)
        gain = variance / total
        mean, variance = mean + gain * surprise, (1 - gain) * variance
    weight = np.exp(score - score.max())
    return ExitDrift(
        weight / weight.sum(), spread, mean, np.sqrt(variance), prior.reversion, prior.correlation
    )


def exits_by_year(exposure: Exposure, hazards: Hazards) -> tuple[Floats, Floats]:
    """Exits before 18 seen and expected in each year before the as-at date, the last one first."""
    years = len(exposure.days)
    expected = exposure.days @ hazards.rates(exposure)[:MOVE].sum(axis=0)
    left = exposure.event < MOVE
    seen = np.bincount(exposure.year[left], minlength=years).astype(np.float64)
    return seen, expected


def exit_futures(
    drift: ExitDrift,
    shocks: Floats,
    steps: Floats,
    start: Floats,
    choice: Floats,
    *,
    steady: bool = False,
) -> Floats:
    """Multiples of the rate of leaving, by run and year ahead; in the long run about 1 on average.

    Args:
        drift: the posterior.
        shocks: standard normal draws of the entries' innovations, a year: (runs, years).
        steps, start: standard normal draws of its own: (runs, years) and (runs,).
        choice: uniform draws that choose the spread: (runs,).
        steady: whether to stay where the last year seen stands.
    """
    part = np.minimum(np.searchsorted(np.cumsum(drift.weight), choice), len(drift.weight) - 1)
    spread = drift.spread[part]
    keep = np.exp(-drift.reversion)
    deviation = drift.mean[part] + drift.sd[part] * start
    own = np.sqrt(1 - drift.correlation**2)
    path = np.empty_like(steps)
    for year in range(steps.shape[1]):
        if steady:
            path[:, year] = deviation
            continue
        step = drift.correlation * shocks[:, year] + own * steps[:, year]
        deviation = keep * deviation + spread * np.sqrt(1 - keep**2) * step
        path[:, year] = deviation
    multiples: Floats = np.exp(path - 0.5 * spread[:, None] ** 2)
    return multiples
