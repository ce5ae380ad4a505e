"""The exact interval of a share: Clopper and Pearson 1934, Biometrika 26:404-413."""

from __future__ import annotations

from functools import lru_cache
from math import lgamma, log, log1p

import numpy as np

_STEPS = 60
_CLOSE = 1e-12


@lru_cache(maxsize=4096)
def binomial_interval(hits: int, trials: int, level: float = 0.95) -> tuple[float, float]:
    """The exact binomial interval of a share.

    Each end is the share at which so many hits, or more extreme ones, have the chance
    (1 - level) / 2. It holds the true share at least as often as it says; trials that overlap (two
    horizons of one origin, say) are not independent, and it is then too narrow.

    Args:
        hits: 0 to trials.
        trials: at least 1.
    """
    tail = (1 - level) / 2
    low = _at_least(hits, trials, tail) if hits else 0.0
    high = 1 - _at_least(trials - hits, trials, tail) if hits < trials else 1.0
    return low, high


def _at_least(hits: int, trials: int, chance: float) -> float:
    """The share at which `hits` or more of the trials have a chance; `hits` is at least 1.

    By Newton's method on the sum of the binomial chances, which rises with the share; a step that
    would leave the bracket becomes a bisection.
    """
    k = np.arange(hits, trials + 1)
    ways = np.array([lgamma(i + 1) + lgamma(trials - i + 1) for i in k.tolist()])
    ways = lgamma(trials + 1) - ways
    low, high = 0.0, 1.0
    share = hits / (trials + 1)
    for _ in range(_STEPS):
        terms = np.exp(ways + k * log(share) + (trials - k) * log1p(-share))
        excess = float(terms.sum()) - chance
        low, high = (low, share) if excess > 0 else (share, high)
        # The derivative of the sum: its first term, hits / share times.
        slope = float(terms[0]) * hits / share
        step = share - excess / slope if slope > 0 else -1.0
        following = step if low < step < high else (low + high) / 2
        if abs(following - share) < _CLOSE:
            break
        share = following
    return share
