"""Who comes to a part of the children and who leaves it, month by month and year by year."""

from __future__ import annotations

from datetime import date
from typing import Final

import polars as pl

from kinward.cohort.flows import month_bounds, year_bounds
from kinward.cohort.spans import Counts, day_numbers, grid, happened_between, open_on

_COUNTS: Final = ("opening", "entries", "joined", "exits", "left", "closing")
MONTHS_SCHEMA: Final[dict[str, pl.DataType]] = {
    "month": pl.Date(),
    **{name: pl.Int64() for name in _COUNTS},
}
YEARS_SCHEMA: Final[dict[str, pl.DataType]] = {
    "year": pl.Int32(),
    **{name: pl.Int64() for name in _COUNTS},
}


def monthly(stays: pl.DataFrame, ends: list[date]) -> pl.DataFrame:
    """Flows of consecutive months (`MONTHS_SCHEMA`).

    Args:
        stays: `pieces.STAYS_SCHEMA`.
        ends: the months' last days, in order.
    """
    if not ends:
        return pl.DataFrame(schema=MONTHS_SCHEMA)
    return pl.DataFrame({"month": ends, **_flow(stays, month_bounds(ends))}, schema=MONTHS_SCHEMA)


def yearly(stays: pl.DataFrame, years: list[int]) -> pl.DataFrame:
    """Flows of consecutive return years (`YEARS_SCHEMA`)."""
    if not years:
        return pl.DataFrame(schema=YEARS_SCHEMA)
    return pl.DataFrame({"year": years, **_flow(stays, year_bounds(years))}, schema=YEARS_SCHEMA)


def _flow(stays: pl.DataFrame, bounds: list[date]) -> dict[str, Counts]:
    days = grid(bounds)
    start, end = day_numbers(stays["start"]), day_numbers(stays["end"])
    entered, ceased = stays["entered"].to_numpy(), stays["ceased"].to_numpy()
    stock = open_on(start, end, days).ravel()
    return {
        "opening": stock[:-1],
        "entries": happened_between(start[entered], days)[0],
        "joined": happened_between(start[~entered], days)[0],
        "exits": happened_between(end[ceased], days)[0],
        "left": happened_between(end[~ceased], days)[0],
        "closing": stock[1:],
    }
