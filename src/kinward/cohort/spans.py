"""Counts stays open on many days at once.

A stay is the half-open stretch [start, end). Days are numbers (days since 1 January 1970), so that
one sorted search places every start and end among the days asked for.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

Days = NDArray[np.int32]
Codes = NDArray[np.intp]
Counts = NDArray[np.int64]

NEVER: Final = np.int32(np.iinfo(np.int32).max)
"""The end of a stay that is still open."""
_EPOCH: Final = date(1970, 1, 1)


def day_number(day: date) -> int:
    """A date as a number."""
    return (day - _EPOCH).days


def day_numbers(days: pl.Series) -> Days:
    """A column of dates as numbers; a null is never."""
    dates = days.to_numpy()
    return np.where(np.isnat(dates), NEVER, dates.astype(np.int64)).astype(np.int32)


def grid(days: list[date]) -> Days:
    """Days to count on, as numbers; they must be in order."""
    return np.array([day_number(day) for day in days], dtype=np.int32)


def day_before(day: date) -> date:
    """The day before."""
    return day - timedelta(days=1)


def open_on(
    start: Days, end: Days, days: Days, code: Codes | None = None, codes: int = 1
) -> Counts:
    """How many stays are open on each day, by code.

    Args:
        start, end: the stays, one each; `end` is `NEVER` while open, and not before `start`.
        days: days to count on, in order.
        code: 0 to codes - 1 for each stay; None: all are 0.

    Returns:
        An array of shape (codes, days).
    """
    width = len(days) + 1
    base = np.zeros(len(start), dtype=np.intp) if code is None else code * width
    came = np.bincount(base + np.searchsorted(days, start), minlength=codes * width)
    gone = np.bincount(base + np.searchsorted(days, end), minlength=codes * width)
    changes: Counts = (came - gone).reshape(codes, width)[:, :-1]
    return changes.cumsum(axis=1)


def happened_between(when: Days, bounds: Days, code: Codes | None = None, codes: int = 1) -> Counts:
    """How many events fall in each stretch between bounds, by code.

    Args:
        when: the day of each event.
        bounds: n + 1 days in order; stretch i runs from the day after bound i up to and including
            bound i + 1.

    Returns:
        An array of shape (codes, n).
    """
    width = len(bounds) + 1
    stretch = np.searchsorted(bounds, when)
    base = stretch if code is None else code * width + stretch
    counts: Counts = np.bincount(base, minlength=codes * width).astype(np.int64)
    return counts.reshape(codes, width)[:, 1:-1]


def months_after(days: Days, months: NDArray[np.int64] | int) -> Days:
    """The same day so many months later, or the last day of a month that is shorter.

    `NEVER` stays `NEVER`.
    """
    first, following, day = _month(days, months)
    return np.where(days == NEVER, NEVER, np.minimum(first + day, following - 1)).astype(np.int32)


def birthdays(born: Days, age: int) -> Days:
    """The day on which people reach an age: 1 March for 29 February in a year without one.

    `NEVER` stays `NEVER`.
    """
    return turns_at(born, 12 * age)


def turns_at(born: Days, months: int) -> Days:
    """The day on which people reach an age in months, in a short month days after its last.

    `NEVER` stays `NEVER`.
    """
    first, _, day = _month(born, months)
    return np.where(born == NEVER, NEVER, first + day).astype(np.int32)


def _month(days: Days, months: NDArray[np.int64] | int) -> tuple[Days, Days, Days]:
    """Of the month so many months after each day: its first day and that of the next month; and how
    far into its own month the day is. Nonsense for `NEVER`."""
    starts = _month_starts()
    own = days.astype("M8[D]").astype("M8[M]").astype(np.int64) - _FIRST_MONTH
    own = np.minimum(own, len(starts) - 1)
    later = np.minimum(own + months, len(starts) - 2)
    return starts[later], starts[later + 1], days - starts[own]


_FIRST_MONTH: Final = int(np.datetime64("0001-01", "M").astype(np.int64))
_LAST_MONTH: Final = int(np.datetime64("9999-12", "M").astype(np.int64))


@cache
def _month_starts() -> Days:
    """The first day of every month that a date can be in."""
    months = np.arange(_FIRST_MONTH, _LAST_MONTH + 1)
    return months.astype("M8[M]").astype("M8[D]").astype(np.int32)


def distinct(owner: Counts, place: Counts, places: int, owners: int) -> Counts:
    """How many different owners there are at each place.

    Args:
        owner, place: one pair an item: owners are 0 to owners - 1, places 0 to places - 1.
    """
    there = np.zeros((owners, places), dtype=np.bool_)
    there[owner, place] = True
    counts: Counts = there.sum(axis=0)
    return counts
