"""Random numbers by identity: a key for each run, child and decision, and no state.

The numbers are SplitMix64's (Steele, Lea and Flood 2014, OOPSLA) at a counter, under a key that is
mixed from the identity. The order of calls, the number of threads and other children's draws change
nothing.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kinward.forecast.compiled import compiled

Floats = NDArray[np.float64]

_GOLDEN: Final = np.uint64(0x9E3779B97F4A7C15)
_FIRST: Final = np.uint64(0xBF58476D1CE4E5B9)
_SECOND: Final = np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31, _S11 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)
_UNIT: Final = 2.0**-53
_CENTRAL: Final = 0.47575
_POINTS: Final = 1.0 + (np.arange(128) + 0.5) / 128
_INVERSE: Final = 1.0 / _POINTS
_LOG: Final = -np.log(_INVERSE)
_LOG_2: Final = math.log(2.0)
_S45, _S52, _LAST_POINT = np.uint64(45), np.uint64(52), np.uint64(127)
_MANTISSA, _ONE_BITS = np.uint64((1 << 52) - 1), np.uint64(1023 << 52)


@compiled
def mixed(word: np.uint64) -> np.uint64:
    """A word whose every bit depends on every bit of the one given."""
    word = (word ^ (word >> _S30)) * _FIRST
    word = (word ^ (word >> _S27)) * _SECOND
    return word ^ (word >> _S31)


@compiled
def key_of(key: np.uint64, part: np.uint64) -> np.uint64:
    """The key of a part of what a key stands for."""
    return mixed(key ^ mixed(part + _GOLDEN))


@compiled
def uniform(key: np.uint64, draw: np.uint64) -> float:
    """The draw of a number under a key: in (0, 1)."""
    return (float(mixed(key + (draw + np.uint64(1)) * _GOLDEN) >> _S11) + 0.5) * _UNIT


@compiled
def log(x: float) -> float:
    """The natural logarithm of a normal number above 0, to 1e-15 beside the larger of it and 1.

    By the nearest of 128 points between powers of 2 and a series about it: a call of the library
    for each event of each child would cost an eighth of the simulation.
    """
    bits = np.float64(x).view(np.uint64)
    place = np.int64((bits >> _S45) & _LAST_POINT)
    part = np.uint64((bits & _MANTISSA) | _ONE_BITS).view(np.float64) * _INVERSE[place] - 1.0
    series = part * (1.0 - part * (1 / 2 - part * (1 / 3 - part * (1 / 4 - part * (1 / 5)))))
    power = float(np.int64(bits >> _S52) - 1023)
    return float(power * _LOG_2 + (_LOG[place] + series))


@compiled
def exponential(key: np.uint64, draw: np.uint64) -> float:
    """A standard exponential draw."""
    return -log(uniform(key, draw))


@compiled
def normal_at(p: float) -> float:
    """The standard normal quantile (Acklam's rational approximation, relative error 1.2e-9)."""
    if p < 0.5 - _CENTRAL:
        q = math.sqrt(-2.0 * log(p))
        return _tail(q)
    if p > 0.5 + _CENTRAL:
        q = math.sqrt(-2.0 * log(1.0 - p))
        return -_tail(q)
    return _centre(p - 0.5)


@compiled
def _centre(q: float) -> float:
    r = q * q
    top = (
        (
            ((-3.969683028665376e01 * r + 2.209460984245205e02) * r - 2.759285104469687e02) * r
            + 1.383577518672690e02
        )
        * r
        - 3.066479806614716e01
    ) * r + 2.506628277459239e00
    under = (
        (
            ((-5.447609879822406e01 * r + 1.615858368580409e02) * r - 1.556989798598866e02) * r
            + 6.680131188771972e01
        )
        * r
        - 1.328068155288572e01
    ) * r + 1.0
    return top * q / under


@compiled
def normals(key: np.uint64, points: Floats, out: Floats) -> None:
    """Standard normal draws number 0, 1, ... under a key: `normal_at` of `uniform`, many at once.

    Args:
        key: of the draws.
        points: room for as many numbers.
        out: where they go.
    """
    for i in range(len(out)):
        p = uniform(key, np.uint64(i))
        points[i] = p
        out[i] = _centre(p - 0.5)
    for i in range(len(out)):
        if abs(points[i] - 0.5) > _CENTRAL:
            out[i] = normal_at(points[i])


@compiled
def _tail(q: float) -> float:
    top = (
        (
            ((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838e00) * q
            - 2.549732539343734e00
        )
        * q
        + 4.374664141464968e00
    ) * q + 2.938163982698783e00
    under = (
        ((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996e00) * q
        + 3.754408661907416e00
    ) * q + 1.0
    return top / under


@compiled
def gamma(shape: float, key: np.uint64) -> float:
    """A gamma draw of any shape (Marsaglia and Tsang 2000, ACM TOMS 26, 363-372)."""
    boost = 1.0
    if shape < 1.0:
        boost = uniform(key, np.uint64(0)) ** (1.0 / shape)
        shape += 1.0
    d = shape - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    draw = np.uint64(1)
    while True:
        x = normal_at(uniform(key, draw))
        v = 1.0 + c * x
        if v > 0.0:
            v = v * v * v
            u = uniform(key, draw + np.uint64(1))
            if u < 1.0 - 0.0331 * (x * x) * (x * x):
                return boost * d * v
            if log(u) < 0.5 * x * x + d - d * v + d * log(v):
                return boost * d * v
        draw += np.uint64(2)


@compiled
def poisson_at(mean: float, p: float) -> int:
    """The Poisson quantile, by adding up; a higher mean never gives fewer at the same luck."""
    if p <= 1.0 - mean:
        return 0
    if mean > 500.0:
        return int(max(0.0, math.floor(mean + math.sqrt(mean) * normal_at(p) + 0.5)))
    chance = math.exp(-mean)
    total = chance
    count = 0
    while total < p and count < 2000:
        count += 1
        chance *= mean / count
        total += chance
    return count
