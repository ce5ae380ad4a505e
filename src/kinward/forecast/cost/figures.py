"""The cost of simulated paths, by month and financial year, with the paths' own uncertainty."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinward.dates import year_end, year_start, years_of
from kinward.errors import ArgumentError
from kinward.forecast.cost.day_prices import day_prices
from kinward.forecast.model import QUANTILES, TOTAL, Cost, Fan, YearRuns
from kinward.forecast.summarise import quantiles
from kinward.terms import CATEGORIES

Floats = NDArray[np.float64]


def cost(
    days: NDArray[np.float32],
    month_ends: Sequence[date],
    as_at: date,
    prices: pl.DataFrame,
    *,
    uplift_pct: float,
    seen: Collection[int],
) -> Cost:
    """What the children ahead will cost, in whole pence.

    A day costs weekly cost x paid weeks / days of its financial year (`day_prices`). Means are
    rounded once, half to even, by category and month; totals and years are sums of those, so that
    parts sum to the whole exactly. Quantiles are of the runs' own sums, each rounded: the interval
    of a year is that of whole paths, and the parts' ends do not sum to the total's.

    Args:
        days: days of care: (runs, months, categories in the order of `kinward.terms.CATEGORIES`).
        month_ends: calendar month ends in a row, the first one after the as-at date.
        as_at: the first month begins on the day after it.
        prices: by category (`prices.PRICES_SCHEMA`).
        uplift_pct: per cent a year, where no price is given.
        seen: places of the categories ever seen; with a price they have a row, also one of nought.

    Raises:
        ArgumentError: an uplift that can only be a slip; children ahead, and a price for none.
    """
    a_day = day_prices(prices, month_ends, as_at, uplift_pct)
    names, begins = years_of(month_ends)
    care = np.ascontiguousarray(days.transpose(2, 1, 0))  # (categories, months, runs)
    shown, unpriced = _sorted_out(~np.isnan(a_day[0]), np.any(care, axis=(1, 2)), seen)
    keys = list(CATEGORIES)
    by_month, by_year, runs = _fans(
        [(keys[place], care[place], a_day[:, place]) for place in shown], begins, care.shape[1:]
    )
    return Cost(
        months=by_month,
        year_names=names,
        years=by_year,
        part_years=_part_years(names, as_at, month_ends[-1]),
        unpriced=tuple(keys[place] for place in unpriced),
        uplift_pct=uplift_pct,
        runs=runs,
    )


def _sorted_out(
    priced: NDArray[np.bool_], ahead: NDArray[np.bool_], seen: Collection[int]
) -> tuple[list[int], list[int]]:
    """Places of the categories with a price that were seen or have children ahead, and of those
    that have children ahead but no price."""
    there = ahead.copy()
    there[list(seen)] = True
    shown, unpriced = np.flatnonzero(priced & there), np.flatnonzero(ahead & ~priced)
    if not len(shown) and len(unpriced):
        raise ArgumentError(
            "No category that has children ahead has a price",
            where="--prices",
            remedy=f"Add a row for {', '.join(list(CATEGORIES)[place] for place in unpriced)}.",
        )
    return shown.tolist(), unpriced.tolist()


def _fans(
    priced: Sequence[tuple[str, NDArray[np.float32], Floats]],
    begins: Sequence[int],
    shape: tuple[int, int],
) -> tuple[Fan, Fan, YearRuns]:
    """The cost by month and by year, total and categories, and every run's years.

    Args:
        priced: of each category the key, days of care (months, runs), the price of a day (months,).
        begins: places of each year's first month.
        shape: months and runs.
    """
    months, runs = shape
    total = np.zeros(shape)
    yearly = np.zeros((len(priced), len(begins), runs))
    in_care = np.zeros_like(yearly)
    mean = np.zeros((len(priced), months))
    levels = np.zeros((len(QUANTILES), len(priced), months))
    for row, (_, care, price) in enumerate(priced):  # one at a time stays in the cache
        mean[row] = np.rint(care.mean(axis=-1, dtype=np.float64) * price)
        levels[:, row] = quantiles(care) * price  # a month's cost follows its days of care
        paths = care * price[:, None]
        total += paths
        yearly[row] = np.add.reduceat(paths, begins, axis=0)
        in_care[row] = np.add.reduceat(care, begins, axis=0, dtype=np.float64)
    keys = (TOTAL, *(key for key, _, _ in priced))
    by_year = np.add.reduceat(mean, begins, axis=1)
    return (
        _fan(keys, mean, quantiles(total), levels),
        _fan(keys, by_year, quantiles(yearly.sum(axis=0)), quantiles(yearly)),
        YearRuns(keys[1:], in_care, yearly),
    )


def _fan(keys: tuple[str, ...], mean: Floats, total: Floats, levels: Floats) -> Fan:
    """In whole pence; `total` are its quantiles, `mean` and `levels` are of the categories."""
    with_total = np.concatenate([mean.sum(axis=0, keepdims=True), mean])
    all_levels = np.concatenate([total[:, None], levels], axis=1)
    return Fan(keys, with_total + 0.0, np.rint(all_levels) + 0.0)  # + 0.0: no -0.0


def _part_years(names: tuple[int, ...], as_at: date, last: date) -> dict[int, int]:
    """The financial years that lie ahead in part, and the days ahead of each."""
    found = {}
    for name in names:
        length = (year_end(name) - year_start(name)).days + 1
        passed = max((as_at - year_start(name)).days + 1, 0)
        beyond = max((year_end(name) - last).days, 0)
        if passed or beyond:
            found[name] = length - passed - beyond
    return found
