"""Commitments beside the forecast."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from budget_forecasts import forecast_from
from kinward.budget.committed import (
    BESIDE_SCHEMA,
    COMMITTED_SCHEMA,
    committed_beside_simulated,
)
from kinward.errors import ArgumentError
from kinward.forecast.model import TOTAL

AS_AT = date(2025, 12, 31)
CHILDREN = {"kinship": [4.0, 6.0], "external_residential": [1.0, 1.0]}


def commitments(*rows: tuple[str, str | None, int]) -> pl.DataFrame:
    return pl.DataFrame(
        [(date.fromisoformat(day), key, pence) for day, key, pence in rows],
        schema=COMMITTED_SCHEMA,
        orient="row",
    )


def test_the_same_months_of_both_are_set_side_by_side() -> None:
    """January to March 2026, 90 days, and all of 2026/27; a day of the month stands for it."""
    made = forecast_from(AS_AT, CHILDREN, 15)
    found = committed_beside_simulated(
        commitments(
            ("2026-01-01", "kinship", 400_000), ("2026-01-31", "kinship", 1),
            ("2026-03-15", "external_residential", 950_000), ("2026-04-01", "kinship", 60),
            ("2027-03-31", "kinship", 40),
        ),
        made,
    )  # fmt: skip
    assert found.rows.schema == BESIDE_SCHEMA
    assert found.rows.select("year", "key", "committed", "simulated", "difference").rows() == [
        (2026, TOTAL, 1_350_001, 1_350_000, -1),
        (2026, "kinship", 400_001, 450_000, 49_999),
        (2026, "external_residential", 950_000, 900_000, -50_000),
        (2027, TOTAL, 100, 5_475_000, 5_474_900),
        (2027, "kinship", 100, 1_825_000, 1_824_900),
        (2027, "external_residential", 0, 3_650_000, 3_650_000),
    ]
    assert found.rows.row(1)[4:6] == (90 * 4_200, 90 * 5_800)
    assert found.first_month == (400_001, 31 * 15_000)
    assert found.left_out.is_empty()


def test_the_sentence_says_what_the_difference_means() -> None:
    made = forecast_from(AS_AT, CHILDREN, 15)
    first, second, behind = committed_beside_simulated(
        commitments(("2026-01-01", "kinship", 2_000_000)), made
    ).sentences
    assert first == (
        "In 2025/26 (90 days of it) £20,000 is committed to today’s children up to their planned "
        "ends, and £13,500 is expected (80% interval £12,780 to £14,220): £6,500 less is "
        "expected."
    )
    assert second.startswith("In 2026/27 £0 is committed")
    assert second.endswith("more is expected.")
    assert "and prices" in behind
    assert "is not measured" in behind
    even = committed_beside_simulated(commitments(("2026-01-01", "kinship", 1_350_000)), made)
    assert even.sentences[0].endswith("the two are the same.")


def test_nothing_that_was_committed_is_lost() -> None:
    a_day = {"kinship": 1_000, "secure": 1}
    made = forecast_from(AS_AT, CHILDREN, 3, a_day)
    given = commitments(
        ("2025-12-31", "kinship", 1), ("2026-04-01", "kinship", 20), ("2026-02-01", None, 300),
        ("2026-02-01", "external_residential", 4_000), ("2026-02-01", "parent_and_child", 50_000),
        ("2026-02-01", "kinship", 600_000),
    )  # fmt: skip
    found = committed_beside_simulated(given, made)
    assert found.left_out.rows() == [
        ("no_category", 300),
        ("no_price", 4_000),
        ("not_ahead", 50_000),
        ("past", 1),
        ("beyond", 20),
    ]
    whole = found.rows.filter(pl.col("key") == TOTAL)["committed"].sum()
    assert whole + found.left_out["pence"].sum() == given["pence"].sum()
    assert len(found.sentences) == 2 + 5
    assert found.sentences[2] == (
        "Not compared: £3 of services that are no placement of a looked after child."
    )


def test_a_category_that_is_none_is_refused_without_naming_it() -> None:
    made = forecast_from(AS_AT, CHILDREN, 3)
    with pytest.raises(ArgumentError, match="1 category of the commitments is none") as caught:
        committed_beside_simulated(commitments(("2026-02-01", "Jo Bloggs", 1)), made)
    assert "Jo" not in str(caught.value)
