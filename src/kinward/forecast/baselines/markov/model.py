"""The plain Markov model: constant rates between categories and age groups, and chance alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from kinward.cohort.spans import day_number
from kinward.forecast.bands import REPORT_BANDS
from kinward.forecast.baselines.markov.counts import quantiles, stock
from kinward.forecast.baselines.markov.forward import ahead
from kinward.forecast.baselines.markov.rates import BINS, STATES, Floats, rates
from kinward.forecast.baselines.predictive import POINT_LEVELS, Predictive
from kinward.forecast.histories import Histories
from kinward.forecast.model import QUANTILES, TOTAL
from kinward.reference.parameters import parameter
from kinward.terms import CATEGORIES


def markov(
    histories: Histories, month_ends: Sequence[date], window_years: float | None = None
) -> Predictive:
    """Forecast by a plain Markov model of categories and age groups.

    It is the model of the children's social care demand model (`cs-demand-model`) with our
    categories: constant daily rates of moving, leaving and ageing between categories and age groups
    (no birthdays, no time in placement or in care), constant entries, no shrinkage. The peer gives
    one path. Here the model's own chance is added, children and entries independent of one another,
    so that it can be judged as a distribution; that the rates are not known exactly, and drift, is
    in no interval.

    Some things are done otherwise, because it makes the baseline harder to beat: age is that of the
    day and not of the start of the episode; a rate is events over child-days and not the mean of
    daily quotients; ageing is counted as well, for children are not spread evenly over an age
    group; and nothing is added to the exits at 18 that were seen.

    Args:
        histories: the stays as known on the as-at date.
        month_ends: days after it, ascending; any will do.
        window_years: how much of the past the rates are from; None: the parameter
            `markov_window_years`.

    Returns:
        Keys: `total`, the categories ever seen, in order, and the age bands of reports. Quantiles
        are whole children.
    """
    window = parameter("markov_window_years").value if window_years is None else window_years
    seen = set(histories.category.tolist())
    shown = [place for place in range(len(CATEGORIES)) if place in seen]
    days = [day_number(end) - histories.today for end in month_ends]
    found = rates(histories, window)
    groups = _groups(shown)
    counts = stock(ahead(found, days, groups), found.today, groups)
    told = quantiles(counts, np.append(QUANTILES, POINT_LEVELS))
    names = tuple(CATEGORIES)
    return Predictive(
        month_ends=tuple(month_ends),
        keys=(TOTAL, *(names[place] for place in shown), *REPORT_BANDS),
        mean=counts.stayed.sum(axis=0) + counts.came,
        quantiles=told[: len(QUANTILES)],
        points=told[len(QUANTILES) :],
    )


def _groups(categories: Sequence[int]) -> Floats:
    """The states of the total, of these categories and of the age groups, a column each."""
    category, group = np.divmod(np.arange(STATES), BINS)
    return np.column_stack(
        [
            np.ones(STATES),
            *(category == each for each in categories),
            *(group == each for each in range(BINS)),
        ]
    ).astype(np.float64)
