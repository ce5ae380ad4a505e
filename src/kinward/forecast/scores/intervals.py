"""Scores of the seven quantiles given of every figure (`kinward.forecast.model.QUANTILES`)."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kinward.forecast.model import QUANTILES

Floats = NDArray[np.float64]

COVERAGES: Final = (50, 80, 95)
"""The central intervals that the quantiles hold, in per cent."""
_ENDS: Final = {50: (2, 4), 80: (1, 5), 95: (0, 6)}


def weighted_interval_score(quantiles: ArrayLike, observed: ArrayLike) -> Floats:
    """The weighted interval score: like the CRPS, from the median and the three intervals alone.

    Bracher and others 2021, PLoS Comput Biol 17:e1008618, with their weights: a half for the
    median, alpha / 2 for the interval of 1 - alpha. That is twice the mean of the quantile losses
    over the seven levels, which is how it is computed.

    Args:
        quantiles: (7, ...), at `QUANTILES`.
        observed: (...), what came.
    """
    told = np.asarray(quantiles, dtype=np.float64)
    levels = np.array(QUANTILES).reshape(-1, *[1] * (told.ndim - 1))
    miss = np.asarray(observed, dtype=np.float64) - told
    losses = np.maximum(levels * miss, (levels - 1) * miss)
    return np.asarray(2 * losses.mean(axis=0), dtype=np.float64)


def covered(quantiles: ArrayLike, observed: ArrayLike, percent: int) -> NDArray[np.bool_]:
    """Whether the 50, 80 or 95% interval, both ends included, holds what came.

    Args:
        quantiles: (7, ...), at `QUANTILES`.
        observed: (...), what came.
    """
    low, high = _interval(quantiles, percent)
    came = np.asarray(observed, dtype=np.float64)
    return np.asarray((low <= came) & (came <= high))


def interval_width(quantiles: ArrayLike, percent: int) -> Floats:
    """The width of the 50, 80 or 95% interval."""
    low, high = _interval(quantiles, percent)
    return np.asarray(high - low)


def _interval(quantiles: ArrayLike, percent: int) -> tuple[Floats, Floats]:
    told = np.asarray(quantiles, dtype=np.float64)
    low, high = _ENDS[percent]
    return told[low], told[high]
