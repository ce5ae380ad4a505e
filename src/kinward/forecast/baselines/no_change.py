"""No change, with its historic spread: the baseline that is hard to beat on the total."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from kinward.forecast.baselines.past import Past, spread_ahead
from kinward.forecast.baselines.predictive import Predictive, log_normal
from kinward.forecast.scores.crps import Floats


def no_change(past: Past, month_ends: Sequence[date]) -> Predictive:
    """The figures of today, as far off as the authority's own figures moved in as many months.

    The spread at h months is the root mean square of all changes of log(1 + figure) over h months
    in the past, overlapping ones too. Where the past does not hold two that do not overlap, it is
    that of the longest time that it does, scaled by the root of time.

    Args:
        past: the figures at past month ends and today.
        month_ends: consecutive month ends after the as-at date; the first is one month ahead.
    """
    logs = np.log1p(past.counts)
    spread = spread_ahead(
        lambda ahead: logs[:, ahead:] - logs[:, :-ahead], (len(past.days) - 1) // 2, len(month_ends)
    )
    level: Floats = np.repeat(past.today.astype(np.float64)[:, None], len(month_ends), axis=1)
    return log_normal(tuple(month_ends), past.keys, level, spread)
