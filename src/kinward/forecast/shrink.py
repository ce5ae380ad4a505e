"""Gamma-Poisson shrinkage: rates of sparse cells drawn towards what is known of their like.

A cell with N events where E were expected has the rate multiple (k + N) / (k + E): the mean of the
posterior under a gamma prior with mean 1 and shape k. The strength k is chosen by marginal
likelihood (the counts are then negative binomial), with a floor, so that no cell is taken at its
word. Clayton and Kaldor (1987), Biometrics 43, 671-681.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kinward.forecast.compiled import compiled

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FLOOR: Final = 1.0
STRENGTHS: Final = FLOOR * 2.0 ** (np.arange(21) / 2)
"""Strengths tried, in events of prior evidence."""
MOST: Final = 64.0
"""The greatest strength of what is known to differ between cells. The events of one authority often
cannot tell a small difference from none, and their likelihood is then highest where there is none;
64 forecast the next year's events best (docs/method.md)."""


def strength(observed: Floats, expected: Floats, most: float = STRENGTHS[-1]) -> float:
    """The strength of the prior with the highest marginal likelihood.

    Args:
        observed: events, by cell.
        expected: events expected from the coarser level, by cell; cells with none tell nothing.
        most: the greatest strength tried.
    """
    there = expected > 0
    return float(_best(observed[there].ravel(), expected[there].ravel(), _up_to(most)))


def strengths(observed: Floats, expected: Floats) -> Floats:
    """The `strength`, at most `MOST`, of each kind of event: both are (kinds, cells)."""
    pairs = zip(observed, expected, strict=True)
    return np.array([strength(seen, due, MOST) for seen, due in pairs])


def summed(values: Floats, place: Ints, places: int) -> Floats:
    """Values by kind and cell, summed by the cells' place in a level: (kinds, places)."""
    return np.stack([np.bincount(place, weights=row, minlength=places) for row in values])


def product(factors: Mapping[str, Floats], at: Mapping[str, Ints]) -> Floats:
    """The factors of each cell multiplied: (kinds, cells).

    Args:
        factors: by name, (kinds, places).
        at: by name, the place of each cell in it.
    """
    first, *rest = factors.items()
    found = first[1][:, at[first[0]]]
    for name, factor in rest:
        found = found * factor[:, at[name]]
    return found


def multiples(observed: Floats, expected: Floats, k: Floats | float) -> Floats:
    """The posterior mean of each cell's multiple of what was expected."""
    return (k + observed) / (k + expected)


def share_strength(counts: Floats, shares: Floats) -> float:
    """The strength, at most `MOST`, of a Dirichlet prior with the highest marginal likelihood.

    Args:
        counts: events by group and outcome: (groups, outcomes).
        shares: of the coarser level, the same shape; each row sums to 1.
    """
    there = counts.sum(axis=1) > 0
    if not there.any():
        return MOST
    return float(_best_share(counts[there], shares[there], _up_to(MOST)))


def _up_to(most: float) -> Floats:
    return STRENGTHS[: np.searchsorted(STRENGTHS, most, side="right")]


@compiled
def _best(observed: Floats, expected: Floats, grid: Floats) -> float:
    best, highest = float(grid[-1]), -np.inf
    for k in grid:
        total = 0.0
        for i in range(len(observed)):
            n, mean = observed[i], expected[i]
            total -= (k + n) * math.log1p(mean / k)
            if n > 0:
                total += math.lgamma(n + k) - math.lgamma(k) - n * math.log(k)
        if total > highest:
            best, highest = float(k), total
    return best


@compiled
def _best_share(counts: Floats, shares: Floats, grid: Floats) -> float:
    best, highest = float(grid[-1]), -np.inf
    for k in grid:
        total = 0.0
        for i in range(counts.shape[0]):
            total += math.lgamma(k) - math.lgamma(k + counts[i].sum())
            for j in range(counts.shape[1]):
                if counts[i, j] > 0:
                    prior = max(k * shares[i, j], 1e-9)
                    total += math.lgamma(prior + counts[i, j]) - math.lgamma(prior)
        if total > highest:
            best, highest = float(k), total
    return best
