"""What a published comparison said would be saved, made again (Brighton and Hove, February 2008).

The paper gives each comparator's spend per head of people aged 0 to 19 and the saving at it, in
millions with one or two decimals, but not the population.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from kinward.ledger.comparator_saving import implied_population, saving

OWN = Decimal(731)
#   comparator, pounds per head, saving in pounds as printed, half of its last place, population
PUBLISHED = [
    ("Hull", 671, 2_790_000, 5_000, 46_500),
    ("Blackpool", 651, 3_730_000, 5_000, 46_625),
    ("Plymouth", 589, 6_600_000, 50_000, 46_479),
]


@pytest.mark.parametrize(("name", "per_head", "printed", "half", "population"), PUBLISHED)
def test_each_printed_saving_implies_a_population(
    name: str, per_head: int, printed: int, half: int, population: int
) -> None:
    implied = implied_population(OWN, Decimal(per_head), Decimal(printed))

    assert round(implied) == population
    assert abs(saving(OWN, Decimal(per_head), population) - printed) <= half


def test_one_population_explains_all_three_within_their_rounding() -> None:
    ranges = [
        [implied_population(OWN, Decimal(each), Decimal(printed + sign * half)) for sign in (-1, 1)]
        for _, each, printed, half, _ in PUBLISHED
    ]
    low, high = max(low for low, _ in ranges), min(high for _, high in ranges)

    assert (low, high) == (Fraction(3_725_000, 80), Fraction(2_795_000, 60))
    for people in (46_563, 46_583):
        assert low <= people <= high
        for _, each, printed, half, _ in PUBLISHED:
            assert abs(saving(OWN, Decimal(each), people) - printed) <= half


def test_the_papers_other_figure_for_its_own_spend_does_not_explain_them() -> None:
    """It says 773 a head elsewhere: then no one population gives the three savings."""
    other = Decimal(773)
    ranges = [
        [
            implied_population(other, Decimal(each), Decimal(printed + sign * half))
            for sign in (-1, 1)
        ]
        for _, each, printed, half, _ in PUBLISHED
    ]

    assert max(low for low, _ in ranges) > min(high for _, high in ranges)
