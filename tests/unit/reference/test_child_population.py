"""The population that LAIT's numbers and rates imply."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kinward.errors import ArgumentError
from kinward.reference.child_population import Population, implied, known
from lait_scenes import lait

REFERRALS = "CPP_Total_NumRef 2025 1 6000\nCPP_Total_Rateper10,000 2025 1 {rate}"
LOOKED_AFTER = "LACnum 2025 1 700\nLAC 2025 1 50\n"


def test_a_number_over_its_rate_is_the_population_as_closely_as_the_rate_is_written() -> None:
    found = implied(lait(LOOKED_AFTER), [1], 2025)

    assert found == {
        (2025, 1): Population(
            Fraction(140_000), Fraction(7_000_000 * 10, 505), Fraction(7_000_000 * 10, 495)
        )
    }


def test_referrals_make_it_closer() -> None:
    found = implied(lait(LOOKED_AFTER + REFERRALS.format(rate=428.0)), [1], 2025)[2025, 1]

    assert found.value == Fraction(60_000_000, 428)
    assert (found.low, found.high) == (
        Fraction(60_000_000 * 100, 42_805),
        Fraction(60_000_000 * 100, 42_795),
    )


def test_referrals_that_rest_on_another_population_are_left_out() -> None:
    found = implied(lait(LOOKED_AFTER + REFERRALS.format(rate=400.0)), [1], 2025)

    assert found == implied(lait(LOOKED_AFTER), [1], 2025)


def test_bounds_that_overlap_in_part_are_both_kept() -> None:
    """The one tells at most 141,414; the other at least 141,403, and 141,419 at best."""
    rate = 424.27
    found = implied(lait(LOOKED_AFTER + REFERRALS.format(rate=rate)), [1], 2025)[2025, 1]

    assert found.low == Fraction(60_000_000 * 100, 42_432)
    assert found.high == found.value == Fraction(7_000_000 * 10, 495)


@pytest.mark.parametrize(
    "figures",
    [
        "LACnum 2025 1 700",
        "LAC 2025 1 50",
        "LACnum 2025 1 700\nLAC 2025 1 0",
        "LACnum 2025 1 0\nLAC 2025 1 50",
        "LACnum 2025 1 -\nLAC 2025 1 50",
        "LACnum 2026 1 700\nLAC 2026 1 50",
        "LACnum 2025 1 700\nLAC 2024 1 50",
        REFERRALS.format(rate=428),
    ],
)
def test_where_the_rates_do_not_tell_there_is_no_population(figures: str) -> None:
    assert implied(lait(figures), [1], 2025) == {}


def test_a_given_population_is_certain() -> None:
    assert known(46_500) == Population(Fraction(46_500), Fraction(46_500), Fraction(46_500))
    with pytest.raises(ArgumentError, match="below 1"):
        known(0)
