"""Days as numbers agree with the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from kinward.synthetic import days


def test_a_day_and_back() -> None:
    assert days.as_date(days.number(date(2024, 2, 29))) == date(2024, 2, 29)
    assert days.number(date(1970, 1, 1)) == 0


@pytest.mark.parametrize(
    ("day", "years"),
    [(date(2026, 2, 28), 17), (date(2026, 3, 1), 18), (date(2012, 2, 29), 4)],
)
def test_age_of_one_born_on_29_february(day: date, years: int) -> None:
    assert days.age(days.number(date(2008, 2, 29)), days.number(day)) == years


def test_the_birthday_is_the_first_day_of_an_age() -> None:
    for born in range(14000, 14000 + 800):
        turned = days.birthday(born, 18)
        assert days.age(born, turned) == 18
        assert days.age(born, turned - 1) == 17


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        (date(2026, 3, 6), date(2026, 3, 6)),
        (date(2026, 3, 7), date(2026, 3, 9)),
        (date(2026, 3, 8), date(2026, 3, 9)),
    ],
)
def test_a_weekend_moves_to_monday(day: date, moved: date) -> None:
    assert days.as_date(days.working(days.number(day))) == moved
