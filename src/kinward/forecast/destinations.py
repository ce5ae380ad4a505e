"""Where children move to: shares of destinations by stream, category left, age and time in care.

A share is that of all moves times a multiple each for what is known of the child: the category
left, the age band, the stream, the time in care, and category and age together. Multiples are
fitted in turn and shrunk to 1 as those of the rates are (`kinward.forecast.shrink`), each
destination with a strength of its own. Categories in which no child was ever seen have no share,
nor have adopters: a move to them is an event of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kinward.forecast.bands import ADOPTERS, AGES, CLOCKS, MOVE, STREAMS
from kinward.forecast.exposure import Exposure
from kinward.forecast.shrink import multiples, product, share_strength, strengths, summed
from kinward.terms import CATEGORIES

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_CATEGORIES: Final = len(CATEGORIES)
_SHARED: Final = np.arange(len(CATEGORIES)) != ADOPTERS
_LEVELS: Final = {
    "category": _CATEGORIES,
    "age": AGES,
    "stream": len(STREAMS),
    "care": CLOCKS,
    "category_age": _CATEGORIES * AGES,
}
"""What multiplies a share, and its bands."""
_ROUNDS: Final = 4


@dataclass(frozen=True)
class Destinations:
    """The posterior of the shares of destinations.

    Attributes:
        weight: Dirichlet parameters, time in care left out: (streams, categories left, ages,
            categories moved to).
        care: what multiplies the shares in a band of time in care, before they are made to sum to
            1 again: (bands, categories moved to).
    """

    weight: Floats
    care: Floats

    def means(self) -> Floats:
        """The share of each destination by stream, category left, age and time in care; sums to 1
        over the last axis."""
        shares: Floats = self.weight[:, :, :, None] * self.care
        return _whole(shares)


def fit(exposure: Exposure, weights: Floats) -> Destinations:
    """Fit the shares of destinations to the moves seen.

    Args:
        exposure: events.
        weights: of each year before the as-at date.
    """
    counts, at = _moves(exposure, weights)
    overall = (counts.sum(axis=1, keepdims=True) + _ever(exposure)[:, None]) / (counts.sum() + 1.0)
    factors = {name: np.ones((_CATEGORIES, bands)) for name, bands in _LEVELS.items()}
    moves = counts.sum(axis=0)
    for _ in range(_ROUNDS):
        for name, bands in _LEVELS.items():
            others = {other: value for other, value in factors.items() if other != name}
            due = summed(moves * overall * product(others, at), at[name], bands)
            seen = summed(counts, at[name], bands)
            factors[name] = multiples(seen, due, strengths(seen, due)[:, None])
    shares = _whole((overall * product(factors, at)).T)
    k = share_strength(np.ascontiguousarray(counts.T), shares)
    by_band = {name: factor.T for name, factor in factors.items()}
    return Destinations(_weight(overall[:, 0], by_band, at, moves, k), by_band["care"])


def _moves(exposure: Exposure, weights: Floats) -> tuple[Floats, dict[str, Ints]]:
    """Weighted moves by destination and cell, and where each cell stands in every level."""
    happened = exposure.event == MOVE
    cells, of = np.unique(exposure.cell[happened], return_inverse=True)
    counts = np.zeros((_CATEGORIES, len(cells)))
    where = (exposure.destination[happened], of)
    np.add.at(counts, where, weights[exposure.year[happened]])
    stream, category, age, _, care, _ = (index[cells] for index in exposure.where())
    return counts, {
        "category": category,
        "age": age,
        "stream": stream,
        "care": care,
        "category_age": category * AGES + age,
    }


def _ever(exposure: Exposure) -> Floats:
    """Which of the categories that have a share any child was ever in, as equal shares; every one
    of them where no child was."""
    there = np.zeros(_CATEGORIES)
    there[exposure.where()[1]] = 1.0
    there[exposure.destination[exposure.event == MOVE]] = 1.0
    there *= _SHARED
    even: Floats = there / there.sum() if there.any() else _SHARED / _SHARED.sum()
    return even


def _whole(shares: Floats) -> Floats:
    whole: Floats = shares / shares.sum(axis=-1, keepdims=True)
    return whole


def _weight(
    overall: Floats, factors: dict[str, Floats], at: dict[str, Ints], moves: Floats, k: float
) -> Floats:
    """Shares without time in care, each group as sure as its own moves and `k` more make it."""
    shares = (
        overall
        * factors["stream"][:, None, None]
        * factors["category"][:, None]
        * factors["age"]
        * factors["category_age"].reshape(_CATEGORIES, AGES, _CATEGORIES)
    )
    seen = np.zeros(shares.shape[:3])
    np.add.at(seen, (at["stream"], at["category"], at["age"]), moves)
    weight: Floats = _whole(shares) * (seen + k)[..., None]
    return weight
