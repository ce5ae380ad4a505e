"""How much more a plan must do to reach its target."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinward.errors import ArgumentError
from kinward.scenarios.business.over_programming import over_programming
from oracles import business as oracle


def test_half_as_much_again() -> None:
    base = np.full(10, 500)
    found = over_programming(base, base - 20, at_most=470)

    assert (found.chance_base, found.chance_plan) == (0, 0)
    assert (found.level, found.shortfall) == (480, 10)
    assert found.multiple == Fraction(3, 2)
    assert found.more == 10
    assert found.wanted == Fraction(4, 5)


def test_a_plan_with_room() -> None:
    base = np.full(10, 500)
    found = over_programming(base, base - 40, at_most=490)

    assert (found.shortfall, found.chance_plan, found.multiple) == (0, 1, Fraction(1, 4))


def test_a_target_that_is_there_without_a_plan_needs_none() -> None:
    base = np.full(10, 500)

    assert over_programming(base, base - 40, at_most=500).multiple == 0


def test_eight_of_ten_runs_decide() -> None:
    base = np.full(10, 100)
    plan = 100 - np.array([1, 1, 2, 4, 5, 10, 10, 10, 20, 20])  # runs that need a multiple
    found = over_programming(base, plan, at_most=90)

    assert found.level == 98
    # 20, 20, 10, 10, 10, 5, 4 and 2 of effect are the eight best; the last of them needs 5.
    assert found.multiple == 5


def test_more_of_a_plan_that_does_harm_in_some_runs_can_be_less() -> None:
    base = np.array([100, 100, 90, 90])
    plan = np.array([98, 98, 91, 91])
    found = over_programming(base, plan, at_most=91, wanted=Fraction(3, 4))

    # From 4.5 on the first two reach it; the others only up to 1.
    assert found.multiple is None
    assert found.more is None
    assert (found.best_multiple, found.best_chance) == (0, Fraction(1, 2))


def test_a_run_counts_at_its_own_ratio_whether_the_plan_helps_or_harms_it() -> None:
    # At 1 the first comes down to the target and the second comes up to it, no farther.
    found = over_programming(
        np.array([100, 80]), np.array([90, 90]), at_most=90, wanted=Fraction(1)
    )

    assert (found.multiple, found.chance_plan) == (1, 1)


def test_a_plan_without_effect_reaches_no_more_by_more_of_it() -> None:
    base = np.array([100, 90])

    assert over_programming(base, base, at_most=95).multiple is None
    assert over_programming(base, base, at_most=95, wanted=Fraction(1, 2)).multiple == 0


def test_a_saving_is_a_target_from_below() -> None:
    saving = np.array([100, 200, 300, 400, 500])
    found = over_programming(np.zeros(5), -saving, at_most=-300)

    assert found.chance_plan == Fraction(3, 5)
    assert (found.multiple, found.shortfall) == (Fraction(3, 2), 100)


@pytest.mark.parametrize("wanted", [Fraction(0), Fraction(80)])
def test_a_chance_that_is_none_is_refused(wanted: Fraction) -> None:
    with pytest.raises(ArgumentError, match="not above 0 and at most 1"):
        over_programming(np.zeros(2), np.zeros(2), 0, wanted)


def test_runs_that_do_not_pair_are_refused() -> None:
    with pytest.raises(ArgumentError, match="The plan's runs have the shape"):
        over_programming(np.zeros(2), np.zeros(3), 0)


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=15),
    st.integers(0, 30),
    st.fractions(Fraction(1, 20), Fraction(1), max_denominator=20),
)
def test_it_is_the_least_of_all_multiples(
    pairs: list[tuple[int, int]], at_most: int, wanted: Fraction
) -> None:
    base, plan = [pair[0] for pair in pairs], [pair[1] for pair in pairs]

    found = over_programming(np.array(base), np.array(plan), at_most, wanted)

    assert found.multiple == oracle.least_multiple(base, plan, at_most, wanted)
    assert found.best_chance == oracle.chance(base, plan, at_most, found.best_multiple)
    tried = [Fraction(at, 7) for at in range(60)]
    assert all(oracle.chance(base, plan, at_most, s) <= found.best_chance for s in tried)
    assert found.chance_plan == oracle.chance(base, plan, at_most, Fraction(1))
    within = sum(each <= found.level for each in plan)
    assert within >= wanted * len(plan)
    assert sum(each < found.level for each in plan) < wanted * len(plan)
