"""Looked after children per 10,000 of the population under 18.

DfE divides the children looked after on 31 March by the mid-year estimate of the year before: those
of 31 March 2025 by the population of mid-2024.
"""

from __future__ import annotations

from datetime import date
from typing import Final

import polars as pl

from kinward.dates import year_end
from kinward.errors import InputError
from kinward.reference.parameters import parameter

RATES_SCHEMA: Final[dict[str, pl.DataType]] = {
    "year": pl.Int32(),
    "looked_after": pl.Int64(),
    "population": pl.Int64(),
    "rate_per_10000": pl.Float64(),
    "population_year": pl.Int32(),
}
"""`population_year` is the mid-year whose population was used."""

_MID_YEAR: Final = (6, 30)


def mid_year(day: date) -> int:
    """The year of the last mid-year (30 June) that is not after a day: 2024 for 31 March 2025."""
    return day.year if (day.month, day.day) >= _MID_YEAR else day.year - 1


def rate_on(
    as_at: date, looked_after: int, population: pl.DataFrame | None
) -> tuple[float, str] | None:
    """The rate per 10,000 on a day, and its base in words; None without a population.

    Args:
        looked_after: children looked after on that day.
        population: year (mid-year), age, population.

    Returns:
        The rate, and for instance 'aged 0-17, mid-2024'. Where the population of that year is not
        given, that of the nearest year is taken (of two, the earlier) and the words say so.

    Raises:
        InputError: the population of a year has no row for an age under 18, or is 0 in all.
    """
    people = _people(population)
    if not people:
        return None
    wanted = mid_year(as_at)
    year = _nearest(people, wanted)
    ages = f"aged 0-{_ages_below() - 1}"
    note = "" if year == wanted else f" (mid-{wanted} is not given)"
    return _rate(looked_after, people[year]), f"{ages}, mid-{year}{note}"


def rates(stock_by_year: pl.DataFrame, population: pl.DataFrame | None) -> pl.DataFrame:
    """The rate of each year (`RATES_SCHEMA`); no rows without a population.

    Args:
        stock_by_year: year (return year, named by its end), looked_after; and `day` where some are
            not as at 31 March.
        population: as in `rate_on`, which also tells what is raised.
    """
    people = _people(population)
    if not people:
        return pl.DataFrame(schema=RATES_SCHEMA)
    years = stock_by_year["year"].to_list()
    given = "day" in stock_by_year.columns
    days = stock_by_year["day"].to_list() if given else [year_end(year) for year in years]
    used = [_nearest(people, mid_year(day)) for day in days]
    children = stock_by_year["looked_after"].to_list()
    return pl.DataFrame(
        {
            "year": years,
            "looked_after": children,
            "population": [people[year] for year in used],
            "rate_per_10000": [
                _rate(count, people[year]) for count, year in zip(children, used, strict=True)
            ],
            "population_year": used,
        },
        schema=RATES_SCHEMA,
    )


def _people(population: pl.DataFrame | None) -> dict[int, int]:
    """The population under 18 by mid-year."""
    if population is None:
        return {}
    ages = _ages_below()
    by_year = (
        population.filter(pl.col("age") < ages)
        .group_by("year")
        .agg(pl.col("population").sum(), pl.col("age").n_unique().alias("ages"))
        .sort("year")
    )
    for year, people, found in by_year.iter_rows():
        if found < ages:
            raise InputError(
                f"The population of {year} lacks {ages - found} of the ages 0 to {ages - 1}",
                where="population",
                remedy="Give a row for every age, with 0 where there is nobody.",
            )
        if people <= 0:
            raise InputError(
                f"The population of {year} is {people} in all",
                where="population",
                remedy="Give the mid-year estimate, or leave the year out.",
            )
    return dict(zip(by_year["year"].to_list(), by_year["population"].to_list(), strict=True))


def _nearest(people: dict[int, int], wanted: int) -> int:
    return min(people, key=lambda year: (abs(year - wanted), year))


def _rate(children: int, people: int) -> float:
    return children * parameter("rate_per").value / people


def _ages_below() -> int:
    return int(parameter("rate_ages_below").value)
