"""Damped drift: what the last year did goes on, less and less."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import numpy as np

from kinward.forecast.baselines.past import Past, spread_ahead
from kinward.forecast.baselines.predictive import Predictive, log_normal
from kinward.forecast.scores.crps import Floats
from kinward.reference.parameters import parameter

RECENT_MONTHS: Final = 12
"""The drift is the mean change of a month over a whole year, which holds every season once."""


def damped_drift(past: Past, month_ends: Sequence[date], kept: float | None = None) -> Predictive:
    """The figures of today and their recent drift, of which each month ahead keeps a share.

    At h months ahead a figure has moved by g x (kept + kept^2 + ... + kept^h), g being its mean
    change of a month over the last twelve (over half of a past that is shorter than two years). It
    is Gardner and McKenzie's damped trend (1985, Manage Sci 31:1237-1246) without smoothing. The
    spread is the root mean square of the errors, in log(1 + figure), that the same forecast made at
    past month ends; beyond what the past is long enough for it is scaled by the root of time.

    Args:
        past: the figures at past month ends and today.
        month_ends: consecutive month ends after the as-at date; the first is one month ahead.
        kept: the share, from 0 (no change) to 1 (a straight line); None: the parameter
            `damped_drift_kept`.
    """
    share = parameter("damped_drift_kept").value if kept is None else kept
    counts = past.counts.astype(np.float64)
    months, days = len(month_ends), len(past.days)
    recent = min(RECENT_MONTHS, (days - 1) // 2)
    # At each past month end from the first that has a recent past of its own.
    drift = (counts[:, recent:] - counts[:, :-recent]) / recent
    moved = np.cumsum(share ** np.arange(1, months + 1))

    def errors(ahead: int) -> Floats:
        told = np.maximum(counts[:, recent:-ahead] + drift[:, :-ahead] * moved[ahead - 1], 0.0)
        return np.asarray(np.log1p(counts[:, recent + ahead :]) - np.log1p(told))

    spread = spread_ahead(errors, max(1, (days - 1 - recent) // 2), months)
    level = np.maximum(past.today[:, None] + drift[:, -1:] * moved, 0.0)
    return log_normal(tuple(month_ends), past.keys, level, spread)
