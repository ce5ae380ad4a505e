"""Where one authority's entries and exits stand, given its years and the public prior.

Everything is normal in the logarithm once the spreads are given: the two levels, the two drifts and
the yearly logs that show them. So the posterior is a normal one, conditioned in one step, for each
of a grid of spreads about the common ones; the spreads weigh by how well they explain the years.

One thing is believed beforehand about the levels: in each of the next three years the expected
entries nearly keep today's stock. Real imbalances hardly last, and a forecast that lets them last
does worse than one of no change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kinward.forecast.published.panel import Panel
from kinward.forecast.published.prior import DriftPrior
from kinward.forecast.published.process import Logs, entry_logs, exit_logs, joint_covariance

Floats = NDArray[np.float64]

BALANCE_YEARS: Final = 3
"""Flows are believed to balance in each of so many years ahead."""
_SPREADS: Final = (-1.6, -0.8, 0.0, 0.8, 1.6)
"""Standard scores of the log spreads tried, of entries and of exits: a grid of 25."""
_ENTRY_LEVEL_SD: Final = 2.0
"""Of the log level of entries beforehand: as good as nothing is known of it."""


@dataclass(frozen=True)
class Posterior:
    """What is known of an authority on its last 31 March: a mixture of normal distributions.

    The state is (log entries a year, log exit rate, drift of entries, drift of exits): two levels,
    and how far the last year lies from them.

    Attributes:
        weight: of each component; they sum to 1: (components,).
        sd: stationary standard deviations of the drifts of entries and exits: (components, 2).
        mean: of the state: (components, 4).
        factor: a square root of its covariance: (components, 4, 4).
    """

    weight: Floats
    sd: Floats
    mean: Floats
    factor: Floats


def posterior(own: Panel, prior: DriftPrior, residual: float) -> Posterior:
    """Condition on an authority's years.

    Args:
        own: the panel of that one authority, ending on a 31 March whose stock is known; any of
            its earlier figures may be missing.
        prior: what is believed of its drift.
        residual: the mean share of the stock that comes in beside starts (`Panel.residual`).
    """
    entries = entry_logs(own, prior.entry_dispersion)
    exits = exit_logs(own, prior.exit_dispersion)
    z = np.array([(a, b) for a in _SPREADS for b in _SPREADS])
    wide = 1 / np.sqrt(2 * prior.weight_years)
    sd = np.array([prior.entry_sd, prior.exit_sd]) * np.exp(wide * z)
    design, value, noise = _observations(own, entries, exits, prior, residual)
    centre = _centre(own, prior)
    before = np.stack([_before(len(own.years), prior, each) for each in sd])
    to_value = design @ before
    spread = to_value @ design.T + np.diag(noise)
    surprise = value - design @ centre
    gain = np.linalg.solve(spread, to_value).swapaxes(1, 2)
    fit = np.linalg.solve(spread, np.broadcast_to(surprise[:, None], (len(sd), len(value), 1)))
    score = -0.5 * (np.linalg.slogdet(spread)[1] + fit[:, :, 0] @ surprise + (z**2).sum(axis=1))
    shown = _shown(len(own.years))
    mean = centre + gain @ surprise
    covariance = (before - gain @ to_value)[:, shown][:, :, shown]
    weight = np.exp(score - score.max())
    factor = np.linalg.cholesky(covariance + 1e-12 * np.eye(4)).astype(np.float64)
    return Posterior(weight / weight.sum(), sd, mean[:, shown], factor)


def _shown(years: int) -> list[int]:
    """Where the state is in (drifts of entries, drifts of exits, levels)."""
    return [2 * years, 2 * years + 1, years - 1, 2 * years - 1]


def _centre(own: Panel, prior: DriftPrior) -> Floats:
    """The mean before the years are seen: no drift, the common exit rate, entries that match it."""
    centre = np.zeros(2 * len(own.years) + 2)
    centre[-1] = np.log(prior.exit_rate)
    centre[-2] = centre[-1] + _log_stock(own)
    return centre


def _before(years: int, prior: DriftPrior, sd: Floats) -> Floats:
    """The covariance before the years are seen, of every year's drifts and of the two levels."""
    whole = np.zeros((2 * years + 2, 2 * years + 2))
    whole[: 2 * years, : 2 * years] = joint_covariance(
        years,
        (float(sd[0]), float(sd[1])),
        (prior.entry_reversion, prior.exit_reversion),
        prior.correlation,
    )
    whole[-2, -2], whole[-1, -1] = _ENTRY_LEVEL_SD**2, prior.exit_rate_sd**2
    return whole


def _observations(
    own: Panel, entries: Logs, exits: Logs, prior: DriftPrior, residual: float
) -> tuple[Floats, Floats, Floats]:
    """What is seen or believed: rows over the whole state, their values and their variances."""
    years = len(own.years)
    value = np.concatenate([entries.value[0], exits.value[0]])
    noise = np.concatenate([entries.noise[0], exits.noise[0]])
    level = np.repeat(np.eye(2), years, axis=0)
    rows = np.concatenate([np.eye(2 * years), level], axis=1)
    seen = np.isfinite(value)
    # Stock stays where entries are those who leave, less those who come in beside the starts.
    rate = prior.exit_rate
    even = _log_stock(own) + np.log1p(-min(residual / rate, 0.5))
    ahead = np.arange(1, BALANCE_YEARS + 1)
    balance = np.zeros((BALANCE_YEARS, 2 * years + 2))
    balance[:, years - 1] = np.exp(-prior.entry_reversion * ahead)
    balance[:, 2 * years - 1] = -np.exp(-prior.exit_reversion * ahead)
    balance[:, -2:] = (1.0, -1.0)
    return (
        np.concatenate([rows[seen], balance]),
        np.concatenate([value[seen], np.full(BALANCE_YEARS, even)]),
        np.concatenate([noise[seen], np.full(BALANCE_YEARS, prior.balance_sd**2)]),
    )


def _log_stock(own: Panel) -> float:
    """The log of the last stock; half a child is added so that there is one of none."""
    return float(np.log(own.looked_after[0, -1] + 0.5))
