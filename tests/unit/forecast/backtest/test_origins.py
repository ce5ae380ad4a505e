"""The days at which past forecasts are made."""

from __future__ import annotations

from datetime import date

import pytest

from kinward.errors import TooShortError
from kinward.forecast.backtest.origins import origins

APRIL_2018 = date(2018, 4, 1)


def test_half_a_year_apart_with_three_years_before_and_the_shortest_horizon_after() -> None:
    found = origins(APRIL_2018, date(2023, 3, 31), (3, 12))
    assert found == (date(2021, 6, 30), date(2021, 12, 31), date(2022, 6, 30), date(2022, 12, 31))


def test_fewer_years_before_where_there_are_no_three() -> None:
    assert origins(APRIL_2018, date(2020, 3, 31), (3,)) == (date(2019, 6, 30), date(2019, 12, 31))


def test_in_the_middle_of_a_month_the_last_whole_month_counts() -> None:
    assert origins(APRIL_2018, date(2023, 3, 15), (3,))[-1] == date(2022, 11, 30)


def test_too_short_a_past_is_refused_with_the_reason() -> None:
    with pytest.raises(TooShortError, match="No day has a year of returns before it and 12 months"):
        origins(APRIL_2018, date(2019, 12, 31), (12, 24))
