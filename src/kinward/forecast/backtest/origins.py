"""The days at which past forecasts are made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from kinward.dates import month_ends
from kinward.errors import TooShortError

STEP_MONTHS: Final = 6
_PAST_YEARS: Final = (3, 2, 1)
"""Years of data wanted before the first origin: the most that leaves one at all."""


def origins(observed_from: date, as_at: date, horizons: Sequence[int]) -> tuple[date, ...]:
    """Month ends half a year apart, the last one as far before the as-at date as the shortest
    horizon asks for.

    Args:
        observed_from: the first day of the data.
        as_at: the last.
        horizons: months ahead.

    Raises:
        TooShortError: no day leaves a year of data before it and the shortest horizon after it.
    """
    shortest = min(horizons)
    ends = month_ends(as_at, 600)
    last = len(ends) - 1 - shortest
    every = [ends[place] for place in range(last, -1, -STEP_MONTHS)][::-1]
    for years in _PAST_YEARS:
        after = date(observed_from.year + years, observed_from.month, 1)
        found = tuple(end for end in every if end + timedelta(days=1) >= after)
        if found:
            return found
    raise TooShortError(
        f"No day has a year of returns before it and {shortest} months after it",
        where="--horizons",
        remedy="Add the returns of earlier years, or ask for a shorter horizon.",
    )
