"""The likelihood of yearly logs under a mean-reverting drift around each authority's own level.

The log of a yearly count or rate is level + drift + noise. The drift is an Ornstein-Uhlenbeck
process seen once a year, which is a first-order autoregression: over a year it keeps
exp(-reversion) of itself, and its stationary standard deviation is `sd`. The level has a flat prior
and is integrated out (restricted likelihood: Patterson and Thompson 1971, Biometrika 58, 545-554).
The noise is that of a Poisson count, whose log has a variance of about one over the count, or of a
count that varies more than a Poisson one by a known ratio.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kinward.forecast.published.panel import Panel

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Logs:
    """Yearly logs of many authorities: `value` and `noise` (its variance), (authorities, years).

    A value is NaN where it is missing; the noise is there for every year.
    """

    value: Floats
    noise: Floats


def entry_logs(panel: Panel, dispersion: float = 1.0) -> Logs:
    """The log of the children who started, year by year.

    `dispersion` is the variance of a count over its mean: 1 where each child comes alone, more
    where siblings come together.
    """
    logs = _logs(panel.started, np.ones_like(panel.started))
    return Logs(logs.value, dispersion * logs.noise)


def exit_logs(panel: Panel, dispersion: float = 1.0) -> Logs:
    """The log of the children who ceased, for each child of the year's mean stock."""
    logs = _logs(panel.ceased, panel.mean_stock())
    return Logs(logs.value, dispersion * logs.noise)


def covariance(years: int, sd: float, reversion: float) -> Floats:
    """The drift's covariance over consecutive years, (years, years)."""
    at = np.arange(years)
    matrix: Floats = sd**2 * np.exp(-reversion * np.abs(at[:, None] - at))
    return matrix


def joint_covariance(
    years: int, sd: tuple[float, float], reversion: tuple[float, float], correlation: float
) -> Floats:
    """The covariance of two drifts with correlated yearly innovations, (2 years, 2 years).

    The first drift's years come first. `correlation` is that of the innovations of a year.
    """
    keep = np.exp(-np.array(reversion))
    innovation = np.array(sd) * np.sqrt(1 - keep**2)
    shared = correlation * innovation[0] * innovation[1] / (1 - keep[0] * keep[1])
    lag = np.arange(years) - np.arange(years)[:, None]
    # What both share in a year fades at the pace of the one that is looked at later.
    cross = shared * np.where(lag >= 0, keep[1] ** np.abs(lag), keep[0] ** np.abs(lag))
    whole = np.empty((2 * years, 2 * years))
    whole[:years, :years] = covariance(years, sd[0], reversion[0])
    whole[years:, years:] = covariance(years, sd[1], reversion[1])
    whole[:years, years:] = cross
    whole[years:, :years] = cross.T
    return whole


def log_likelihood(logs: Logs, drift: Floats, level: Floats) -> Floats:
    """The restricted log likelihood of each authority, up to a constant.

    Args:
        logs: (authorities, n); every authority must show each of its levels at least once.
        drift: covariance of the drift, (n, n).
        level: which level each column has, (n, levels) of 0 and 1.

    Returns:
        One number an authority.
    """
    seen = np.isfinite(logs.value)
    n = seen.shape[1]
    # A missing value becomes one that tells nothing: variance 1, unrelated, level 0.
    whole = np.where(seen[:, :, None] & seen[:, None, :], drift, 0.0)
    whole[:, np.arange(n), np.arange(n)] += np.where(seen, logs.noise, 1.0)
    factor = np.linalg.cholesky(whole)
    sides = np.concatenate(
        [np.where(seen, logs.value, 0.0)[:, :, None], seen[:, :, None] * level[None]], axis=2
    )
    white = np.linalg.solve(factor, sides)
    value, design = white[:, :, 0], white[:, :, 1:]
    gram = np.einsum("anp,anq->apq", design, design)
    toward = np.einsum("anp,an->ap", design, value)
    best = np.linalg.solve(gram, toward[:, :, None])[:, :, 0]
    misfit = (value**2).sum(axis=1) - (toward * best).sum(axis=1)
    spread = 2 * np.log(np.diagonal(factor, axis1=1, axis2=2)).sum(axis=1)
    result: Floats = -0.5 * (spread + np.linalg.slogdet(gram)[1] + misfit)
    return result


def likelihood_table(
    logs: Logs, sds: Floats, reversion: float, dispersions: Floats
) -> NDArray[np.float64]:
    """The restricted log likelihood of one level and one drift, for many spreads at once.

    With the noise taken out by its root, one decomposition serves every spread: for each sd and
    dispersion (which multiplies the noise) the covariance is diagonal in the same basis.

    Args:
        logs: (authorities, years), one level each.
        sds: stationary standard deviations to try.
        reversion: the drift's.
        dispersions: multiples of the noise to try.

    Returns:
        (dispersions, sds, authorities), up to a constant of each authority.
    """
    seen = np.isfinite(logs.value)
    root = np.where(seen, 1 / np.sqrt(logs.noise), 0.0)
    unit = covariance(seen.shape[1], 1.0, reversion)
    scale, basis = np.linalg.eigh(unit * root[:, :, None] * root[:, None, :])
    value = np.einsum("anm,an->am", basis, root * np.where(seen, logs.value, 0.0))
    design = np.einsum("anm,an->am", basis, root)
    missing = (~seen).sum(axis=1)
    table = np.empty((len(dispersions), len(sds), len(seen)))
    for at, ratio in enumerate(dispersions):
        variance = sds[:, None, None] ** 2 * scale + ratio
        gram = (design**2 / variance).sum(axis=2)
        toward = (design * value / variance).sum(axis=2)
        misfit = (value**2 / variance).sum(axis=2) - toward**2 / gram
        # A missing year has a row of zeros, and so the variance `ratio`: it is no part of it.
        spread = np.log(variance).sum(axis=2) - missing * np.log(ratio)
        table[at] = -0.5 * (spread + np.log(gram) + misfit)
    return table


def _logs(count: Floats, base: Floats) -> Logs:
    """The log of count over base. Half a child is added, which removes most of the log's bias."""
    known = np.isfinite(count) & np.isfinite(base) & (base > 0)
    value = np.full(count.shape, np.nan)
    value[known] = np.log((count[known] + 0.5) / base[known])
    # The authority's mean, not the year's own count: a low year must not seem less sure.
    years = known.sum(axis=1, keepdims=True)
    total = np.where(known, count, 0.0).sum(axis=1, keepdims=True)
    mean = total / np.maximum(years, 1)
    return Logs(value, np.broadcast_to(1 / (mean + 0.5), count.shape))
