"""The saving at each comparator's spend per head, from a small made-up LAIT."""

from __future__ import annotations

from decimal import Decimal, Inexact

import polars as pl
import pytest

from kinward.errors import ArgumentError
from kinward.ledger.comparator_saving import SAVINGS_SCHEMA, implied_population, saving, savings
from lait_scenes import lait

PEOPLE = "LACnum {year} {area} {number}\nLAC {year} {area} {rate}\n"


def people(area: int, number: int, rate: int, year: int = 2025) -> str:
    return PEOPLE.format(area=area, number=number, rate=rate, year=year)


SCENE = (
    "TotalLACFinance 2025 1 5000000\n"
    "TotalLACFinance 2025 2 4000000\n"
    "TotalLACFinance 2025 3 9000000\n"
    "TotalLACFinance 2025 4 1000000\n"
    "TotalLACFinance 2025 0 900000000\n"
    "C&YPExpenditure 2023 1 9000000\n"
    "C&YPExpenditure 2024 1 8000000\n"
    "C&YPExpenditure 2024 2 3000000\n"
    "C&YPExpenditure 2025 2 7000000\n"
    + people(1, 50, 50)
    + people(2, 40, 40)
    + people(3, 60, 40)
    + people(0, 10_000, 50)
    + people(1, 80, 80, 2023)
    + people(1, 80, 80, 2024)
    + people(2, 50, 50, 2024)
)


def test_the_saving_is_the_difference_per_head_times_the_own_population() -> None:
    """Own 500 a head, of 10,000: neighbours 400 and 600; the nation 450; 4 has no population."""
    found = savings(lait(SCENE), 1, 2025, population={2025: 10_000}).table

    assert found.schema == SAVINGS_SCHEMA
    spend = found.filter(key="looked_after")
    assert spend.select("kind", "name", "per_head_pence", "saving_pence").rows() == [
        ("neighbour", "Area 2", 40_000, 100_000_000),
        ("neighbour", "Area 3", 60_000, -100_000_000),
        ("neighbours_mean", "Mean of statistical neighbours", 50_000, 0),
        ("nation", "England", 45_000, 50_000_000),
    ]
    assert set(spend["own_per_head_pence"]) == {50_000}
    assert set(spend["population"]) == {10_000}
    assert set(spend["year"]) == {2025}


def test_each_spend_is_of_the_last_year_that_the_authority_has() -> None:
    found = savings(lait(SCENE), 1, 2025).table.filter(key="children_services")

    assert found.select("year", "kind", "saving_pence").rows() == [
        (2024, "neighbour", 800_000_000 - 300_000_000),
        (2024, "neighbours_mean", 500_000_000),
    ]


def test_rounded_rates_give_a_range() -> None:
    """The neighbour has 40 at a rate of 39.5 to 40.5; the authority's own population is known."""
    one = savings(lait(SCENE), 1, 2025, population={2025: 10_000}).table.row(0, named=True)

    least, most = 40 * 10_000 * 10 / 405, 40 * 10_000 * 10 / 395
    assert one["saving_low_pence"] == round(500_000_000 - 400_000_000 / least * 10_000)
    assert one["saving_high_pence"] == round(500_000_000 - 400_000_000 / most * 10_000)


def test_an_own_population_that_is_implied_widens_the_range() -> None:
    known = savings(lait(SCENE), 1, 2025, population={2025: 10_000}).table.row(0, named=True)
    implied = savings(lait(SCENE), 1, 2025).table.row(0, named=True)

    assert implied["saving_pence"] == known["saving_pence"]
    assert implied["saving_low_pence"] < known["saving_low_pence"]
    assert implied["saving_high_pence"] > known["saving_high_pence"]


def test_notes_say_whose_children_are_reckoned_and_whom_england_leaves_out() -> None:
    known = savings(lait(SCENE), 1, 2025, population={2024: 9_000, 2025: 10_000}).notes
    implied = savings(lait(SCENE), 1, 2025, population={2025: 10_000}).notes

    assert known[0] == "The comparators' children aged 0 to 17 are those that LAIT's rates imply."
    assert implied[0].startswith("Children aged 0 to 17 are those")
    assert "Wandsworth and Middlesbrough" in known[1]


@pytest.mark.parametrize(
    "figures",
    ["LACnum 2025 1 50\nLAC 2025 1 50", "TotalLACFinance 2025 1 5", "TotalLACFinance 2026 1 5"],
)
def test_without_a_spend_and_a_population_no_saving_is_told(figures: str) -> None:
    found = savings(lait(figures), 1, 2025)

    assert found.table.is_empty()
    assert found.table.schema == SAVINGS_SCHEMA
    assert "no saving is told" in found.notes[0]


def test_a_population_of_none_is_an_error() -> None:
    with pytest.raises(ArgumentError, match="population is below 1"):
        savings(lait(SCENE), 1, 2025, population={2025: 0})
    with pytest.raises(ArgumentError, match="population is below 1"):
        saving(Decimal(2), Decimal(1), 0)


def test_a_saving_is_exact_or_not_at_all() -> None:
    assert saving(Decimal("731.01"), Decimal("670.99"), 46_500) == Decimal("2790930.00")
    assert saving(Decimal(511), Decimal(773), 10) == -2620
    with pytest.raises(Inexact):
        saving(Decimal("1." + "1" * 59), Decimal("1e-70"), 7)


@pytest.mark.parametrize("spend", ["NaN", "Infinity"])
def test_a_spend_that_is_no_number_is_an_error(spend: str) -> None:
    with pytest.raises(ArgumentError, match="not a number"):
        saving(Decimal(spend), Decimal(1), 10)


def test_equal_spends_imply_no_population() -> None:
    with pytest.raises(ArgumentError, match="are the same"):
        implied_population(Decimal(5), Decimal("5.00"), Decimal(0))


def test_the_table_holds_no_float() -> None:
    assert not any(kind.is_float() for kind in savings(lait(SCENE), 1, 2025).table.dtypes)
    assert isinstance(savings(lait(SCENE), 1, 2025).table, pl.DataFrame)
