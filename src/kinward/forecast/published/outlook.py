"""One authority of a panel, from its years to its futures: what forecast and back-test share."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.random import PCG64, Generator
from numpy.typing import NDArray

from kinward.forecast.published.estimate import LEAST_CHILDREN
from kinward.forecast.published.futures import Futures, futures
from kinward.forecast.published.panel import Panel
from kinward.forecast.published.posterior import posterior
from kinward.forecast.published.prior import DriftPrior

Floats = NDArray[np.float64]

_RESIDUAL_YEARS: Final = 5
"""Residuals are drawn from so many years: they have shrunk, as returns got better."""


def residuals(panel: Panel) -> Floats:
    """The residuals of recent years of all authorities, to draw from; there may be none.

    Small authorities are left out, where one child is a large share.
    """
    share = panel.residual()[:, -_RESIDUAL_YEARS:]
    known = np.isfinite(share) & (panel.looked_after[:, -share.shape[1] :] >= LEAST_CHILDREN)
    found: Floats = share[known]
    return found


def outlook(
    own: Panel, prior: DriftPrior, beside: Floats, shape: tuple[int, int], seed: int
) -> Futures:
    """The futures of one authority.

    Args:
        own: its panel; the stock of the last year must be known.
        prior: of drift.
        beside: residuals to draw from (`residuals`).
        shape: runs and years ahead.
        seed: with the authority's number it fixes every random number, so that an authority's
            futures are the same alone and among others.
    """
    mean = float(beside.mean()) if len(beside) else 0.0
    known = posterior(own, prior, mean)
    rng = Generator(PCG64([seed, own.numbers[0]]))
    return futures(known, prior, beside, float(own.looked_after[0, -1]), shape, rng)
