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
_LEAST: Final = 1e-12
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
    main = _main_effects(pairs, _ever(exposure))
    k = min(_strength(pairs, main), _MOST_STRENGTH)
    pair = _shares(pairs, main, k)
    prior = np.broadcast_to(pair, counts.shape)
    return Destinations(counts + min(_strength(counts, prior), _MOST_STRENGTH) * prior)


def _ever(exposure: Exposure) -> Floats:
    """Which categories any child was ever in, as equal shares; every one where no child was."""
    there = np.zeros(SHAPE[1])
    there[exposure.where()[1]] = 1.0
    there[exposure.destination[exposure.event == MOVE]] = 1.0
    even: Floats = there / there.sum() if there.any() else np.full(len(there), 1 / len(there))
    return even


def _main_effects(counts: Floats, even: Floats) -> Floats:
    """Shares by category left and age band that are the product of what each does by itself.

    Fitted by proportional scaling (Deming and Stephan 1940, Ann. Math. Stat. 11, 427-444) with a
    few imagined moves spread as all moves are, so that none is impossible for want of evidence.
    """
    ever = counts.sum(axis=(0, 1))
    overall = _shares(ever, even, 1.0)
    shares = np.broadcast_to(overall, counts.shape).copy()
    moves = counts.sum(axis=-1, keepdims=True)
    imagined = _IMAGINED * overall
    for _ in range(_ROUNDS):
        for axis in (1, 0):
            expected = (shares * moves).sum(axis=axis, keepdims=True)
            seen = counts.sum(axis=axis, keepdims=True)
            shares *= (seen + imagined) / np.maximum(expected + imagined, _LEAST)
        shares /= np.maximum(shares.sum(axis=-1, keepdims=True), _LEAST)
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
