"""What came: children at month ends and what each month cost, from the stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from kinward.cohort.spans import birthdays, day_number
from kinward.forecast.bands import REPORT_BANDS
from kinward.forecast.histories import Histories
from kinward.terms import AGE_BANDS, CATEGORIES

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

AGE, CATEGORY, TOTAL, COST = "age:", "category:", "total", "cost"


def keys(histories: Histories, *, cost: bool) -> tuple[str, ...]:
    """What is compared: the total, the categories ever seen, the age bands, the cost."""
    seen = set(histories.category.tolist())
    return (
        TOTAL,
        *(CATEGORY + key for place, key in enumerate(CATEGORIES) if place in seen),
        *(AGE + band for band in REPORT_BANDS),
        *([COST] if cost else []),
    )


def figures(
    histories: Histories, days: Sequence[date], shown: tuple[str, ...], prices: Floats | None
) -> Floats:
    """The figures on month ends: (keys, days). The cost is of the calendar month that ends then.

    Args:
        histories: the stays as known on the last of the days or later.
        days: month ends.
        shown: as `keys` gives them.
        prices: pence a day by category, or None where no cost is shown.
    """
    on = np.array([day_number(day) for day in days])[:, None]
    h = histories
    here = (h.start <= on) & (h.end > on)
    found = {TOTAL: here.sum(axis=1)}
    for place, key in enumerate(CATEGORIES):
        if CATEGORY + key in shown:
            found[CATEGORY + key] = here[:, h.category == place].sum(axis=1)
    lowest = [AGE_BANDS[band] for band in REPORT_BANDS]
    reached = np.stack([birthdays(h.birth, age)[h.child] for age in lowest])
    for place, band in enumerate(REPORT_BANDS):
        there = here & (reached[place] <= on)
        if place + 1 < len(lowest):
            there &= reached[place + 1] > on
        found[AGE + band] = there.sum(axis=1)
    if prices is not None:
        found[COST] = _costs(h, days, prices)
    return np.stack([found[key] for key in shown]).astype(np.float64)


def _costs(histories: Histories, days: Sequence[date], prices: Floats) -> Floats:
    h = histories
    price = prices[h.category]
    costs = []
    for day in days:
        first, last = day_number(day.replace(day=1)) - 1, day_number(day)
        within = np.minimum(h.end, last) - np.maximum(h.start, first)
        costs.append(float(np.maximum(within, 0) @ price))
    return np.array(costs)
