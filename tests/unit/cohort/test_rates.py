"""Rates per 10,000 and the population they rest on."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from kinward.cohort.rates import RATES_SCHEMA, mid_year, rate_on, rates
from kinward.errors import InputError

DAY = date(2025, 3, 31)


def _population(**totals: int) -> pl.DataFrame:
    """Every age under 18 the same (`y2024=18` is one a year of age), and 500 people of 18."""
    rows = [
        (int(year[1:]), age, 500 if age == 18 else people // 18)
        for year, people in totals.items()
        for age in range(19)
    ]
    return pl.DataFrame(
        rows, schema={"year": pl.Int32, "age": pl.Int32, "population": pl.Int64}, orient="row"
    )


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2025, 3, 31), 2024),
        (date(2024, 12, 31), 2024),
        (date(2024, 6, 30), 2024),
        (date(2024, 6, 29), 2023),
    ],
)
def test_the_mid_year_of_a_day_is_the_last_one_passed(day: date, year: int) -> None:
    assert mid_year(day) == year


def test_the_rate_is_of_the_population_under_18_in_the_year_before() -> None:
    population = _population(y2024=126_000, y2025=180_000)
    assert rate_on(DAY, 567, population) == (45.0, "aged 0-17, mid-2024")


def test_the_nearest_year_is_taken_and_told() -> None:
    population = _population(y2020=180_000, y2023=90_000, y2025=18_000)
    assert rate_on(DAY, 450, population) == (50.0, "aged 0-17, mid-2023 (mid-2024 is not given)")


def test_no_population_no_rate() -> None:
    stock = pl.DataFrame({"year": [2025], "looked_after": [5]})
    nothing = _population()
    assert rate_on(DAY, 5, None) is None
    assert rate_on(DAY, 5, nothing) is None
    assert rates(stock, None).schema == RATES_SCHEMA
    assert rates(stock, nothing).is_empty()


def test_each_year_has_its_own_population() -> None:
    stock = pl.DataFrame({"year": [2024, 2025], "looked_after": [180, 200]})
    found = rates(stock, _population(y2023=36_000, y2024=40_014))
    assert found.schema == RATES_SCHEMA
    assert found.rows() == [
        (2024, 180, 36_000, 50.0, 2023),
        (2025, 200, 40_014, pytest.approx(200 / 40_014 * 10_000), 2024),
    ]


def test_a_year_measured_on_another_day_takes_the_mid_year_before_that_day() -> None:
    stock = pl.DataFrame({"year": [2026], "looked_after": [180], "day": [date(2025, 4, 30)]})
    found = rates(stock, _population(y2024=36_000, y2025=18_000))
    assert found["population_year"].to_list() == [2024]


def test_a_population_of_nobody_or_without_an_age_is_refused() -> None:
    with pytest.raises(InputError, match=r"The population of 2024 is 0 in all"):
        rate_on(DAY, 5, _population(y2024=0))
    lacking = _population(y2024=36_000).filter(~pl.col("age").is_in([3, 7]))
    with pytest.raises(InputError, match=r"The population of 2024 lacks 2 of the ages 0 to 17"):
        rate_on(DAY, 5, lacking)
