"""The population beside that of the as-at date, by hand."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from kinward.errors import InputError
from kinward.forecast.bands import AGES
from kinward.forecast.entries.people import ahead, past
from kinward.forecast.simulation.calendar import month_ends_after
from kinward.reference.population import POPULATION_SCHEMA


def population(**by_year: dict[int, int] | int) -> pl.DataFrame:
    """By year (`y2024`): the people of every age, or those of some ages and 100 of the others."""
    rows = []
    for name, given in by_year.items():
        own = {} if isinstance(given, int) else given
        usual = given if isinstance(given, int) else 100
        rows += [(int(name[1:]), age, own.get(age, usual)) for age in range(91)]
    return pl.DataFrame(rows, schema=POPULATION_SCHEMA, orient="row")


def months(first: str, number: int) -> list[date]:
    begins = np.arange(np.datetime64(first, "M"), np.datetime64(first, "M") + number)
    return [day.item() for day in begins.astype("M8[D]")]


def test_the_past_is_linear_between_mid_years_and_flat_beyond() -> None:
    """From 1,200 a year of age to 1,440 in two years is 10 a month; July lies half a month after
    the first mid-year, June before."""
    found = past(population(y2022=1200, y2024=1440), months("2022-05", 28))

    people = [1200, 1200, *range(1205, 1440, 10), 1440, 1440]
    assert len(people) == len(found) == 28
    np.testing.assert_allclose(found, np.array(people) / 1440, rtol=1e-14)


def test_the_past_stands_beside_the_month_of_the_as_at_date() -> None:
    given = population(y2022=1200, y2024=1440)
    found = past(given, [date(2022, 6, 1), date(2023, 12, 1), date(2023, 6, 30)])
    assert found.tolist() == [1200 / 1315, 1375 / 1315, 1.0]


def test_adults_do_not_count() -> None:
    young = population(y2022=100, y2024=100).with_columns(
        pl.when(pl.col("age") < 18).then("population").otherwise(pl.col("year") * 9)
    )
    assert past(young, months("2022-01", 40)).tolist() == [1.0] * 40


def test_each_age_band_ahead_has_its_own_growth() -> None:
    """Both halves of the year of age 17 have that of its people.

    In the year to mid-2025 infants and 16 year olds grow by 120, one of the years 5-9 by 60 (of
    500), 17 year olds shrink by 60.
    """
    given = population(
        y2024={0: 240, 7: 100, 16: 120, 17: 120}, y2025={0: 360, 7: 160, 16: 240, 17: 60}
    )
    found = ahead(given, date(2024, 5, 31), month_ends_after(date(2024, 5, 31), 14))

    assert found.shape == (AGES, 14)
    assert found[:, 0].tolist() == [1.0] * AGES  # June 2024, before mid-2024 as the as-at month
    december = [1 + 55 / 240, 1, 1 + 27.5 / 500, 1, 1, 1 + 55 / 120, *[1 - 27.5 / 120] * 2]
    np.testing.assert_allclose(found[:, 6], december, rtol=1e-14)
    july_2025 = [1.5, 1, 1 + 60 / 500, 1, 1, 2, 0.5, 0.5]
    np.testing.assert_allclose(found[:, 13], july_2025, rtol=1e-14)


def test_a_part_month_is_the_as_at_dates_own() -> None:
    given = population(y2024=1200, y2025=1320)
    found = ahead(given, date(2024, 7, 10), month_ends_after(date(2024, 7, 10), 2))
    np.testing.assert_allclose(found, [[1, 1215 / 1205]] * AGES, rtol=1e-14)


def test_the_first_month_ahead_stands_beside_the_as_at_dates() -> None:
    given = population(y2024=1200, y2025=1320)
    found = ahead(given, date(2024, 7, 31), month_ends_after(date(2024, 7, 31), 2))
    np.testing.assert_allclose(found, [[1215 / 1205, 1225 / 1205]] * AGES, rtol=1e-14)


def test_one_year_tells_of_no_growth() -> None:
    given = population(y2024=1200)
    assert (past(given, months("2015-01", 60)) == 1).all()
    assert (ahead(given, date(2030, 1, 31), month_ends_after(date(2030, 1, 31), 60)) == 1).all()


@pytest.mark.parametrize(
    "bad",
    [
        pl.DataFrame(schema=POPULATION_SCHEMA),
        population(y2024=9).filter(pl.col("age") != 17),
        population(y2024=9, y2025=9).filter((pl.col("age") != 0) | (pl.col("year") != 2025)),
        pl.concat([population(y2024=9), population(y2024=9).filter(pl.col("age") == 3)]),
        pl.concat(
            [
                population(y2024=9).filter(pl.col("age") != 4),
                population(y2024=9).filter(pl.col("age") == 3),
            ]
        ),
    ],
    ids=["nothing", "no 17", "no 0 in one year", "3 twice", "3 for 4"],
)
def test_a_population_with_gaps_is_refused(bad: pl.DataFrame) -> None:
    with pytest.raises(InputError, match="population: The population does not have every age"):
        past(bad, [date(2024, 1, 1)])
    with pytest.raises(InputError, match="every age from 0 to 17 once in every year"):
        ahead(bad, date(2024, 1, 1), [date(2024, 1, 31)])


def test_an_age_band_without_anybody_is_refused() -> None:
    given = population(y2024=9, y2026={16: 0})
    with pytest.raises(InputError, match="The population aged 16 is 0 in 2026"):
        ahead(given, date(2024, 1, 1), [date(2024, 1, 31)])
