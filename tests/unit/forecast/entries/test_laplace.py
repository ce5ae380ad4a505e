"""Laplace's approximation against integration by brute force, in small cases."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from kinward.forecast.entries.laplace import laplace

GRID = 401


def brute(
    counts: np.ndarray,
    offset: np.ndarray,
    design: np.ndarray,
    prior: stats.multivariate_normal,
    dispersion: float,
) -> tuple[np.ndarray, np.ndarray, float]:
    """Mean, covariance and log evidence of two coefficients, over a fine grid."""
    axes = [np.linspace(-3, 6, GRID), np.linspace(-3, 3, GRID)]
    first, second = np.meshgrid(*axes, indexing="ij")
    points = np.stack([first.ravel(), second.ravel()], axis=1)
    mean = np.exp(offset + points @ design.T)
    if dispersion:
        size = 1 / dispersion
        chance = stats.nbinom.logpmf(counts, size, size / (size + mean)).sum(axis=1)
    else:
        chance = stats.poisson.logpmf(counts, mean).sum(axis=1)
    log = chance + prior.logpdf(points)
    cell = (axes[0][1] - axes[0][0]) * (axes[1][1] - axes[1][0])
    weight = np.exp(log - log.max())
    evidence = float(np.log(weight.sum() * cell) + log.max())
    weight /= weight.sum()
    centre = weight @ points
    away = points - centre
    return centre, (away * weight[:, None]).T @ away, evidence


@pytest.mark.parametrize("dispersion", [0.0, 0.05, 0.4])
@pytest.mark.parametrize("counts", [[5, 9, 7, 12, 6, 14], [30, 44, 51, 38, 60, 71]])
def test_mode_covariance_and_evidence_are_nearly_those_of_the_posterior(
    counts: list[int], dispersion: float
) -> None:
    seen = np.array(counts, dtype=np.float64)
    offset = np.log([1.0, 1.2, 0.8, 1.0, 1.0, 1.5])
    design = np.column_stack([np.ones(6), (np.arange(6) - 5) / 6])
    precision = np.array([[0.5, 0.1], [0.1, 4.0]])
    centre = np.array([2.0, 0.1])
    prior = stats.multivariate_normal(centre, np.linalg.inv(precision))
    mean, covariance, evidence = brute(seen, offset, design, prior, dispersion)

    found = laplace(seen, offset, design, centre, precision[None], np.array([dispersion]))

    sd = np.sqrt(np.diag(covariance))
    assert (np.abs(found.mode[0] - mean) < 0.12 * sd).all()
    np.testing.assert_allclose(np.sqrt(np.diag(found.covariance[0])), sd, rtol=0.05)
    assert found.covariance[0, 0, 1] == pytest.approx(covariance[0, 1], abs=0.1 * sd[0] * sd[1])
    assert found.evidence[0] == pytest.approx(evidence, abs=0.02)


def test_components_do_not_mix() -> None:
    """Each is what it would be by itself."""
    rng = np.random.default_rng(2)
    seen, design = rng.poisson(8, 10).astype(float), np.ones((10, 1))
    precisions = np.array([[[0.3]], [[3.0]], [[30.0]]])
    dispersions = np.array([0.0, 0.1, 0.3])
    whole = laplace(seen, np.zeros(10), design, np.array([1.0]), precisions, dispersions)
    for place in range(3):
        alone = laplace(
            seen,
            np.zeros(10),
            design,
            np.array([1.0]),
            precisions[[place]],
            dispersions[[place]],
        )
        for name in ("mode", "covariance", "evidence"):
            np.testing.assert_allclose(getattr(whole, name)[place], getattr(alone, name)[0])
    assert abs(whole.mode[2, 0] - 1) < abs(whole.mode[0, 0] - 1)


def test_months_without_anybody_have_a_mode_too() -> None:
    found = laplace(
        np.zeros(24),
        np.full(24, np.log(30.0)),
        np.ones((24, 1)),
        np.array([np.log(0.5 / 720)]),
        np.array([[[0.25]]]),
        np.array([0.0]),
    )
    assert np.isfinite(found.mode).all()
    assert found.mode[0, 0] < np.log(0.5 / 720)
