"""What a day of care costs in each month ahead.

The convention is that of the published tables (billing `annual`): a full financial year costs the
price of a week times the paid weeks, and a day its share of that, a 365th or a 366th.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinward.dates import return_year
from kinward.errors import ArgumentError
from kinward.terms import CATEGORIES

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Dates = NDArray[np.datetime64]

_LEAST_UPLIFT, _MOST_UPLIFT = -50, 100
_EPOCH: Final = 1970


def check_uplift(uplift_pct: float) -> None:
    """Refuse an uplift (per cent a year) that can only be a slip."""
    if not _LEAST_UPLIFT <= uplift_pct <= _MOST_UPLIFT:
        raise ArgumentError(
            f"The uplift must be from {_LEAST_UPLIFT} to {_MOST_UPLIFT} per cent a year",
            where="--uplift",
            remedy="Give 3 for three per cent.",
        )


def day_prices(
    prices: pl.DataFrame, month_ends: Sequence[date], as_at: date, uplift_pct: float
) -> Floats:
    """The mean price of a day in each month, in pence: (months, categories), NaN without a price.

    The price of a day is the one in force on it; where all begin later, the first. Prices rise by
    the uplift with each financial year that begins after that of the as-at date, or after that of
    the category's last price if it is later.

    Args:
        prices: `prices.PRICES_SCHEMA`.
        month_ends: calendar month ends in a row, the first one after the as-at date.
        as_at: the first month begins on the day after it.
        uplift_pct: per cent a year.

    Raises:
        ArgumentError: see `check_uplift`.
    """
    check_uplift(uplift_pct)
    days = np.arange(np.datetime64(as_at + timedelta(days=1)), np.datetime64(month_ends[-1]) + 1)
    year = _year_of(days)
    share = 1 / _year_days(year)
    begins = np.searchsorted(days, [np.datetime64(end) for end in month_ends[:-1]]) + 1
    begins = np.append(0, begins)
    lengths = np.diff(begins, append=len(days))
    keys = list(CATEGORIES)
    found = np.full((len(month_ends), len(keys)), np.nan)
    for rows in prices.sort("from").partition_by("category"):
        base = return_year(max(rows["from"][-1], as_at))
        rise = (1 + uplift_pct / 100) ** np.maximum(year - base, 0)
        of_day = _yearly(rows, days) * rise * share
        found[:, keys.index(rows["category"][0])] = np.add.reduceat(of_day, begins) / lengths
    return found


def today_prices(prices: pl.DataFrame, as_at: date) -> Floats:
    """The price of a day in force on a day, in pence by category; NaN without a price.

    A back-test takes these for every month, past and to come, so that it tells of children and
    mix and not of inflation. The year is of 365 days.
    """
    found = np.full(len(CATEGORIES), np.nan)
    days = np.array([np.datetime64(as_at)])
    for rows in prices.sort("from").partition_by("category"):
        found[list(CATEGORIES).index(rows["category"][0])] = _yearly(rows, days)[0] / 365
    return found


def _yearly(rows: pl.DataFrame, days: Dates) -> Floats:
    """What a full year costs at the price in force on each day; `rows` are in order of `from`."""
    place = np.searchsorted(rows["from"].to_numpy(), days, side="right") - 1
    yearly: Floats = (rows["weekly_pence"] * rows["paid_weeks"]).to_numpy()
    return yearly[np.maximum(place, 0)]


def _year_of(days: Dates) -> Ints:
    """The financial year (named by its end) of each day."""
    months = days.astype("M8[M]").astype(np.int64)
    return (months + 9) // 12 + _EPOCH


def _year_days(years: Ints) -> Ints:
    """Days of financial years: 366 where the year that ends it is a leap year."""
    april = ((years - _EPOCH) * 12 + 3).astype("M8[M]")
    days: Ints = (april.astype("M8[D]") - (april - 12).astype("M8[D]")).astype(np.int64)
    return days
