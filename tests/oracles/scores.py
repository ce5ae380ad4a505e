"""Scores of forecasts, slow and obvious: from their definitions, one forecast at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import comb


def crps_of_steps(samples: Sequence[float], observed: float) -> float:
    """The integral of the squared difference of the two step functions, step by step."""
    points = sorted([*samples, observed])
    total = 0.0
    for left, right in pairwise(points):
        share = sum(value <= left for value in samples) / len(samples)
        total += (share - (observed <= left)) ** 2 * (right - left)
    return total


def crps_fair(samples: Sequence[float], observed: float) -> float:
    """The mean distance from what came, less half the mean distance of two different draws."""
    n = len(samples)
    near = sum(abs(value - observed) for value in samples) / n
    apart = [abs(samples[i] - samples[j]) for i in range(n) for j in range(n) if i != j]
    return near - (sum(apart) / len(apart) / 2 if apart else 0.0)


def crps_of(
    cdf: Callable[[float], float], observed: float, low: float, high: float, steps: int = 20_000
) -> float:
    """The integral by the midpoint rule, in two parts, so that no step straddles what came."""
    total = 0.0
    for left, right, above in ((low, observed, 0.0), (observed, high, 1.0)):
        width = (right - left) / steps
        middles = (left + (i + 0.5) * width for i in range(steps))
        total += width * sum((cdf(x) - above) ** 2 for x in middles)
    return total


def weighted_interval_score(quantiles: Sequence[float], observed: float) -> float:
    """Bracher and others 2021, equation 1: the median, and three intervals with their penalties."""
    total = abs(observed - quantiles[3]) / 2
    for alpha, low, high in zip((0.05, 0.2, 0.5), quantiles[:3], quantiles[:3:-1], strict=True):
        score = high - low
        score += 2 / alpha * max(low - observed, 0) + 2 / alpha * max(observed - high, 0)
        total += alpha / 2 * score
    return total / 3.5


def chance_of_at_least(hits: int, trials: int, share: float) -> float:
    """The binomial chance of so many hits or more."""
    return sum(
        comb(trials, i) * share**i * (1 - share) ** (trials - i) for i in range(hits, trials + 1)
    )
