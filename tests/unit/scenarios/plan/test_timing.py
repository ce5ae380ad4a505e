"""How much of an action is there on a day."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinward.scenarios.plan.effects import ChangeInflow
from kinward.scenarios.plan.model import Action
from kinward.scenarios.plan.timing import effect_at, effects, full_from

DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


def _action(start: date, ramp: int = 0, end: date | None = None) -> Action:
    return Action("One", ChangeInflow(), start, ramp_months=ramp, end=end)


@pytest.mark.parametrize(
    ("day", "share"),
    [
        (date(2026, 3, 31), Fraction(0)),
        (date(2026, 4, 1), Fraction(0)),
        (date(2026, 4, 2), Fraction(1, 91)),
        (date(2026, 6, 30), Fraction(90, 91)),
        (date(2026, 7, 1), Fraction(1)),
        (date(2027, 3, 31), Fraction(1)),
        (date(2027, 4, 1), Fraction(0)),
    ],
)
def test_it_grows_day_by_day_and_stops_after_its_last_day(day: date, share: Fraction) -> None:
    action = _action(date(2026, 4, 1), ramp=3, end=date(2027, 3, 31))

    assert effect_at(action, day) == share


def test_without_a_ramp_it_is_whole_from_its_first_day() -> None:
    action = _action(date(2026, 4, 1), end=date(2026, 4, 1))
    days = [date(2026, 3, 31), date(2026, 4, 1), date(2026, 4, 2)]

    assert [effect_at(action, day) for day in days] == [0, 1, 0]


@pytest.mark.parametrize(
    ("start", "months", "full"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 4, 1), 120, date(2036, 4, 1)),
    ],
)
def test_months_are_those_of_the_calendar(start: date, months: int, full: date) -> None:
    assert full_from(_action(start, months)) == full


@given(DAYS, st.integers(0, 36), st.none() | st.integers(0, 900), DAYS)
def test_many_days_at_once_are_each_days_share(
    start: date, ramp: int, length: int | None, first: date
) -> None:
    action = _action(start, ramp, None if length is None else start + timedelta(days=length))
    days = [first + timedelta(days=at) for at in range(500)]

    assert effects(action, first, 500).tolist() == [float(effect_at(action, day)) for day in days]
