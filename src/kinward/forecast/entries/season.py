"""The season of entries: a multiple for each calendar month, where the months bear it out."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from kinward.forecast.shrink import STRENGTHS, multiples, strength

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_WHOLE_YEARS: Final = 2


def season(counts: Floats, expected: Floats, calendar_month: Ints) -> Floats:
    """Multiples of an average month's rate, January first; their mean is 1.

    They are shrunk towards 1 by the strength of highest marginal likelihood; where that is the
    strongest tried, or the months are fewer than two years, there is no season.

    Args:
        counts: cases of consecutive months.
        expected: cases that each month would have without a season, in any unit.
        calendar_month: 0 to 11, of each month.
    """
    none = np.ones(12)
    if len(counts) < 12 * _WHOLE_YEARS or counts.sum() == 0:
        return none
    due = expected * counts.sum() / expected.sum()
    # Counts that vary more than chance would feign a season: a month's is weighed by that.
    excess = max(1.0, float(np.mean((counts - due) ** 2 / due)))
    seen, due = (_by_month(each / excess, calendar_month) for each in (counts, due))
    k = strength(seen, due)
    if k >= STRENGTHS[-1]:
        return none
    shape = multiples(seen, due, k)
    return shape / np.average(shape, weights=due)


def _by_month(values: Floats, calendar_month: Ints) -> Floats:
    summed = np.zeros(12)
    np.add.at(summed, calendar_month, values)
    return summed
