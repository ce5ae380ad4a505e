"""Placements and cost avoided."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinward.edge_of_care.avoided import avoided
from kinward.edge_of_care.beta import evidence, stated
from kinward.errors import ArgumentError
from oracles.edge_of_care import beta_binomial_below, binomial_below

PLANNED = Fraction(43, 100)


def test_sixty_at_43_per_cent_are_25_8_placements_of_50_weeks() -> None:
    found = avoided(60, PLANNED, 50)

    assert found.placements == Fraction(258, 10)
    assert found.full_year == Fraction(1290, 52)
    assert round(float(found.full_year), 1) == 24.8


def test_even_a_sure_rate_leaves_luck() -> None:
    found = avoided(60, PLANNED, 50)

    assert (found.low, found.high) == (18, 33)
    assert found.full_year_interval == (Fraction(18 * 50, 52), Fraction(33 * 50, 52))


def test_few_cases_leave_the_placements_wide_open() -> None:
    sure = avoided(60, Fraction(11, 16), 50)
    shown = avoided(60, evidence(5, 7), 50)

    assert shown.placements == sure.placements == Fraction(165, 4)
    assert (shown.low, shown.high) == (20, 57)
    assert shown.high - shown.low > 2 * (sure.high - sure.low)


def test_cost_is_rounded_once_in_whole_pence() -> None:
    found = avoided(3, Fraction(1, 2), Fraction(1, 7))

    assert found.cost(700_01) == (15000, 0, 30000)
    assert avoided(60, PLANNED, 50).cost(3013_35)[0] == 3_887_221_50


@given(
    st.integers(1, 80),
    st.integers(0, 30).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))),
)
def test_the_interval_is_the_oracles(worked_with: int, cases: tuple[int, int]) -> None:
    share = evidence(*cases)
    found = avoided(worked_with, share, 52)
    shape = worked_with, float(share.alpha), float(share.beta)

    for number, level in ((found.low, 0.025), (found.high, 0.975)):
        assert beta_binomial_below(number, *shape) >= level - 1e-9
        assert number == 0 or beta_binomial_below(number - 1, *shape) < level + 1e-9


@given(st.integers(1, 80), st.integers(1, 99))
def test_the_interval_of_a_sure_rate_is_the_oracles(worked_with: int, percent: int) -> None:
    found = avoided(worked_with, Fraction(percent, 100), 52)

    for number, level in ((found.low, 0.025), (found.high, 0.975)):
        assert binomial_below(number, worked_with, percent / 100) >= level - 1e-9
        assert number == 0 or binomial_below(number - 1, worked_with, percent / 100) < level + 1e-9


@pytest.mark.parametrize("share", [Fraction(0), Fraction(1)])
def test_none_and_all_leave_no_doubt(share: Fraction) -> None:
    found = avoided(10, share, 52)

    assert found.low == found.high == found.placements == 10 * share


def test_nobody_worked_with_avoids_nothing() -> None:
    found = avoided(0, stated(PLANNED, Fraction(20)), 50)

    assert (found.placements, found.low, found.high, found.cost(100)) == (0, 0, 0, (0, 0, 0))


@pytest.mark.parametrize(
    ("worked_with", "share", "weeks"),
    [(-1, PLANNED, 50), (60, Fraction(43), 50), (60, -PLANNED, 50), (60, PLANNED, -1)],
)
def test_nonsense_is_refused(worked_with: int, share: Fraction, weeks: int) -> None:
    with pytest.raises(ArgumentError, match=r"Give 43% as 0\.43"):
        avoided(worked_with, share, weeks)
