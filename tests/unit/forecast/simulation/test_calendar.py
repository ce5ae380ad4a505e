"""The months ahead, birthdays and bands as days after the as-at date."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinward.cohort.spans import day_number
from kinward.dates import birthday as by_date
from kinward.forecast.bands import ADULT, CLOCK_CUTS, age_band
from kinward.forecast.clocks import band_of
from kinward.forecast.simulation import inputs
from kinward.forecast.simulation.calendar import calendar, month_ends_after
from kinward.forecast.simulation.life import age_of, birthday
from oracles.forecast import AGE_MONTHS, clock
from oracles.forecast import turns_at as turns_by_date

any_day = settings(deadline=None)  # the first call may compile
CUTS = np.array(CLOCK_CUTS, dtype=np.int64)


@pytest.mark.parametrize(
    ("as_at", "wanted"),
    [
        (date(2024, 1, 31), [date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 30)]),
        (date(2024, 1, 30), [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31)]),
        (date(2023, 2, 14), [date(2023, 2, 28), date(2023, 3, 31), date(2023, 4, 30)]),
        (date(2023, 12, 31), [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31)]),
        (date(2099, 12, 1), [date(2099, 12, 31), date(2100, 1, 31), date(2100, 2, 28)]),
    ],
)
def test_month_ends_are_calendar_month_ends_after_the_day(as_at: date, wanted: list[date]) -> None:
    assert month_ends_after(as_at, 3) == wanted


@any_day
@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.integers(1, 70))
def test_the_calendar_covers_every_day_once(as_at: date, months: int) -> None:
    when = calendar(as_at, months)
    ends = month_ends_after(as_at, months)
    assert [as_at + timedelta(days=int(end)) for end in when.ends] == ends
    assert when.begins.tolist() == [0, *when.ends[:-1]]
    for day in {0, 1, int(when.ends[-1]) // 2, *map(int, when.ends), int(when.ends[0]) + 1}:
        if day <= when.ends[-1]:
            month = when.month_of[day]
            assert when.begins[month] <= day <= when.ends[month]
            assert day == 0 or when.begins[month] < day
    assert [(end.year - 1970) * 12 + end.month - 1 for end in ends] == when.number.tolist()


@any_day
@given(
    st.dates(date(2010, 1, 1), date(2060, 12, 31)),
    st.one_of(
        st.integers(0, 18 * 365).map(lambda days: -days),
        st.integers(0, 1800),
    ),
    st.integers(0, ADULT),
)
def test_birthdays_are_those_of_the_dates(as_at: date, born_in: int, age: int) -> None:
    born = as_at + timedelta(days=born_in)
    when = calendar(as_at, 60)
    month, day = inputs.month_and_day(np.array([day_number(born)], dtype=np.int64))
    found = birthday(when.firsts, int(month[0]) - when.firsts_from, int(day[0]), age)
    assert as_at + timedelta(days=int(found)) == by_date(born, age)


@pytest.mark.parametrize("years", [1, 5, 10, 13, 16, 17, ADULT])
def test_leap_day_birthdays_are_on_1_march_in_other_years(years: int) -> None:
    as_at, born = date(2024, 2, 29), date(2012, 2, 29)
    when = calendar(as_at, 120)
    month, day = inputs.month_and_day(np.array([day_number(born)], dtype=np.int64))
    found = birthday(when.firsts, int(month[0]) - when.firsts_from, int(day[0]), years)
    leap = (2012 + years) % 4 == 0
    assert as_at + timedelta(days=int(found)) == date(2012 + years, *((2, 29) if leap else (3, 1)))


@any_day
@given(st.dates(date(2006, 1, 2), date(2026, 12, 31)), st.integers(0, 1826))
def test_age_bands_change_on_the_day(born: date, later: int) -> None:
    as_at = date(2023, 12, 31)
    when = calendar(as_at, 60)
    month, day = inputs.month_and_day(np.array([day_number(born)], dtype=np.int64))
    place = (int(month[0]) - when.firsts_from, int(day[0]))
    today = as_at + timedelta(days=later)
    wanted = sum(turns_by_date(born, months) <= today for months in (*AGE_MONTHS, 12 * ADULT))
    assert age_of(float(later), when.firsts, *place, when.age_cuts) == wanted


def test_age_bands_of_completed_months() -> None:
    bands = age_band(np.arange(6, 216, 12)).tolist()
    assert bands == [0, *[1] * 4, *[2] * 5, *[3] * 3, *[4] * 3, 5, 7]
    assert age_band(np.array([203, 204, 209, 210])).tolist() == [5, 6, 6, 7]


@any_day
@given(st.integers(-12000, 8000).map(lambda n: n / 4), st.integers(-3000, 0), st.booleans())
def test_bands_of_a_clock(day: float, start: int, known: bool) -> None:
    if day < start:
        return
    assert band_of(day, float(start), known, CUTS) == clock(day, start, known)


@pytest.mark.parametrize("known", [True, False])
def test_a_band_of_a_clock_begins_on_its_day(known: bool) -> None:
    for place, cut in enumerate(CLOCK_CUTS):
        before, on = (band_of(float(day), 0.0, known, CUTS) for day in (cut - 0.001, cut))
        wanted = (place, place + 1) if known else (7, 6 if place == len(CLOCK_CUTS) - 1 else 7)
        assert (before, on) == wanted
