"""What the children of the plain Markov model cost, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from statistics import NormalDist
from typing import Final

import numpy as np

from kinward.cohort.spans import day_number
from kinward.errors import ArgumentError
from kinward.forecast.baselines.markov.forward import ahead
from kinward.forecast.baselines.markov.rates import BINS, STATES, Floats, rates
from kinward.forecast.baselines.predictive import POINT_LEVELS, Predictive
from kinward.forecast.histories import Histories
from kinward.forecast.model import QUANTILES
from kinward.reference.parameters import parameter
from kinward.terms import CATEGORIES

COST: Final = "cost"


def markov_cost(
    histories: Histories,
    month_ends: Sequence[date],
    month_prices: Floats,
    window_years: float | None = None,
) -> Predictive:
    """The cost of each month by the plain Markov model (`model.markov`).

    A child costs a month's price of the category in which it is in the middle of the month. The
    mean and the variance of the sum are exact, also for what a child in the one category is not in
    the other; the distribution is taken as normal, not below 0.

    Args:
        histories: the stays as known on the as-at date.
        month_ends: calendar month ends in a row, the first one after the as-at date.
        month_prices: (months, categories in the order of `kinward.terms.CATEGORIES`), what a child
            costs in the whole month; 0 where there is no price.
        window_years: as in `markov`.

    Returns:
        One key, `cost`, in the unit of the prices.
    """
    if month_prices.shape != (len(month_ends), len(CATEGORIES)):
        raise ArgumentError(
            f"The prices of {len(month_ends)} months have the shape {month_prices.shape}"
        )
    window = parameter("markov_window_years").value if window_years is None else window_years
    found = rates(histories, window)
    ends = np.array([0, *(day_number(end) - histories.today for end in month_ends)])
    middles = ((ends[:-1] + ends[1:]) // 2).tolist()
    groups = np.arange(STATES)[:, None] // BINS == np.arange(len(CATEGORIES))
    there = ahead(found, middles, groups.astype(np.float64))
    # What a child costs: its mean and mean square, by the state of today.
    cost = np.einsum("dsc,dc->ds", there.there, month_prices)
    square = np.einsum("dsc,dc->ds", there.there, month_prices**2)
    mean = cost @ found.today + (there.came * month_prices).sum(axis=1)
    variance = (square - cost**2) @ found.today + (there.came * month_prices**2).sum(axis=1)
    spread = np.sqrt(np.maximum(variance, 0.0))
    return Predictive(
        tuple(month_ends),
        (COST,),
        mean[None, :],
        _normal(QUANTILES, mean, spread),
        _normal(POINT_LEVELS.tolist(), mean, spread),
    )


def _normal(levels: Sequence[float], mean: Floats, spread: Floats) -> Floats:
    """(levels, 1, months)."""
    standard = np.array([NormalDist().inv_cdf(level) for level in levels])
    figures: Floats = mean + standard[:, None, None] * spread
    return np.maximum(figures, 0.0)
