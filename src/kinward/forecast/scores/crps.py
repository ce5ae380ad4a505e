"""The continuous ranked probability score: how far a predictive distribution lay from what came.

It is the integral over x of (F(x) - 1{y <= x}) squared, in the unit of the figure; of a single
number it is the absolute error. Lower is better. Gneiting and Raftery 2007, JASA 102:359-378.
"""

from __future__ import annotations

from math import erf, sqrt, tau
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

_erf: Final = np.frompyfunc(erf, 1, 1)


def crps_ensemble(
    samples: NDArray[np.generic], observed: ArrayLike, *, random: bool = True
) -> Floats:
    """The score of a distribution that is told by values drawn from it.

    Args:
        samples: (n, ...), n equally likely values of each figure, in any order; at least one.
        observed: (...), what came.
        random: whether the values are random draws. The score is then the fair one, which on
            average is that of the distribution behind the draws, so that a forecast of 500 runs is
            not marked down beside one of which the whole distribution is known (Ferro 2014, Q J R
            Meteorol Soc 140:1917-1923; of one draw it is the absolute error). Else the values are
            themselves the distribution (quantiles at evenly spaced levels, say).

    Returns:
        (...), a score each. A fair score can fall below 0 where the draws are few.
    """
    ordered = np.sort(samples, axis=0).astype(np.float64)
    n = len(ordered)
    miss = np.abs(ordered - np.asarray(observed, dtype=np.float64)).mean(axis=0)
    # The differences of all pairs, by the rank of each value among the ordered ones.
    ranks = 2.0 * np.arange(n) - (n - 1)
    pairs = np.tensordot(ranks, ordered, axes=1)
    spread: Floats = pairs / (n * max(n - 1, 1) if random else n * n)
    return np.asarray(miss - spread, dtype=np.float64)


def crps_normal(mean: ArrayLike, sd: ArrayLike, observed: ArrayLike) -> Floats:
    """The score of normal distributions, by its closed form (Gneiting and others 2005, Mon Weather
    Rev 133:1098-1118). Where `sd` is 0 it is the absolute error. All arguments broadcast.
    """
    miss = np.asarray(observed, dtype=np.float64) - np.asarray(mean, dtype=np.float64)
    miss, spread = np.broadcast_arrays(miss, np.asarray(sd, dtype=np.float64))
    z = np.divide(miss, spread, out=np.zeros(miss.shape), where=spread > 0)
    density = np.exp(-z * z / 2) / sqrt(tau)
    inside = np.asarray(_erf(z / sqrt(2)), dtype=np.float64)
    scored = spread * (z * inside + 2 * density - sqrt(2 / tau))
    return np.where(spread > 0, scored, np.abs(miss))
