"""The listing of reference data: what, how much, how old, from where."""

from __future__ import annotations

from datetime import date

import polars as pl

from kinward.reference.codes import code_sets
from kinward.reference.lait import FIGURES_SCHEMA, Lait
from kinward.reference.listing import OVERVIEW_SCHEMA, overview
from kinward.reference.neighbours import NEIGHBOURS_SCHEMA
from kinward.reference.parameters import parameters

LAIT = Lait(
    pl.DataFrame([("LACnum", 2025, "Ambridge", 873, "M", 1.0)], FIGURES_SCHEMA, orient="row"),
    pl.DataFrame([(873, 1, 801, "Close"), (873, 2, 802, "Close")], NEIGHBOURS_SCHEMA, orient="row"),
    2025,
    date(2025, 5, 1),
    ("bds_long_0.parquet", "sn_may_2025.xlsx"),
)


def test_everything_built_in_is_listed_with_its_date_and_source() -> None:
    rows = overview()

    assert dict(rows.schema) == OVERVIEW_SCHEMA
    assert rows.height == len(code_sets()) + 2 + len(parameters())
    assert rows.select("data", "date", "source").null_count().row(0) == (0, 0, 0)
    assert (rows["rows"].is_null() != rows["value"].is_null()).all()
    places = rows.row(by_predicate=pl.col("data") == "Codes of PLACE", named=True)
    assert (places["rows"], places["age_years"]) == (32, None)
    adult = rows.row(by_predicate=pl.col("data") == "Adult age", named=True)
    assert adult["value"] == "18 years"


def test_age_is_counted_from_the_as_at_date() -> None:
    rows = overview(LAIT, date(2026, 3, 31))

    figures, neighbours = rows.tail(2).rows()
    day = date(2025, 3, 31)
    assert figures == ("LAIT figures", None, 1, day, 1.0, "DfE: bds_long_0.parquet")
    assert neighbours == (
        *("LAIT neighbours", None, 2, date(2025, 5, 1), 0.9, "DfE: sn_may_2025.xlsx"),
    )


def test_data_newer_than_the_as_at_date_has_an_age_below_nought() -> None:
    assert overview(LAIT, date(2024, 3, 31))["age_years"][-2] == -1.0
