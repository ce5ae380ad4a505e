"""A contract by outcome beside a plain one."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinward.errors import ArgumentError
from kinward.scenarios.business.contract import Outcomes, contracts

RUNS = np.array([0.0, 10, 20, 30, 40])


@pytest.mark.parametrize(
    ("outcomes", "paid"),
    [("-3", 5), ("0", 5), ("3.9", 5), ("4", 40), ("7.25", 72), ("10", 100), ("10.01", 100)],
)
def test_what_is_paid(outcomes: str, paid: int) -> None:
    terms = Outcomes(price_pence=10, cap_pence=100, floor_pence=5, least=Fraction(4))

    assert terms.pays(Fraction(outcomes)) == paid  # 72.5 is rounded half to even


def test_without_a_cap_it_is_price_times_outcomes() -> None:
    found = contracts(Outcomes(1000), 20_000, RUNS, RUNS * 2500)

    assert found.by_outcome.paid.mean == 20_000
    assert found.plain.paid.mean == 20_000
    assert found.outcomes.mean == 20
    assert (found.cap_binds, found.floor_binds) == (0, 0)
    assert found.dearer == Fraction(2, 5)


def test_a_cap_that_binds_lowers_the_mean() -> None:
    found = contracts(Outcomes(1000, cap_pence=25_000), 20_000, RUNS, RUNS * 2500)

    assert found.by_outcome.paid.mean == (0 + 10_000 + 20_000 + 25_000 + 25_000) // 5
    assert found.cap_binds == Fraction(2, 5)
    assert found.by_outcome.paid.high_95 == 25_000


def test_what_the_provider_does_not_earn_is_seen() -> None:
    terms = Outcomes(1000, floor_pence=4000, least=Fraction(15))
    found = contracts(terms, 20_000, RUNS, RUNS * 2500)

    assert found.floor_binds == Fraction(2, 5)
    assert found.by_outcome.provider.loses == Fraction(2, 5)
    assert found.plain.provider.loses == 0


def test_the_provider_bears_what_the_price_is_of_the_saving() -> None:
    # Each outcome saves 2,500 and costs 2,000: four fifths of what is uncertain has moved.
    found = contracts(Outcomes(2000), 40_000, RUNS, RUNS * 2500)

    assert found.risk_moved == Fraction(4, 5)
    assert found.bears == "provider"
    assert found.plain.council.loses == Fraction(2, 5)
    assert found.by_outcome.council.loses == 0


def test_a_low_price_leaves_the_risk_with_the_council() -> None:
    found = contracts(Outcomes(500), 10_000, RUNS, RUNS * 2500)

    assert found.risk_moved == Fraction(1, 5)
    assert found.bears == "council"


def test_where_nothing_is_uncertain_nobody_bears_it() -> None:
    same = np.full(5, 10.0)
    found = contracts(Outcomes(500), 5_000, same, same * 2500)

    assert (found.risk_moved, found.bears) == (None, None)


@pytest.mark.parametrize(
    "terms",
    [
        {"price_pence": -1},
        {"price_pence": 1, "floor_pence": -1},
        {"price_pence": 1, "least": Fraction(-1)},
        {"price_pence": 1, "cap_pence": 4, "floor_pence": 5},
        {"price_pence": 1, "cap_pence": -1},
    ],
)
def test_terms_that_cannot_be_are_refused(terms: dict[str, int]) -> None:
    with pytest.raises(ArgumentError, match="below nothing, or a floor above its cap"):
        Outcomes(**terms)


@pytest.mark.parametrize("wrong", [np.zeros(4), np.array([1, 2, 3, 4, np.nan])])
def test_outcomes_of_other_runs_are_refused(wrong: np.ndarray) -> None:
    with pytest.raises(ArgumentError, match="not one number for each run"):
        contracts(Outcomes(1), 1, wrong, RUNS)


@given(
    st.lists(st.floats(-5, 500), min_size=1, max_size=12),
    st.integers(0, 10**6),
    st.integers(0, 10**8),
    st.integers(0, 10**8),
    st.integers(0, 50),
)
def test_it_pays_between_floor_and_cap_and_never_more_for_less(
    outcomes: list[float], price: int, floor: int, room: int, least: int
) -> None:
    terms = Outcomes(price, floor + room, floor, Fraction(least))
    paid = [terms.pays(Fraction(each)) for each in sorted(outcomes)]

    assert paid == sorted(paid)
    assert all(floor <= each <= floor + room for each in paid)
    found = contracts(terms, 5, np.array(outcomes), np.zeros(len(outcomes)))
    assert found.by_outcome.paid.mean == round(Fraction(sum(paid), len(paid)))
    both = found.by_outcome.council.net.mean + found.by_outcome.provider.net.mean
    assert abs(both + found.delivery_pence) <= 1  # what one pays the other has, to rounding
