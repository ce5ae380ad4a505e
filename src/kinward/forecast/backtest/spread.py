"""One multiplier of the spread, where earlier forecasts show that it is too narrow or too wide."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from kinward.forecast.model import QUANTILES
from kinward.forecast.scores.binomial import binomial_interval

Floats = NDArray[np.float64]

_LEAST_FORECASTS: Final = 8
_LIMITS: Final = (0.6, 1.8)
_MEDIAN: Final = QUANTILES.index(0.5)
_LOW, _HIGH = QUANTILES.index(0.1), QUANTILES.index(0.9)
_DUE: Final = 0.8


def multiplier(observed: Floats, quantiles: Floats) -> float:
    """How much wider the intervals should have been; 1 where their coverage does not miss.

    Args:
        observed: what came: (n,).
        quantiles: of each forecast: (n, 7).

    Returns:
        The multiple of the distance from the median that would have held 80% of what came, within
        limits; 1 with fewer than eight forecasts, or where the 95% binomial interval of the 80%
        intervals' coverage holds 80%.
    """
    n = len(observed)
    if n < _LEAST_FORECASTS:
        return 1.0
    low, high = quantiles[:, _LOW], quantiles[:, _HIGH]
    held = int(((low <= observed) & (observed <= high)).sum())
    least, most = binomial_interval(held, n)
    if least <= _DUE <= most:
        return 1.0
    middle = quantiles[:, _MEDIAN]
    reach = np.where(observed >= middle, high - middle, middle - low)
    beside = np.abs(observed - middle) / np.maximum(reach, 1e-9)
    return float(np.clip(np.quantile(beside, _DUE), *_LIMITS))


def widened(quantiles: Floats, by: float) -> Floats:
    """Quantiles (7, ...) moved from their median by a multiple; none below 0."""
    middle = quantiles[_MEDIAN]
    moved: Floats = np.maximum(middle + by * (quantiles - middle), 0.0)
    return moved
