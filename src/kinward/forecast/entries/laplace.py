"""Laplace's approximation of a negative binomial regression with a Gaussian prior, many at once."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_STEPS: Final = 12
_POISSON: Final = 1e6
"""The size of a negative binomial that stands for a Poisson."""


@dataclass(frozen=True)
class Approximation:
    """Of each component: mode (components, n), covariance (components, n, n), log evidence."""

    mode: Floats
    covariance: Floats
    evidence: Floats


def laplace(
    counts: Floats,
    offset: Floats,
    design: Floats,
    centre: Floats,
    precision: Floats,
    dispersion: Floats,
) -> Approximation:
    """Approximate the posterior of the coefficients for every component.

    Args:
        counts: (m,).
        offset: added to the log mean: (m,).
        design: (m, n).
        centre: prior mean: (n,).
        precision: prior precision of each component: (components, n, n).
        dispersion: 1 / size of the negative binomial of each component; 0 is Poisson.
    """
    size = np.where(dispersion > 0, 1 / np.maximum(dispersion, 1 / _POISSON), _POISSON)[:, None]
    mode = np.tile(centre, (len(precision), 1))
    hessian = precision
    for _ in range(_STEPS):
        mean = np.exp(np.clip(offset + mode @ design.T, -30, 30))
        slope = counts - (counts + size) * mean / (mean + size)
        curve = (counts + size) * mean * size / (mean + size) ** 2
        gradient = slope @ design - np.einsum("gij,gj->gi", precision, mode - centre)
        hessian = precision + (design.T[None] * curve[:, None, :]) @ design
        step = np.linalg.solve(hessian, gradient[..., None])[..., 0]
        mode = mode + np.clip(step, -2.0, 2.0)
    mean = np.exp(np.clip(offset + mode @ design.T, -30, 30))
    fits = (counts * np.log(mean / (mean + size)) - size * np.log1p(mean / size)).sum(axis=1)
    fits += _counting(counts, size[:, 0])
    away = mode - centre
    prior = 0.5 * np.linalg.slogdet(precision)[1]
    prior -= 0.5 * np.einsum("gi,gij,gj->g", away, precision, away)
    evidence = fits + prior - 0.5 * np.linalg.slogdet(hessian)[1]
    covariance = np.linalg.inv(hessian).astype(np.float64)
    return Approximation(mode, covariance, evidence)


def _counting(counts: Floats, sizes: Floats) -> Floats:
    """The part of the negative binomial's logarithm that its mean leaves alone."""
    known: dict[float, float] = {}
    for size in map(float, sizes):
        if size not in known:
            known[size] = sum(
                math.lgamma(count + size) - math.lgamma(size) - math.lgamma(count + 1)
                for count in map(float, counts)
            )
    return np.array([known[float(size)] for size in sizes])
