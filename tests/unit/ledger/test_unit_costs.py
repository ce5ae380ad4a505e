"""Unit costs beside neighbours and nation, from a small made-up LAIT."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import polars as pl

from kinward.ledger.own_costs import LEDGER_SCHEMA
from kinward.ledger.unit_costs import NEIGHBOURS_SCHEMA, UNIT_COSTS_SCHEMA, UnitCosts, compare
from kinward.reference.deflator import Deflator
from lait_scenes import lait

LAIT = lait(
    """
    LACFinance 2023 1 1600
    LACFinance 2023 2 1500
    LACFinance 2024 1 1960
    LACFinance 2024 2 1790
    LACFinance 2024 3 2005
    LACFinance 2024 4 2005
    LACFinance 2024 5 9999
    LACFinance 2024 0 1865
    LACFinance 2026 1 9999
    TotalLACFinance 2024 1 66252297
    TotalLACFinance 2024 2 1
    RescareFinance 2024 2 8055
    RescareFinance 2024 3 -
    RescareFinance 2024 0 6775
    """
)
DEFLATOR = Deflator(
    {2023: Decimal("75"), 2024: Decimal("100"), 2026: Decimal("110")}, None, "made up"
)
LEDGER = pl.DataFrame(
    [
        ("looked_after", 2024, 5_000_000_000, 150_050),
        ("fostering", 2024, 900_000_000, 60_001),
        ("fostering", 2026, 1, 1),
    ],
    schema=LEDGER_SCHEMA,
    orient="row",
)


def row(found: UnitCosts, key: str, year: int, prices: str = "cash") -> dict[str, Any]:
    by = pl.col("key") == key, pl.col("year") == year, pl.col("prices") == prices
    return found.table.row(by_predicate=pl.all_horizontal(by), named=True)


def test_a_year_in_cash() -> None:
    found = compare(LAIT, 1, 2025, ledger=LEDGER)

    assert found.table.schema == UNIT_COSTS_SCHEMA
    assert row(found, "looked_after", 2024) == {
        "key": "looked_after",
        "label": "All looked after children",
        "year": 2024,
        "prices": "cash",
        "s251_pence": 196_000,
        "ledger_pence": 150_050,
        "neighbours_mean_pence": 193_333,
        "neighbours_low_pence": 179_000,
        "neighbours_low": "Area 2",
        "neighbours_high_pence": 200_500,
        "neighbours_high": "Area 3",
        "neighbours_counted": 3,
        "nation_pence": 186_500,
        "rank": 2,
        "s251_spend_pence": 6_625_229_700,
        "ledger_spend_pence": 5_000_000_000,
    }


def test_real_terms_are_at_the_prices_of_the_last_year_shown() -> None:
    found = compare(LAIT, 1, 2025, ledger=LEDGER, deflator=DEFLATOR)

    assert (found.base_year, found.deflator) == (2024, "made up")
    before = row(found, "looked_after", 2023, "real")
    assert (before["s251_pence"], before["neighbours_mean_pence"]) == (213_333, 200_000)
    now = row(found, "looked_after", 2024, "real")
    assert {**now, "prices": "cash"} == row(found, "looked_after", 2024)


def test_the_mean_is_rounded_once_after_the_prices() -> None:
    """300.005 pounds is 30,000 pence in cash, but 40,001 (and not 40,000) at the later prices."""
    scene = lait([("LACFinance", 2023, 2, 300.0), ("LACFinance", 2023, 3, 300.01)])
    deflator = Deflator({2023: Decimal("75"), 2022: Decimal("1")}, None, "made up")
    later = Deflator({2023: Decimal("75"), 2024: Decimal("100")}, None, "made up")
    more = lait(
        [
            ("LACFinance", 2023, 2, 300.0),
            ("LACFinance", 2023, 3, 300.01),
            ("LACFinance", 2024, 2, 1.0),
        ]
    )

    cash = compare(scene, 1, 2025, deflator=deflator)
    real = compare(more, 1, 2025, deflator=later)

    assert row(cash, "looked_after", 2023)["neighbours_mean_pence"] == 30_000
    assert row(real, "looked_after", 2023, "real")["neighbours_mean_pence"] == 40_001


def test_what_there_is_no_figure_of_is_null() -> None:
    found = compare(LAIT, 1, 2025, ledger=LEDGER)

    homes = row(found, "residential", 2024)
    assert (homes["s251_pence"], homes["ledger_pence"], homes["rank"]) == (None, None, None)
    assert (homes["neighbours_counted"], homes["neighbours_mean_pence"]) == (1, 805_500)
    fostered = row(found, "fostering", 2024)
    assert (fostered["ledger_pence"], fostered["neighbours_counted"]) == (60_001, 0)
    assert fostered["neighbours_low"] is fostered["neighbours_mean_pence"] is None


def test_years_that_have_not_ended_are_left_out() -> None:
    assert compare(LAIT, 1, 2025, ledger=LEDGER).table["year"].max() == 2024
    assert compare(LAIT, 1, 2023, ledger=LEDGER).table["year"].to_list() == [2023]


def test_each_neighbours_figure_is_told_by_name() -> None:
    found = compare(LAIT, 1, 2025, deflator=DEFLATOR)

    assert found.neighbours.schema == NEIGHBOURS_SCHEMA
    assert found.neighbours.rows() == [
        ("looked_after", 2023, 2, "Area 2", 150_000, 200_000),
        ("looked_after", 2024, 2, "Area 2", 179_000, 179_000),
        ("looked_after", 2024, 3, "Area 3", 200_500, 200_500),
        ("looked_after", 2024, 4, "Area 4", 200_500, 200_500),
        ("residential", 2024, 2, "Area 2", 805_500, 805_500),
    ]


def test_without_a_deflator_there_is_cash_alone_and_a_note_says_why() -> None:
    found = compare(LAIT, 1, 2025)

    assert set(found.table["prices"]) == {"cash"}
    assert found.neighbours["real_pence"].null_count() == found.neighbours.height
    assert (found.base_year, found.deflator) == (None, "")
    assert any("--deflator FILE" in note for note in found.notes)


def test_years_that_the_deflator_does_not_tell_are_named() -> None:
    deflator = Deflator({2024: Decimal(100)}, None, "made up")

    found = compare(LAIT, 1, 2025, deflator=deflator)

    assert found.table.filter(prices="real")["year"].unique().to_list() == [2024]
    assert "The deflator does not tell 2022/23: no real terms there." in found.notes


def test_a_deflator_of_other_years_gives_no_real_terms() -> None:
    found = compare(LAIT, 1, 2025, deflator=Deflator({1990: Decimal(100)}, None, "made up"))

    assert set(found.table["prices"]) == {"cash"}
    assert (found.base_year, found.deflator) == (None, "")
    assert "The deflator does not tell 2022/23, 2023/24: no real terms there." in found.notes


def test_an_authority_and_neighbours_that_lait_does_not_tell_of_are_named() -> None:
    found = compare(lait("LACFinance 2025 2 900\nTotalLACFinance 2025 3 5"), 1, 2025)

    assert "LAIT has no unit cost of the authority for 2024/25." in found.notes
    assert "LAIT has no unit cost of Area 3, 4." in found.notes
    assert any("Wandsworth and Middlesbrough" in note for note in found.notes)


def test_nothing_to_compare_is_an_empty_table() -> None:
    found = compare(lait("LACnum 2025 1 5"), 1, 2025, deflator=DEFLATOR)

    assert found.table.is_empty()
    assert found.neighbours.is_empty()
    assert found.table.schema == UNIT_COSTS_SCHEMA
