"""Where children move to: shares of destinations by stream, category left and age band.

A Dirichlet prior draws each share towards that of its like: the product of what the category left
and the age each do by themselves, then the pair of them over both streams. Its strengths are chosen
by marginal likelihood, up to a limit, so that what is not known of a share shows. Categories in
which no child was ever seen have no share.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kinward.forecast.bands import AGES, MOVE
from kinward.forecast.exposure import SHAPE, Exposure
from kinward.forecast.shrink import share_strength

Floats = NDArray[np.float64]

_ROUNDS: Final = 8
_IMAGINED: Final = 1.0
_MOST_STRENGTH: Final = 64.0


@dataclass(frozen=True)
class Destinations:
    """The posterior of the shares of destinations.

    Attributes:
        weight: Dirichlet parameters: (streams, categories left, ages, categories moved to).
    """

    weight: Floats

    def means(self) -> Floats:
        """The mean share of each destination; sums to 1 over the last axis."""
        shares: Floats = self.weight / self.weight.sum(axis=-1, keepdims=True)
        return shares


def fit(exposure: Exposure, weights: Floats) -> Destinations:
    """Fit the shares of destinations to the moves seen.

    Args:
        exposure: events.
        weights: of each year before the as-at date.
    """
    counts = _counts(exposure, weights)
    pairs = counts.sum(axis=0)
    main = _main_effects(pairs)
    k = min(_strength(pairs, main), _MOST_STRENGTH)
    pair = _shares(pairs, main, k)
    prior = np.broadcast_to(pair, counts.shape)
    weight = counts + min(_strength(counts, prior), _MOST_STRENGTH) * prior
    return Destinations(np.where(_seen(exposure), weight, 0.0))


def _seen(exposure: Exposure) -> NDArray[np.bool_]:
    """The categories that any child was in or moved to: nobody is expected in another.

    Where no child was seen at all, every category.
    """
    moved_to = exposure.destination[exposure.event == MOVE]
    seen = np.isin(np.arange(SHAPE[1]), np.append(exposure.where()[1], moved_to))
    return seen if seen.any() else ~seen


def _main_effects(counts: Floats) -> Floats:
    """Shares by category left and age band that are the product of what each does by itself.

    Fitted by proportional scaling (Deming and Stephan 1940, Ann. Math. Stat. 11, 427-444) with a
    few imagined moves spread as all moves are, so that none is impossible for want of evidence.
    """
    ever = counts.sum(axis=(0, 1))
    overall = _shares(ever, np.full(len(ever), 1.0 / len(ever)), 1.0)
    shares = np.broadcast_to(overall, counts.shape).copy()
    moves = counts.sum(axis=-1, keepdims=True)
    imagined = _IMAGINED * overall
    for _ in range(_ROUNDS):
        for axis in (1, 0):
            expected = (shares * moves).sum(axis=axis, keepdims=True)
            shares *= (counts.sum(axis=axis, keepdims=True) + imagined) / (expected + imagined)
        shares /= shares.sum(axis=-1, keepdims=True)
    return shares


def _counts(exposure: Exposure, weights: Floats) -> Floats:
    moves = exposure.event == MOVE
    stream, category, age, *_ = (index[exposure.cell[moves]] for index in exposure.where())
    counts = np.zeros((SHAPE[0], SHAPE[1], AGES, SHAPE[1]))
    where = (stream, category, age, exposure.destination[moves])
    np.add.at(counts, where, weights[exposure.year[moves]])
    return counts


def _shares(counts: Floats, prior: Floats, k: float) -> Floats:
    shares: Floats = (counts + k * prior) / (counts.sum(axis=-1, keepdims=True) + k)
    return shares


def _strength(counts: Floats, prior: Floats) -> float:
    outcomes = counts.shape[-1]
    return share_strength(counts.reshape(-1, outcomes), prior.reshape(-1, outcomes))
