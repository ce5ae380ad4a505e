"""What actions cost, by financial year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from business_scenes import action
from kinward.errors import ArgumentError
from kinward.scenarios.business.costs import Costs, action_costs, summed
from kinward.scenarios.business.horizon import Horizon
from oracles import business as oracle

THREE_YEARS = Horizon(date(2026, 3, 31), date(2029, 3, 31))
DAYS = st.dates(date(2025, 1, 1), date(2030, 12, 31))


def test_a_full_year_costs_the_yearly_cost_and_set_up_comes_once() -> None:
    one = action(setup_pence=1_000, yearly_pence=365_00)

    assert action_costs(one, THREE_YEARS) == Costs((1_000, 0, 0), (365_00, 365_00, 365_00))


def test_a_leap_year_costs_no_more() -> None:
    one = action(yearly_pence=366_00, start=date(2027, 10, 1))

    # 1 October 2027 to 31 March 2028 are 183 of 366 days.
    assert action_costs(one, THREE_YEARS).running == (0, 183_00, 366_00)


def test_its_last_day_is_paid_and_the_next_is_not() -> None:
    one = action(yearly_pence=365_00, end=date(2026, 4, 10))

    assert action_costs(one, THREE_YEARS).running == (10_00, 0, 0)


def test_what_was_spent_by_the_as_at_date_is_past() -> None:
    one = action(setup_pence=1_000, yearly_pence=365_00, start=date(2026, 6, 30))
    ahead = Horizon(date(2026, 6, 30), date(2026, 12, 31))

    assert action_costs(one, ahead) == Costs((0,), (184_00,))


def test_set_up_after_the_last_day_is_not_in_it() -> None:
    one = action(setup_pence=1_000, start=date(2029, 4, 1))

    assert action_costs(one, THREE_YEARS).total == 0


def test_each_amount_is_rounded_half_to_even() -> None:
    ahead = Horizon(date(2026, 3, 31), date(2026, 9, 29))  # 182 of 365 days

    assert action_costs(action(yearly_pence=365 * 5), ahead).running == (182 * 5,)
    assert action_costs(action(yearly_pence=1), ahead).running == (0,)
    half = Horizon(date(2027, 3, 31), date(2027, 9, 30))  # 183 of 366 days
    assert [action_costs(action(yearly_pence=odd), half).running[0] for odd in (1, 3, 5)] == [
        0,
        2,
        2,
    ]


def test_years_in_part_are_known() -> None:
    ahead = Horizon(date(2026, 12, 31), date(2028, 12, 31))

    assert ahead.years == (2027, 2028, 2029)
    assert [ahead.days(year) for year in ahead.years] == [90, 366, 275]
    assert [ahead.part(year) for year in ahead.years] == [True, False, True]


def test_a_horizon_without_a_day_is_refused() -> None:
    with pytest.raises(ArgumentError, match="does not come after the as-at date"):
        Horizon(date(2026, 3, 31), date(2026, 3, 31))


@given(
    st.integers(0, 10**9),
    st.integers(0, 10**9),
    DAYS,
    st.none() | st.integers(0, 1500),
    DAYS,
    st.integers(1, 1200),
)
def test_costs_are_those_of_every_day(
    setup: int, yearly: int, start: date, length: int | None, as_at: date, ahead: int
) -> None:
    end = None if length is None else start + timedelta(days=length)
    horizon = Horizon(as_at, as_at + timedelta(days=ahead))
    one = action(setup_pence=setup, yearly_pence=yearly, start=start, end=end)

    found = action_costs(one, horizon)

    slow = oracle.costs(setup, yearly, start, end, as_at, horizon.last)
    assert horizon.years == tuple(slow)
    assert found.setup == tuple(once for once, _ in slow.values())
    assert found.running == tuple(round(each) for _, each in slow.values())
    assert summed([found, found], len(horizon.years)).total == 2 * found.total
