"""The months ahead as days after the as-at date."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import numpy as np

from kinward.forecast.bands import ADULT, AGE_CUTS, CLOCK_CUTS
from kinward.forecast.simulation.arrays import Calendar

_SPARE_YEARS: Final = 24


def month_ends_after(as_at: date, months: int) -> list[date]:
    """The calendar month ends after a day, oldest first."""
    ends: list[date] = []
    for _ in range(months):
        following = ((ends[-1] if ends else as_at) + timedelta(days=1)).replace(day=1)
        ends.append((following + timedelta(days=31)).replace(day=1) - timedelta(days=1))
    return ends


def calendar(as_at: date, months: int) -> Calendar:
    """The calendar of so many months after a day."""
    dates = np.array(month_ends_after(as_at, months), dtype="M8[D]")
    today = np.datetime64(as_at, "D")
    ends = (dates - today).astype(np.int64)
    number = dates.astype("M8[M]").astype(np.int64)
    firsts_from = int(number[0]) - 12 * _SPARE_YEARS
    numbers = np.arange(firsts_from, int(number[-1]) + 12 * _SPARE_YEARS)
    firsts = (numbers.astype("M8[M]").astype("M8[D]") - today).astype(np.int64)
    return Calendar(
        ends=ends,
        begins=np.append(0, ends[:-1]),
        month_of=np.searchsorted(ends, np.arange(ends[-1] + 1)),
        number=number,
        firsts=firsts,
        firsts_from=firsts_from,
        age_cuts=np.array((*AGE_CUTS, 12 * ADULT), dtype=np.int64),
        clock_cuts=np.array(CLOCK_CUTS, dtype=np.int64),
    )
