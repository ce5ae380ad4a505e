"""Days as whole numbers (since 1 January 1970, as Polars counts them): quick to reckon with."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Final

from kinward import dates

_EPOCH: Final = date(1970, 1, 1).toordinal()
YEAR: Final = 365.25


def number(day: date) -> int:
    """A date as a day number."""
    return day.toordinal() - _EPOCH


@cache
def as_date(day: int) -> date:
    """A day number as a date."""
    return date.fromordinal(day + _EPOCH)


@cache
def year_start(year: int) -> int:
    """1 April on which a return year begins."""
    return number(dates.year_start(year))


@cache
def year_end(year: int) -> int:
    """31 March on which a return year ends."""
    return number(dates.year_end(year))


def birthday(born: int, age: int) -> int:
    """The day on which an age is reached."""
    return number(dates.birthday(as_date(born), age))


def age(born: int, day: int) -> int:
    """Age in completed years."""
    return dates.age(as_date(born), as_date(day))


def weekday(day: int) -> int:
    """0 is Monday (1 January 1970 was a Thursday)."""
    return (day + 3) % 7


def working(day: int) -> int:
    """The day itself, or the Monday after a weekend."""
    over = weekday(day) - 4
    return day + (3 - over if over > 0 else 0)
