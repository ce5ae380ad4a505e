"""The distribution of a count that is a sum of independent children and a Poisson number.

The children of today are each in or out with chances of their own. Of those who are in the group
today, and of those who are not, the number is taken as binomial each, with the number of trials (a
whole one) and the chance that come closest to its mean and variance: exact where the chances are
equal, and always in its mean. All are added through their characteristic functions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kinward.forecast.baselines.markov.forward import Ahead
from kinward.forecast.baselines.markov.rates import Floats

_SPREADS: Final = 6
"""So many standard deviations either side are told apart; beyond lies less than 1e-8."""
_LEAST_WIDTH: Final = 64
_TINY: Final = 1e-300


@dataclass(frozen=True)
class Stock:
    """Counts of children, each the sum of three numbers that know nothing of one another.

    Attributes:
        stayed: (2, groups, days), the mean number of children of today who are in the group: first
            of those who are in it today, then of those who are not.
        stayed_variance: (2, groups, days), the variance of these numbers.
        came: (groups, days), the mean number of those who came since, which is Poisson.
    """

    stayed: Floats
    stayed_variance: Floats
    came: Floats


def stock(ahead: Ahead, today: Floats, groups: Floats) -> Stock:
    """The counts, from the children there today by state; `groups` as in `ahead`."""
    whose = today[:, None] * np.stack([groups, 1 - groups])
    there = ahead.there
    return Stock(
        stayed=np.einsum("psg,dsg->pgd", whose, there),
        stayed_variance=np.einsum("psg,dsg->pgd", whose, there * (1 - there)),
        came=ahead.came.T,
    )


def quantiles(stock: Stock, levels: Floats) -> Floats:
    """The smallest whole numbers that are not exceeded with the chance of each level.

    Returns:
        (levels, groups, days).
    """
    shape = stock.came.shape
    trials, chance = _binomial(stock.stayed.reshape(2, -1), stock.stayed_variance.reshape(2, -1))
    came = stock.came.ravel()
    mean = (trials * chance).sum(axis=0) + came
    spread = np.sqrt((trials * chance * (1 - chance)).sum(axis=0) + came)
    widths = _widths(spread)
    found = np.empty((len(levels), len(mean)))
    for width in np.unique(widths):
        rows = np.flatnonzero(widths == width)
        first = np.maximum(np.floor(mean[rows]) - width // 2, 0.0)
        below = _below(trials[:, rows], chance[:, rows], came[rows], first, int(width))
        found[:, rows] = first + _places(below, levels).T
    return found.reshape(len(levels), *shape)


def _binomial(mean: Floats, variance: Floats) -> tuple[Floats, Floats]:
    """Trials and chance of the binomial numbers with these means, and nearly these variances."""
    none = np.zeros(mean.shape)
    chance = np.divide(mean - variance, mean, out=none.copy(), where=mean > 0)
    nearest = np.divide(mean, chance, out=none.copy(), where=chance > 0)
    trials = np.maximum(np.rint(nearest), np.ceil(mean))
    return trials, np.divide(mean, trials, out=none, where=trials > 0)


def _widths(spread: Floats) -> NDArray[np.int64]:
    """How many whole numbers to tell apart: a power of two, for a fast transform."""
    wanted = np.maximum(2 * (_SPREADS * spread + _SPREADS), _LEAST_WIDTH)
    widths: NDArray[np.int64] = np.exp2(np.ceil(np.log2(wanted))).astype(np.int64)
    return widths


def _below(trials: Floats, chance: Floats, came: Floats, first: Floats, width: int) -> Floats:
    """The chances of at most `first`, `first` + 1, ...: (rows, width).

    Args:
        trials, chance: (2, rows), of the binomial numbers.
        came: (rows,), the mean of the Poisson number.
    """
    turn = np.exp(-2j * np.pi * np.arange(width // 2 + 1) / width)
    log_transform = came[:, None] * (turn - 1)
    for some, each in zip(trials, chance, strict=True):
        # At a chance of a half a factor is 0: its logarithm is then very low, and not infinite.
        log_transform += some[:, None] * np.log(1 + each[:, None] * (turn - 1) + _TINY)
    transform = np.exp(log_transform)
    # The transform tells the count's remainder by the width; the first ones are wrapped around.
    chances = np.fft.irfft(transform, width)
    place = (first.astype(np.int64)[:, None] + np.arange(width)) % width
    summed: Floats = np.cumsum(np.take_along_axis(chances, place, axis=1), axis=1)
    return summed


def _places(below: Floats, levels: Floats) -> NDArray[np.int64]:
    """The first place of each row at which the level is reached: (rows, levels)."""
    rows, width = below.shape
    # One sorted search for all rows: each row's chances are lifted above those of the row before.
    lift = 2.0 * np.arange(rows)[:, None]
    rising = np.maximum.accumulate(np.clip(below, 0.0, 1.0), axis=1) + lift
    found = np.searchsorted(rising.ravel(), (levels + lift).ravel())
    places: NDArray[np.int64] = found.reshape(rows, -1) - np.arange(rows)[:, None] * width
    return places.clip(max=width - 1)
