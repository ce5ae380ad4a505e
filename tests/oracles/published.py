"""What is known of an authority from its published totals, by brute force.

Draws of levels and drifts from the prior, each weighed by how likely it makes the years seen.
"""

from __future__ import annotations

import numpy as np

from kinward.forecast.published.panel import Panel
from kinward.forecast.published.prior import DriftPrior

PROPOSAL_SD = 0.3


def posterior_mean(own: Panel, prior: DriftPrior, draws: int, seed: int) -> np.ndarray:
    """The mean of (log entries, log exit rate, their drifts in the last year).

    The spreads are those of the prior, and nothing comes in beside the starts. The vague level of
    entries is drawn near the starts seen and weighed back, which wastes fewer draws.
    """
    rng = np.random.default_rng(seed)
    keep = np.exp(-np.array([prior.entry_reversion, prior.exit_reversion]))
    sd = np.array([prior.entry_sd, prior.exit_sd])
    step = sd * np.sqrt(1 - keep**2)
    pair = np.array([[1, prior.correlation], [prior.correlation, 1]])
    still = np.outer(step, step) * pair / (1 - np.outer(keep, keep))
    stock = own.looked_after[0, -1] + 0.5
    near = np.log(np.nanmean(own.started))
    out = np.log(prior.exit_rate) + prior.exit_rate_sd * rng.standard_normal(draws)
    come = near + PROPOSAL_SD * rng.standard_normal(draws)
    score = -0.5 * ((come - np.log(prior.exit_rate * stock)) / 2) ** 2
    score += 0.5 * ((come - near) / PROPOSAL_SD) ** 2
    drift = rng.multivariate_normal([0, 0], still, draws)
    for year in range(len(own.years)):
        if year:
            drift = keep * drift + step * rng.multivariate_normal([0, 0], pair, draws)
        score += _seen(own, prior, year, come + drift[:, 0], out + drift[:, 1])
    for ahead in (1, 2, 3):
        uneven = come + keep[0] ** ahead * drift[:, 0] - out - keep[1] ** ahead * drift[:, 1]
        score += -0.5 * ((uneven - np.log(stock)) / prior.balance_sd) ** 2
    weight = np.exp(score - score.max())
    return np.average(np.stack([come, out, *drift.T]), axis=1, weights=weight)


def _seen(
    own: Panel, prior: DriftPrior, year: int, entries: np.ndarray, exits: np.ndarray
) -> np.ndarray:
    """The log likelihood of a year's starts and ends; a figure that is missing has none."""
    score = np.zeros(len(entries))
    started, ceased = own.started[0], own.ceased[0]
    if np.isfinite(started[year]):
        noise = prior.entry_dispersion / (np.nanmean(started) + 0.5)
        score += -0.5 * (np.log(started[year] + 0.5) - entries) ** 2 / noise
    if year and np.isfinite(ceased[year]):
        mean = own.looked_after[0, year - 1 : year + 1].mean()
        noise = 1 / (np.nanmean(ceased[1:]) + 0.5)
        score += -0.5 * (np.log((ceased[year] + 0.5) / mean) - exits) ** 2 / noise
    return score
