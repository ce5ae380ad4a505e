"""Luck that is keyed by identity, and lengths of time drawn given that they are not over yet."""

from __future__ import annotations

from math import erfc, exp, log, sqrt
from typing import Final

import numpy as np
from numba import njit

LOGNORMAL: Final = 0
WEIBULL: Final = 1
LOGLOGISTIC: Final = 2

_TINY: Final = 1e-280


@njit(cache=True)
def mix(value: np.uint64) -> np.uint64:
    """The finaliser of splitmix64: a number that looks random from one that need not."""
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))


@njit(cache=True)
def key_of(seed: int, group: int, member: int) -> np.uint64:
    """The start of a stream of luck of one life."""
    step = np.uint64(0x9E3779B97F4A7C15)
    key = mix(np.uint64(seed) * step + np.uint64(1))
    key = mix(key + np.uint64(group) * step)
    return mix(key + np.uint64(member) * step)


@njit(cache=True)
def uniform(luck: np.ndarray) -> float:
    """The next number of a stream, strictly between 0 and 1; `luck` (uint64, one) is moved on."""
    luck[0] += np.uint64(0x9E3779B97F4A7C15)
    return (float(mix(luck[0]) >> np.uint64(11)) + 0.5) / 9007199254740992.0


@njit(cache=True)
def upper_tail(x: float) -> float:
    """The chance that a standard normal is above x."""
    return 0.5 * erfc(x / sqrt(2.0))


@njit(cache=True)
def upper_quantile(p: float) -> float:
    """The x with `upper_tail(x)` = p (Acklam's approximation, relative error about 1e-9)."""
    a = (-39.69683028665376, 220.9460984245205, -275.9285104469687,
         138.3577518672690, -30.66479806614716, 2.506628277459239)  # fmt: skip
    b = (-54.47609879822406, 161.5858368580409, -155.6989798598866,
         66.80131188771972, -13.28068155288572)  # fmt: skip
    c = (-0.007784894002430293, -0.3223964580411365, -2.400758277161838,
         -2.549732539343734, 4.374664141464968, 2.938163982698783)  # fmt: skip
    d = (0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416)
    lower = max(1.0 - p if p > 0.5 else p, 1e-300)
    if lower < 0.02425:
        q = sqrt(-2.0 * log(lower))
        top = ((((c[0] * q + c[1]) * q + c[2]) * q + c[3]) * q + c[4]) * q + c[5]
        x = top / ((((d[0] * q + d[1]) * q + d[2]) * q + d[3]) * q + 1.0)
    else:
        q = lower - 0.5
        r = q * q
        top = (((((a[0] * r + a[1]) * r + a[2]) * r + a[3]) * r + a[4]) * r + a[5]) * q
        x = top / (((((b[0] * r + b[1]) * r + b[2]) * r + b[3]) * r + b[4]) * r + 1.0)
    return x if p > 0.5 else -x


@njit(cache=True)
def length(law: int, scale: float, shape: float, spent: float, luck: np.ndarray) -> float:
    """A length of time, given that it is longer than `spent`.

    Args:
        law: log-normal (`scale` is the median, `shape` the sd of the logarithm), Weibull or
            log-logistic.
    """
    u = uniform(luck)
    if law == WEIBULL:
        drawn = scale * ((max(spent, 0.0) / scale) ** shape - log(u)) ** (1.0 / shape)
    elif law == LOGLOGISTIC:
        left = u / (1.0 + (max(spent, 0.0) / scale) ** shape)
        drawn = scale * (1.0 / left - 1.0) ** (1.0 / shape)
    else:
        left = u if spent <= 0.0 else u * upper_tail(log(spent / scale) / shape)
        drawn = spent if left < _TINY else scale * exp(shape * upper_quantile(left))
    return max(drawn, spent + 1e-9)


@njit(cache=True)
def moment(a: float, b: float, spent: float, luck: np.ndarray) -> float:
    """A moment between 0 and 1 (Kumaraswamy's law), given that it is later than `spent`."""
    spent = min(max(spent, 0.0), 1.0)
    left = uniform(luck) * (1.0 - spent**a) ** b
    return max((1.0 - left ** (1.0 / b)) ** (1.0 / a), spent)


@njit(cache=True)
def pick(weights: np.ndarray, luck: np.ndarray) -> int:
    """A position, with odds by weight."""
    aim = uniform(luck) * weights.sum()
    for position in range(len(weights)):
        aim -= weights[position]
        if aim < 0.0 and weights[position] > 0.0:
            return position
    return int(np.argmax(weights))
