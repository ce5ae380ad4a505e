"""The business case: flows, present value, ratio, payback, break-even, budgets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from numpy.typing import NDArray

from business_scenes import action, same_in_all
from kinward.errors import ArgumentError
from kinward.scenarios.business.case import BusinessCase, business_case
from kinward.scenarios.business.discount import Discount
from kinward.scenarios.business.horizon import Horizon
from kinward.scenarios.plan.effects import ChangePrice, StepDown
from kinward.scenarios.plan.model import Action, Saving
from kinward.scenarios.plan.uncertain import Percent, Share

THREE_YEARS = Horizon(date(2026, 3, 31), date(2029, 3, 31))
NO_DISCOUNT = Discount(Fraction(0))
MILLION = 1_000_000_00


def _case(
    one: Action,
    *years: int,
    discount: Discount = NO_DISCOUNT,
    runs: NDArray[np.float64] | None = None,
) -> BusinessCase:
    saving = same_in_all(*years) if runs is None else runs
    return business_case([one], saving, [saving], THREE_YEARS, discount)


def test_the_cash_flow_of_an_invest_to_save() -> None:
    one = action(setup_pence=300, yearly_pence=50)

    found = _case(one, 100, 200, 250).whole

    assert [flow.saving.mean for flow in found.flows] == [100, 200, 250]
    assert [flow.net.mean for flow in found.flows] == [-250, 150, 200]
    assert [flow.so_far.mean for flow in found.flows] == [-250, -100, 100]
    assert (found.saving, found.cost) == (550, 450)


def test_the_green_book_discounts_by_three_and_a_half_per_cent() -> None:
    assert Discount.percent().factors(3, deflated=True) == (
        1,
        Fraction(1000, 1035),
        Fraction(1000, 1035) ** 2,
    )


def test_money_of_each_year_is_deflated_before_it_is_discounted() -> None:
    # 2% of inflation: 102 in the second year is 100 of the first; 5% real leaves 100 / 1.05.
    discount = Discount.percent(Decimal(5), Decimal(2))
    found = _case(action(), 0, 102 * 105, 0, discount=discount).whole.worth

    assert found.real.saving.mean == 100 * 100
    assert found.as_is.saving.mean == 102 * 100


def test_without_inflation_both_conventions_are_one() -> None:
    found = _case(action(yearly_pence=77), 100, 200, 300, discount=Discount()).whole.worth

    assert found.real == found.as_is


def test_the_ratio_is_of_present_values() -> None:
    one = action(setup_pence=400)
    runs = np.array([[0.0, 440, 0], [0.0, 880, 0]])

    found = _case(one, discount=Discount.percent(Decimal(10)), runs=runs).whole.worth.real

    assert (found.cost, found.saving.mean, found.net.mean) == (400, 600, 200)
    assert found.ratio is not None
    assert (found.ratio.mean, found.ratio.median) == (Fraction(3, 2), Fraction(3, 2))
    assert found.ratio.low_80 == Fraction(11, 10)
    assert found.pays == 1


def test_it_pays_in_the_runs_that_save_enough() -> None:
    runs = np.array([[99.0, 0, 0], [100.0, 0, 0], [101.0, 0, 0], [98.0, 0, 0]])

    assert _case(action(setup_pence=100), runs=runs).whole.worth.real.pays == Fraction(1, 2)


def test_a_year_with_a_wide_interval() -> None:
    runs = np.array([[float(at), 0, 0] for at in range(0, 101)])

    flow = _case(action(setup_pence=10), runs=runs).whole.flows[0]

    assert (flow.saving.mean, flow.saving.low_80, flow.saving.high_80) == (50, 10, 90)
    assert (flow.saving.low_95, flow.saving.high_95) == (2, 98)  # 2.5 and 97.5, half to even
    assert (flow.net.mean, flow.net.low_80, flow.net.high_80) == (40, 0, 80)


def test_it_pays_back_within_a_year_by_the_day() -> None:
    # Set-up 300 is paid first; 100 net of running costs come in the first year, 365 in the second.
    one = action(setup_pence=300, yearly_pence=50)

    found = _case(one, 150, 50 + 365, 50).whole.worth.payback

    assert found is not None
    # 200 are still owed on 1 April 2027; the year has 366 days: 365 / 366 a day.
    assert found.expected == date(2027, 10, 18)
    assert (date(2027, 10, 18) - date(2027, 3, 31)).days == 201  # 200 x 366 / 365 = 200.5
    assert found.by_year == (0, 1, 1)


def test_the_runs_that_never_pay_back_come_last() -> None:
    runs = np.array([[365.0, 0, 0], [0.0, 366, 0], [0.0, 0, 0], [0.0, 0, 0]])

    found = _case(action(setup_pence=365), runs=runs).whole.worth.payback

    assert found is not None
    assert found.by_year == (Fraction(1, 4), Fraction(1, 2), Fraction(1, 2))
    assert found.share == Fraction(1, 2)
    assert found.low_95 == date(2027, 3, 31)
    assert found.median == date(2028, 3, 30)
    assert found.high_80 is None


def test_a_plan_can_pay_back_and_lose_again() -> None:
    found = _case(action(setup_pence=100), 200, -50, -200).whole.worth.payback

    assert found is not None
    assert found.by_year == (1, 1, 1)
    assert found.ends_ahead == 0


def test_nothing_is_paid_back_before_anything_is_spent() -> None:
    one = action(setup_pence=100, start=date(2027, 4, 1))

    found = _case(one, 0, 0, 365).whole.worth.payback

    assert found is not None
    assert found.by_year == (0, 0, 1)


def test_what_costs_nothing_has_no_payback_ratio_or_break_even() -> None:
    found = _case(action(), 100, 100, 100).whole.worth

    assert found.payback is None
    assert found.real.ratio is None
    assert (found.break_even.multiple, found.break_even.why) == (None, "costs nothing")


def test_the_least_success_that_still_pays() -> None:
    # Saves twice its cost at 43%: it still pays at 21.5%.
    found = _case(action(setup_pence=300), 600, 0, 0).actions[0].stream.worth.break_even

    assert found.multiple == Fraction(1, 2)
    assert found.rate == Fraction(215, 1000)
    assert found.possible is True


def test_no_rate_pays_where_it_would_have_to_be_above_one() -> None:
    step = StepDown(("external_residential",), "in_house_fostering", 90, Share(Decimal("0.5")))
    found = _case(action(effect=step, setup_pence=300), 100, 0, 0).actions[0].stream.worth

    assert found.break_even.rate == Fraction(3, 2)
    assert found.break_even.possible is False


def test_a_discount_has_a_multiple_and_no_rate() -> None:
    price = ChangePrice(percent=Percent(Decimal(-5)))
    found = _case(action(effect=price, setup_pence=50), 100, 0, 0).actions[0].stream.worth

    assert (found.break_even.multiple, found.break_even.rate) == (Fraction(1, 2), None)
    assert found.break_even.possible is None


def test_what_saves_nothing_does_not_break_even() -> None:
    found = _case(action(setup_pence=50), 0, -10, 0).whole.worth.break_even

    assert (found.multiple, found.why) == (None, "saves nothing")


def test_cashable_and_avoided_stand_apart() -> None:
    cuts = action("Cuts", setup_pence=100, saving="cashable")
    spares = action("Spares", yearly_pence=10, saving="avoided")
    savings = [same_in_all(70, 80, 90), same_in_all(1, 2, 3)]

    found = business_case([cuts, spares], sum(savings), savings, THREE_YEARS, NO_DISCOUNT)

    assert found.cashable.means == (70, 80, 90)
    assert [each.mean for each in found.avoided] == [1, 2, 3]
    assert found.overlap == (0, 0, 0)
    assert found.whole.means == (71, 82, 93)
    # All costs are held against cashable savings, also those of an action that only avoids.
    assert found.cashable.worth.real.net.mean == 240 - 130
    assert found.whole.worth.real.net.mean == 246 - 130


@pytest.mark.parametrize(
    ("kinds", "overlap", "cashable", "avoided"),
    [
        (("cashable", "avoided"), -5, 65, 20),
        (("cashable", "avoided"), 5, 70, 25),
        (("cashable", "cashable"), -5, 85, 0),
        (("cashable", "cashable"), 5, 95, 0),
        (("avoided", "avoided"), -5, 0, 85),
    ],
)
def test_the_overlap_is_never_counted_as_cashable_where_that_can_be_helped(
    kinds: tuple[Saving, Saving], overlap: int, cashable: int, avoided: int
) -> None:
    actions = [action("A", saving=kinds[0]), action("B", saving=kinds[1])]
    savings = [same_in_all(70, 0, 0), same_in_all(20, 0, 0)]
    plan = sum(savings) + same_in_all(overlap, 0, 0)

    found = business_case(actions, plan, savings, THREE_YEARS, NO_DISCOUNT)

    assert found.overlap == (overlap, 0, 0)
    assert found.cashable.means == (cashable, 0, 0)
    assert found.cashable.flows[0].saving.low_95 == cashable
    assert found.avoided[0].mean == found.avoided[0].high_80 == avoided


def test_who_pays_and_who_saves() -> None:
    actions = [
        action("Clinic", setup_pence=100, paid_by="health", saves="placements"),
        action("Taxis", setup_pence=20, saves="transport"),
        action("Nurse", setup_pence=3, paid_by="health", saves="placements"),
    ]
    savings = [same_in_all(*years) for years in ((50, 50, 50), (7, 0, 0), (1, 1, 1))]

    found = business_case(actions, sum(savings), savings, THREE_YEARS, NO_DISCOUNT).budgets

    assert found.by_budget["health"].costs == (103, 0, 0)
    assert found.by_budget["health"].net == (-103, 0, 0)
    assert found.by_budget["placements"].savings == (51, 51, 51)
    assert found.by_budget["placements"].net == (31, 51, 51)
    assert found.by_budget["adult services"].net == (0, 0, 0)
    assert [(flow.paid_by, flow.saves, flow.cost, flow.saving) for flow in found.flows] == [
        ("placements", "transport", 20, 7),
        ("health", "placements", 103, 153),
    ]
    assert found.flows[1].actions == ("Clinic", "Nurse")


@pytest.mark.parametrize("wrong", [np.zeros((4, 2)), np.zeros(4), np.zeros((0, 3))])
def test_savings_of_another_shape_are_refused(wrong: NDArray[np.float64]) -> None:
    with pytest.raises(ArgumentError, match="have the shape"):
        business_case([action()], wrong, [wrong], THREE_YEARS)


@pytest.mark.parametrize("wrong", [np.nan, np.inf, 1e16])
def test_savings_that_are_no_amounts_are_refused(wrong: float) -> None:
    good = same_in_all(1, 2, 3)
    bad = good.copy()
    bad[1, 1] = wrong

    with pytest.raises(ArgumentError, match="The savings of action 1 hold a figure"):
        business_case([action()], good, [bad], THREE_YEARS)


def test_a_saving_is_needed_for_each_action() -> None:
    with pytest.raises(ArgumentError, match="not one for each action"):
        business_case([action()], same_in_all(1, 2, 3), [], THREE_YEARS)


@pytest.mark.parametrize("pct", [Decimal(350), Decimal(-60)])
def test_a_rate_that_is_a_slip_is_refused(pct: Decimal) -> None:
    with pytest.raises(ArgumentError, match="from -50 to 100 per cent"):
        Discount.percent(pct)


def test_the_order_of_the_runs_makes_no_difference() -> None:
    runs = np.array([[1.0, 5, 300], [2.0, 80, 9], [400.0, 3, 2]])
    one = action(setup_pence=60, yearly_pence=7)

    assert _case(one, runs=runs) == _case(one, runs=runs[::-1])
    assert _case(one, runs=runs) != _case(replace(one, setup_pence=61), runs=runs)
