"""Estimating the public prior of drift from a panel of authorities.

For entries (log of children who started) and for exits (log of children who ceased over the year's
mean stock), each authority has a level of its own and drifts around it (`process`). An authority's
spread varies about the common one lognormally and is integrated over, which says how much an
authority's own years should count beside the prior. Entries vary by chance more than a Poisson
count does, by a ratio that is estimated with them.

The estimates are posterior means of the logarithm, on a grid and under a prior that is flat in the
logarithm: a few years cannot tell a wide, slow drift from a narrow, fast one, and a mean then takes
the middle where a maximum would run to an edge.
"""

from __future__ import annotations

from math import sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kinward.errors import ArgumentError
from kinward.forecast.published.panel import Panel
from kinward.forecast.published.prior import DriftPrior
from kinward.forecast.published.process import (
    Logs,
    entry_logs,
    exit_logs,
    joint_covariance,
    likelihood_table,
    log_likelihood,
)

Floats = NDArray[np.float64]

LEAST_CHILDREN: Final = 50
"""Authorities with fewer looked after children, on average, do not enter the estimate: the log of a
handful is far from normal."""
LEAST_AUTHORITIES: Final = 10
LEAST_YEARS: Final = 3
"""A panel with less than this says nothing about drift."""

_SDS: Final = np.geomspace(0.03, 1.2, 32)
_REVERSIONS: Final = np.geomspace(0.02, 3.0, 16)
_DISPERSIONS: Final = np.geomspace(1.0, 4.0, 8)
_WEIGHTS: Final = np.geomspace(1.0, 64.0, 13)
_CORRELATIONS: Final = np.linspace(-0.95, 0.95, 39)
_LEAST_BALANCE: Final = 0.02
"""Where imbalances seem not to last at all, flows are still not known to balance to the child."""


def estimate_prior(panel: Panel) -> DriftPrior:
    """Estimate the prior from every authority of a panel.

    Raises:
        ArgumentError: fewer than 10 authorities show 3 years of flows or more.
    """
    panel = panel.of(_usable(panel))
    if len(panel.numbers) < LEAST_AUTHORITIES:
        raise ArgumentError(
            f"Only {len(panel.numbers)} authorities have the years that an estimate needs",
            where="the prior of drift",
            remedy=f"Give figures of at least {LEAST_AUTHORITIES} authorities, "
            f"{LEAST_YEARS} years or more of each.",
        )
    of_entries = _evidence(entry_logs(panel))
    of_exits = _evidence(exit_logs(panel))
    entry_sd, entry_reversion, entry_dispersion, _ = _means(of_entries, of_exits)
    exit_sd, exit_reversion, exit_dispersion, weight = _means(of_exits, of_entries)
    entries, exits = entry_logs(panel, entry_dispersion), exit_logs(panel, exit_dispersion)
    sds, paces = (entry_sd, exit_sd), (entry_reversion, exit_reversion)
    exit_levels = np.nanmean(exits.value, axis=1)
    return DriftPrior(
        entry_sd=entry_sd,
        entry_reversion=entry_reversion,
        entry_dispersion=entry_dispersion,
        exit_sd=exit_sd,
        exit_reversion=exit_reversion,
        exit_dispersion=exit_dispersion,
        exit_rate=float(np.exp(exit_levels.mean())),
        exit_rate_sd=float(exit_levels.std(ddof=1)),
        correlation=_correlation(entries, exits, sds, paces),
        weight_years=weight,
        balance_sd=_balance_sd(panel),
        entry_yearly_change_sd=yearly_change_sd(entry_logs(panel)),
        exit_yearly_change_sd=yearly_change_sd(exit_logs(panel)),
        authorities=len(panel.numbers),
        first_year=panel.years[0],
        last_year=panel.years[-1],
    )


def yearly_change_sd(logs: Logs) -> float:
    """The root mean square of the yearly change beyond chance; 0 where chance explains it all."""
    change: Floats = np.diff(logs.value, axis=1)
    chance = logs.noise[:, 1:] + logs.noise[:, :-1]
    return sqrt(max(0.0, float(np.nanmean(change**2 - chance))))


def _usable(panel: Panel) -> NDArray[np.bool_]:
    """Authorities with enough years of both flows, and children enough for a log to be normal."""
    starts = np.isfinite(panel.started).sum(axis=1)
    exits = (np.isfinite(panel.ceased) & np.isfinite(panel.mean_stock())).sum(axis=1)
    known = np.isfinite(panel.looked_after)
    total = np.where(known, panel.looked_after, 0.0).sum(axis=1)
    mean = total / np.maximum(known.sum(axis=1), 1)
    enough: NDArray[np.bool_] = (
        (starts >= LEAST_YEARS) & (exits >= LEAST_YEARS) & (mean >= LEAST_CHILDREN)
    )
    return enough


def _evidence(logs: Logs) -> Floats:
    """The likelihood of (dispersion, weight, common sd, reversion) of all authorities, largest 1.

    An authority's own log sd is normal about the log of the common one, and is summed over.
    """
    wide = 1 / np.sqrt(2 * _WEIGHTS)
    gap = np.log(_SDS)[:, None] - np.log(_SDS)
    own = np.exp(-0.5 * (gap / wide[:, None, None]) ** 2)
    own /= own.sum(axis=2, keepdims=True)
    score = np.empty((len(_DISPERSIONS), *own.shape[:2], len(_REVERSIONS)))
    for at, pace in enumerate(_REVERSIONS):
        table = likelihood_table(logs, _SDS, pace, _DISPERSIONS)
        top = table.max(axis=1, keepdims=True)
        mixed = np.einsum("wms,dsa->dwma", own, np.exp(table - top), optimize=True)
        score[..., at] = (np.log(mixed) + top[:, None]).sum(axis=3)
    likelihood: Floats = np.exp(score - score.max())
    return likelihood


def _means(mine: Floats, other: Floats) -> tuple[float, float, float, float]:
    """The posterior means of one stream's sd, reversion, dispersion and of the common weight.

    The weight is common to both streams: what the other says of it counts.
    """
    posterior = mine * other.sum(axis=(0, 2, 3))[None, :, None, None]
    return (
        _mean(posterior.sum(axis=(0, 1, 3)), _SDS),
        _mean(posterior.sum(axis=(0, 1, 2)), _REVERSIONS),
        _mean(posterior.sum(axis=(1, 2, 3)), _DISPERSIONS),
        _mean(posterior.sum(axis=(0, 2, 3)), _WEIGHTS),
    )


def _mean(likelihood: Floats, grid: Floats) -> float:
    """The posterior mean of the logarithm, as a number on the grid's own scale."""
    return float(np.exp(np.average(np.log(grid), weights=likelihood)))


def _correlation(
    entries: Logs, exits: Logs, sd: tuple[float, float], reversion: tuple[float, float]
) -> float:
    """The posterior mean of the correlation of innovations, the spreads and paces being given."""
    years = entries.value.shape[1]
    both = Logs(
        np.concatenate([entries.value, exits.value], axis=1),
        np.concatenate([entries.noise, exits.noise], axis=1),
    )
    levels = np.repeat(np.eye(2), years, axis=0)
    score = np.array(
        [
            log_likelihood(both, joint_covariance(years, sd, reversion, each), levels).sum()
            for each in _CORRELATIONS
        ]
    )
    return float(np.average(_CORRELATIONS, weights=np.exp(score - score.max())))


def _balance_sd(panel: Panel) -> float:
    """How much of a year's imbalance of entries and exits lasts into the next year.

    The imbalance is the log of the entries over those that would have kept the stock. Chance makes
    those of two years unlike, so the mean product of a year's and the next one's is the variance
    of what lasts. It is taken about 0, not about a year's mean: the nation's imbalance lasts too.
    """
    change = np.full(panel.looked_after.shape, np.nan)
    change[:, 1:] = np.diff(panel.looked_after, axis=1)
    share = 1 + change / np.where(panel.ceased > 0, panel.ceased, np.nan)
    imbalance = np.log(np.where(share > 0, share, np.nan))
    product = imbalance[:, 1:] * imbalance[:, :-1]
    return sqrt(max(_LEAST_BALANCE**2, float(np.nanmean(product))))
