"""What LAIT tells of costs, exactly as published."""

from __future__ import annotations

from fractions import Fraction

from kinward.reference.official_costs import NATION_NUMBER, SPENDS, UNIT_COSTS, figures
from kinward.terms import CATEGORIES
from lait_scenes import lait


def test_figures_are_exact_and_a_hyphen_is_none() -> None:
    scene = lait(
        """
        LACFinance 2024 1 1960
        LACFinance 2025 1 0.07
        LACFinance 2025 2 -
        LACFinance 2025 3 900
        LACFinance 2025 0 2100
        LACFinance 2026 1 9
        Other      2025 1 8
        """
    )

    assert figures(scene, ["LACFinance"], [1, 2, NATION_NUMBER], 2025) == {
        ("LACFinance", 2024, 1): Fraction(1960),
        ("LACFinance", 2025, 1): Fraction(7, 100),
        ("LACFinance", 2025, 0): Fraction(2100),
    }


def test_each_unit_cost_says_what_it_holds_and_whose_care_it_is() -> None:
    assert len({each.key for each in UNIT_COSTS}) == len(UNIT_COSTS)
    assert len({each.key for each in SPENDS}) == len(SPENDS)
    for each in UNIT_COSTS:
        assert each.reckoning
        assert "S251" in each.beyond_ledger
        assert set(each.categories) <= set(CATEGORIES)


def test_no_category_is_in_two_groups() -> None:
    grouped = [category for each in UNIT_COSTS for category in each.categories]

    assert len(grouped) == len(set(grouped))
