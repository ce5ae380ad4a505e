"""Return years, ages and birthdays, for single dates and for Polars columns.

A return year is named by the calendar year in which it ends: 2025 is 2024/25, 1 April 2024 to
31 March 2025. A person born on 29 February reaches an age on 1 March of a year without one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl


def return_year(day: date) -> int:
    """The return year (named by its end) in which a day falls."""
    return day.year + (1 if (day.month, day.day) >= (4, 1) else 0)


def year_start(year: int) -> date:
    """The first day of a return year."""
    return date(year - 1, 4, 1)


def year_end(year: int) -> date:
    """The last day of a return year."""
    return date(year, 3, 31)


def year_name(year: int) -> str:
    """How people name a return year: 2025 is '2024/25'."""
    return f"{year - 1}/{year % 100:02d}"


def month_ends(as_at: date, months: int) -> list[date]:
    """The last `months` month ends up to the as-at date, oldest first.

    The month of the as-at date counts only when it is complete.
    """
    first = (as_at + timedelta(days=1)).replace(day=1)
    ends: list[date] = []
    for _ in range(months):
        ends.append(first - timedelta(days=1))
        first = (first - timedelta(days=1)).replace(day=1)
    return ends[::-1]


def last_year_ended(day: date) -> int:
    """The last return year that has ended by a day: on 31 March its own."""
    return return_year(day + timedelta(days=1)) - 1


def years_of(month_ends: Sequence[date]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The financial years of month ends in a row, and the place of the first month of each."""
    years = [return_year(end) for end in month_ends]
    names = tuple(dict.fromkeys(years))
    return names, tuple(years.index(name) for name in names)


def age(born: date, day: date) -> int:
    """Age in completed years on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def birthday(born: date, age: int) -> date:
    """The day on which a person reaches an age."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def return_year_of(day: pl.Expr) -> pl.Expr:
    """`return_year` for a column of dates (Int32)."""
    return day.dt.offset_by("-3mo").dt.year() + 1


def age_on(born: pl.Expr, day: pl.Expr) -> pl.Expr:
    """`age` for columns of dates (Int32); null where either is."""
    return (_ordinal(day) - _ordinal(born)).floordiv(10000)


def birthday_of(born: pl.Expr, age: int) -> pl.Expr:
    """`birthday` for a column of dates of birth."""
    reached = born.dt.offset_by(f"{age}y")
    moved = (born.dt.day() == 29) & (born.dt.month() == 2) & (reached.dt.day() == 28)
    return pl.when(moved).then(reached.dt.offset_by("1d")).otherwise(reached)


def _ordinal(day: pl.Expr) -> pl.Expr:
    """A date as the number yyyymmdd, so that whole years are differences of ten thousands."""
    return day.dt.year() * 10000 + day.dt.month().cast(pl.Int32) * 100 + day.dt.day().cast(pl.Int32)
