"""From many forecasts of one kind to how good they were."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kinward.errors import ArgumentError
from kinward.forecast.model import QUANTILES
from kinward.forecast.scores.binomial import binomial_interval
from kinward.forecast.scores.intervals import (
    COVERAGES,
    covered,
    interval_width,
    weighted_interval_score,
)

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Scores:
    """How good some forecasts were.

    Attributes:
        n: how many.
        mape: mean absolute error as a percentage of what came, where that was not 0; None if it
            always was.
        mae: mean absolute error of the mean.
        bias: mean of the mean less what came: above 0, too much was forecast.
        crps: mean continuous ranked probability score.
        wis: mean weighted interval score.
        coverage_50, coverage_80, coverage_95: the share of intervals that held what came, each with
            the ends `_low` and `_high` of its exact 95% binomial interval.
        width_50, width_80, width_95: mean width of the intervals.
    """

    n: int
    mape: float | None
    mae: float
    bias: float
    crps: float
    wis: float
    coverage_50: float
    coverage_50_low: float
    coverage_50_high: float
    coverage_80: float
    coverage_80_low: float
    coverage_80_high: float
    coverage_95: float
    coverage_95_low: float
    coverage_95_high: float
    width_50: float
    width_80: float
    width_95: float

    def as_dict(self) -> dict[str, float | None]:
        """The figures by name, as JSON gives them."""
        return asdict(self)


def score(observed: ArrayLike, mean: ArrayLike, quantiles: ArrayLike, crps: ArrayLike) -> Scores:
    """Score some forecasts together.

    Args:
        observed: (n,), what came.
        mean: (n,), the mean of each forecast.
        quantiles: (n, 7), its quantiles at `kinward.forecast.model.QUANTILES`.
        crps: (n,), the CRPS of its whole distribution.

    Raises:
        ArgumentError: there are no forecasts, or the shapes do not fit.
    """
    came, told, scored = (np.asarray(each, dtype=np.float64) for each in (observed, mean, crps))
    levels = np.asarray(quantiles, dtype=np.float64)
    _check(len(came), told.shape, scored.shape, levels.shape)
    at = levels.T
    miss = told - came
    some = came != 0
    mape = float(100 * np.mean(np.abs(miss[some] / came[some]))) if some.any() else None
    return Scores(
        n=len(came),
        mape=mape,
        mae=float(np.abs(miss).mean()),
        bias=float(miss.mean()),
        crps=float(scored.mean()),
        wis=float(weighted_interval_score(at, came).mean()),
        **{name: share for each in COVERAGES for name, share in _coverage(at, came, each).items()},
        **{f"width_{each}": float(interval_width(at, each).mean()) for each in COVERAGES},
    )


def _coverage(
    quantiles: Floats,
    observed: Floats,
    percent: int,
) -> dict[str, float]:
    held = int(covered(quantiles, observed, percent).sum())
    low, high = binomial_interval(held, len(observed))
    name = f"coverage_{percent}"
    return {name: held / len(observed), f"{name}_low": low, f"{name}_high": high}


def _check(n: int, *shapes: tuple[int, ...]) -> None:
    """Refuse no forecasts, and shapes that do not fit."""
    if not n:
        raise ArgumentError("There are no forecasts to score")
    if shapes != ((n,), (n,), (n, len(QUANTILES))):
        raise ArgumentError(
            f"The forecasts do not fit the {n} figures that came: their shapes are {shapes}",
            remedy=f"Give a mean, a CRPS and {len(QUANTILES)} quantiles of each.",
        )
