"""The population beside that of the as-at date: what entries rise and fall with.

Between mid-years (30 June) it is interpolated linearly; before the first and after the last year
given it stays as it is there. A month stands for its middle, half a month from either end.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinward.errors import InputError
from kinward.forecast.bands import ADULT, AGE_CUTS, AGE_LABELS

Floats = NDArray[np.float64]

_YEARS, _GROUP = np.unique([0, *(cut // 12 for cut in AGE_CUTS)], return_inverse=True)
"""The first ages of the groups whose people are counted, and the group of each band of the rates:
a band of less than a year goes with the people of its year."""


def past(population: pl.DataFrame, months: Sequence[date]) -> Floats:
    """The population aged 0-17 in each month beside that of the last: (months,).

    Args:
        population: by year and age (`reference.population.POPULATION_SCHEMA`).
        months: any day of each month; the last one is that of the as-at date.

    Raises:
        InputError: no year, a year without one of the ages 0 to 17, or nobody of an age band.
    """
    years, people = _bands(population)
    whole = np.interp(_middles(months), years, people.sum(axis=0))
    beside: Floats = whole / whole[-1]
    return beside


def ahead(population: pl.DataFrame, as_at: date, month_ends: Sequence[date]) -> Floats:
    """The population of each month beside that of the as-at date's month: (age bands, months).

    Args:
        population: as in `past`, which also tells what is raised.
        as_at: the day from which the forecast looks ahead.
        month_ends: the months ahead.

    Returns:
        By age band of the rates (`bands.AGE_LABELS`) and month.
    """
    years, people = _bands(population)
    middles = _middles([as_at, *month_ends])
    found = np.array([np.interp(middles, years, band) for band in people])
    beside: Floats = found[:, 1:] / found[:, :1]
    return beside[_GROUP]


def _middles(months: Sequence[date]) -> Floats:
    """The middles of months, as months since the year 0."""
    return np.array([day.year * 12 + day.month - 0.5 for day in months])


def _bands(population: pl.DataFrame) -> tuple[Floats, Floats]:
    """Mid-years, as months since the year 0, and the people by group of ages: (groups, years)."""
    young = population.filter(pl.col("age").is_between(0, ADULT - 1))
    years = young["year"].unique().sort()
    each_once = young.select(pl.struct("year", "age").is_unique().all()).item()
    if young.is_empty() or not each_once or len(young) != ADULT * len(years):
        raise InputError(
            f"The population does not have every age from 0 to {ADULT - 1} once in every year",
            where="population",
            remedy="Give one row for each age and year.",
        )
    by_age = young.sort("year", "age")["population"].to_numpy().reshape(-1, ADULT)
    people = np.add.reduceat(by_age.astype(np.float64), _YEARS, axis=1).T
    if not people.all():
        group, year = np.argwhere(people == 0)[0]
        label = AGE_LABELS[int(np.argmax(group == _GROUP))]
        raise InputError(
            f"The population aged {label} is 0 in {years[int(year)]}",
            where="population",
            remedy="Correct it in the file: entries are reckoned from it.",
        )
    return years.to_numpy() * 12 + 6.0, people
