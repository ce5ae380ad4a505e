"""Days as numbers."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from kinward.cohort.spans import (
    NEVER,
    birthdays,
    day_number,
    day_numbers,
    happened_between,
    months_after,
    open_on,
)


def _dates(*days: date | None) -> np.ndarray:  # type: ignore[type-arg]
    return day_numbers(pl.Series(days, dtype=pl.Date))


def test_day_numbers() -> None:
    assert _dates(date(1970, 1, 2), date(1969, 12, 31), None).tolist() == [1, -1, NEVER]
    assert day_numbers(pl.Series([], dtype=pl.Date)).tolist() == []


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2019, 11, 30), 3, date(2020, 2, 29)),
        (date(2020, 8, 31), 6, date(2021, 2, 28)),
        (date(2020, 1, 15), 12, date(2021, 1, 15)),
        (date(1968, 12, 31), 2, date(1969, 2, 28)),
    ],
)
def test_months_after(day: date, months: int, expected: date) -> None:
    assert months_after(_dates(day), months).tolist() == [day_number(expected)]


def test_birthdays_of_29_february_are_1_march_in_other_years() -> None:
    born = _dates(date(2004, 2, 29), date(2004, 2, 28), None)
    assert birthdays(born, 1).tolist()[:2] == [
        day_number(date(2005, 3, 1)),
        day_number(date(2005, 2, 28)),
    ]
    assert birthdays(born, 16).tolist() == [
        day_number(date(2020, 2, 29)),
        day_number(date(2020, 2, 28)),
        NEVER,
    ]


def test_open_on_counts_half_open_stays() -> None:
    start, end = np.array([1, 3, 3], np.int32), np.array([3, 3, NEVER], np.int32)
    days = np.array([0, 1, 2, 3], np.int32)
    assert open_on(start, end, days).tolist() == [[0, 1, 1, 1]]
    code = np.array([0, 1, 1])
    assert open_on(start, end, days, code, 2).tolist() == [[0, 1, 1, 0], [0, 0, 0, 1]]


def test_events_belong_to_the_stretch_that_ends_on_their_day() -> None:
    when = np.array([0, 1, 5, 6, 10, 11], np.int32)
    bounds = np.array([0, 5, 10], np.int32)
    assert happened_between(when, bounds).tolist() == [[2, 2]]
