"""Any business case: its parts sum, and its figures are the slow oracle's."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from business_scenes import action, same_in_all
from kinward.scenarios.business.case import business_case
from kinward.scenarios.business.discount import Discount
from kinward.scenarios.business.horizon import Horizon
from kinward.scenarios.plan.model import PAYERS, SAVINGS, Action
from oracles import business as oracle

THREE_YEARS = Horizon(date(2026, 3, 31), date(2029, 3, 31))

pence = st.floats(-1e11, 1e11, allow_nan=False)


@st.composite
def plans(draw: st.DrawFn) -> tuple[list[Action], NDArray[np.float64], list[NDArray[np.float64]]]:
    """Up to three actions with savings, and a plan's that need not be their sum."""
    runs = draw(st.integers(1, 6))
    table = st.lists(st.lists(pence, min_size=3, max_size=3), min_size=runs, max_size=runs)
    actions = [
        action(
            name,
            setup_pence=draw(st.integers(0, 10**9)),
            yearly_pence=draw(st.integers(0, 10**9)),
            start=draw(st.dates(date(2026, 1, 1), date(2029, 6, 30))),
            paid_by=draw(st.sampled_from(PAYERS)),
            saves=draw(st.sampled_from(PAYERS)),
            saving=draw(st.sampled_from(SAVINGS)),
        )
        for name in ("A", "B", "C")[: draw(st.integers(0, 3))]
    ]
    return actions, np.array(draw(table)), [np.array(draw(table)) for _ in actions]


rates = st.fractions(Fraction(-1, 20), Fraction(1, 5), max_denominator=1000)


@given(plans(), rates, rates)
@settings(max_examples=60)
def test_all_parts_sum_and_present_values_are_the_oracles(
    plan: tuple[list[Action], NDArray[np.float64], list[NDArray[np.float64]]],
    rate: Fraction,
    inflation: Fraction,
) -> None:
    actions, saving, parts = plan

    found = business_case(actions, saving, parts, THREE_YEARS, Discount(rate, inflation))

    whole, budgets = found.whole, found.budgets
    for at, flow in enumerate(whole.flows):
        own = [case.stream.flows[at] for case in found.actions]
        assert flow.setup == sum(each.setup for each in own)
        assert flow.running == sum(each.running for each in own)
        kinds = {"cashable": found.cashable.means[at], "avoided": found.avoided[at].mean}
        assert sum(kinds.values()) == flow.saving.mean
        assert sum(each.saving.mean for each in own) + found.overlap[at] == flow.saving.mean
        for kind, mean in kinds.items():
            of_kind = sum(case.stream.means[at] for case in found.actions if case.kind == kind)
            assert mean == of_kind + (found.overlap[at] if found.overlap_in == kind else 0)
        assert flow.net.mean == flow.saving.mean - flow.setup - flow.running
        assert flow.so_far.mean == sum(each.net.mean for each in whole.flows[: at + 1])
        by_budget = budgets.by_budget.values()
        assert sum(each.costs[at] for each in by_budget) == flow.setup + flow.running
        saved = sum(each.savings[at] for each in by_budget)
        assert saved + budgets.overlap[at] == flow.saving.mean
    assert sum(flow.cost for flow in budgets.flows) == whole.cost
    assert sum(flow.saving for flow in budgets.flows) + sum(found.overlap) == whole.saving
    pennies = [[round(each) for each in row] for row in saving.tolist()]
    for present, prices in ((whole.worth.real, inflation), (whole.worth.as_is, Fraction(0))):
        exact = [oracle.present(row, rate, prices) for row in pennies]
        cost = oracle.present([flow.setup + flow.running for flow in whole.flows], rate, prices)
        assert present.saving.mean == round(sum(exact) / len(exact))
        assert present.cost == round(cost)
        assert present.net.mean == present.saving.mean - present.cost
        assert present.pays == Fraction(sum(each >= cost for each in exact), len(exact))
        assert (present.ratio is None) == (cost == 0)
        if present.ratio is not None:
            assert present.ratio.mean == sum(exact) / len(exact) / cost


@given(
    st.lists(st.integers(-2000, 2000), min_size=3, max_size=3),
    st.integers(0, 1500),
    st.integers(0, 900),
    st.dates(date(2026, 1, 1), date(2029, 3, 31)),
)
def test_the_payback_is_the_oracles(
    savings: list[int], setup: int, yearly: int, start: date
) -> None:
    one = action(setup_pence=setup, yearly_pence=yearly, start=start)

    saving = same_in_all(*savings)
    found = business_case([one], saving, [saving], THREE_YEARS).whole

    setups, runnings = [[f.setup for f in found.flows], [f.running for f in found.flows]]
    days = oracle.payback(savings, setups, runnings, [flow.days for flow in found.flows])
    if found.cost == 0:
        assert found.worth.payback is None
        return
    assert found.worth.payback is not None
    day = found.worth.payback.expected
    assert (None if day is None else (day - THREE_YEARS.as_at).days) == days
    assert found.worth.payback.median == day


@given(st.integers(1, 10**6), st.lists(st.integers(1, 10**6), min_size=3, max_size=3))
def test_at_the_break_even_the_mean_net_present_value_is_nought(
    setup: int, savings: list[int]
) -> None:
    saving = same_in_all(*savings)
    found = business_case([action(setup_pence=setup)], saving, [saving], THREE_YEARS).whole.worth
    multiple = found.break_even.multiple

    assert multiple is not None
    exact = oracle.present(savings, Fraction(35, 1000), Fraction(0))
    assert multiple * exact == setup
