"""What a baseline gives: for every figure and month end, a whole distribution."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from statistics import NormalDist
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kinward.forecast.model import QUANTILES
from kinward.forecast.scores.crps import Floats, crps_ensemble

POINTS: Final = 200
"""How many values tell a distribution; the CRPS is then within 0.2% of the exact one."""
POINT_LEVELS: Final = (np.arange(POINTS) + 0.5) / POINTS
"""The levels of these values: evenly spaced, so that they are equally likely."""


@dataclass(frozen=True)
class Predictive:
    """What a simple forecast says of several figures.

    Attributes:
        month_ends: the days it is about.
        keys: the figures.
        mean: (keys, months), the forecast in one number, whose errors are scored.
        quantiles: (7, keys, months), at `kinward.forecast.model.QUANTILES`.
        points: (`POINTS`, keys, months), the quantiles at `POINT_LEVELS`: the distribution of each
            figure by itself. One row is no path: it says nothing of what goes with what.
    """

    month_ends: tuple[date, ...]
    keys: tuple[str, ...]
    mean: Floats
    quantiles: Floats
    points: Floats

    def crps(self, observed: ArrayLike) -> Floats:
        """The CRPS of every figure, (keys, months), given what came in the same shape."""
        return crps_ensemble(self.points, observed, random=False)


def log_normal(
    month_ends: tuple[date, ...], keys: tuple[str, ...], level: Floats, spread: Floats
) -> Predictive:
    """A forecast whose log(1 + figure) is normal; a figure below 0 is 0.

    The 1 makes a category that is empty today, or was once, as good as any other; of a few hundred
    children it is nothing.

    Args:
        month_ends, keys: what it is about.
        level: (keys, months), the median, which is also given as the mean: the simple forecast is
            this number, whatever the skew of the distribution around it.
        spread: (keys, months), the standard deviation of log(1 + figure).
    """
    return Predictive(
        month_ends, keys, level, _at(_NORMAL, level, spread), _at(_NORMAL_POINTS, level, spread)
    )


_NORMAL: Final = np.array([NormalDist().inv_cdf(level) for level in QUANTILES])
_NORMAL_POINTS: Final = np.array([NormalDist().inv_cdf(float(level)) for level in POINT_LEVELS])


def _at(normal: NDArray[np.float64], level: Floats, spread: Floats) -> Floats:
    centre = np.log1p(level)
    figures: Floats = np.expm1(centre + normal[:, None, None] * spread)
    return np.maximum(figures, 0.0)
