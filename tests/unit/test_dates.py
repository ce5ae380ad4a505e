"""Return years, ages and birthdays: the single date and the column give the same."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest

from kinward import dates

LEAPLING = date(2008, 2, 29)


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2024, 3, 31), 2024), (date(2024, 4, 1), 2025), (date(2024, 12, 31), 2025)],
)
def test_a_return_year_is_named_by_its_end(day: date, year: int) -> None:
    assert dates.return_year(day) == year
    assert dates.year_start(year) <= day <= dates.year_end(year)
    assert pl.select(dates.return_year_of(pl.lit(day))).item() == year


def test_a_year_name_keeps_its_nought() -> None:
    assert dates.year_name(2025) == "2024/25"
    assert dates.year_name(2008) == "2007/08"


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2025, 3, 30), 2024), (date(2025, 3, 31), 2025), (date(2025, 4, 1), 2025)],
)
def test_a_return_year_has_ended_on_its_last_day(day: date, year: int) -> None:
    assert dates.last_year_ended(day) == year


def test_only_complete_months_are_listed() -> None:
    assert dates.month_ends(date(2024, 3, 30), 2) == [date(2024, 1, 31), date(2024, 2, 29)]
    assert dates.month_ends(date(2024, 3, 31), 2) == [date(2024, 2, 29), date(2024, 3, 31)]


@pytest.mark.parametrize(
    ("born", "age", "reached"),
    [
        (date(2007, 5, 1), 18, date(2025, 5, 1)),
        (LEAPLING, 16, date(2024, 2, 29)),
        (LEAPLING, 18, date(2026, 3, 1)),
    ],
)
def test_an_age_is_reached_on_the_birthday(born: date, age: int, reached: date) -> None:
    assert dates.birthday(born, age) == reached
    assert pl.select(dates.birthday_of(pl.lit(born), age)).item() == reached
    for day, years in ((reached - timedelta(days=1), age - 1), (reached, age)):
        assert dates.age(born, day) == years
        assert pl.select(dates.age_on(pl.lit(born), pl.lit(day))).item() == years
