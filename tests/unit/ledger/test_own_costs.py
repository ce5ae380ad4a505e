"""The ledger's own weekly costs in DfE's groups."""

from __future__ import annotations

import polars as pl
import pytest

from kinward.errors import ArgumentError
from kinward.ledger.own_costs import CARE_SCHEMA, LEDGER_SCHEMA, own_costs


def care(*rows: tuple[int, str | None, int, int]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=CARE_SCHEMA, orient="row")


def test_groups_hold_their_categories_and_all_holds_everything() -> None:
    found = own_costs(
        care(
            (2016, "kinship", 10_000, 70),
            (2016, "in_house_fostering", 20_000, 70),
            (2016, "secure", 700, 7),
            (2016, "with_parents", 0, 63),
            (2016, None, 999_999, 5),
            (2017, "in_house_fostering", 100, 14),
        )
    )

    assert found.schema == LEDGER_SCHEMA
    assert found.rows() == [
        ("looked_after", 2016, 30_700, 1_023),
        ("looked_after", 2017, 100, 50),
        ("fostering", 2016, 30_000, 1_500),
        ("fostering", 2017, 100, 50),
        ("residential", 2016, 700, 700),
    ]


@pytest.mark.parametrize(("spend", "weekly"), [(1, 0), (3, 2), (5, 2), (7, 4)])
def test_half_a_penny_goes_to_the_even_one(spend: int, weekly: int) -> None:
    assert own_costs(care((2016, "secure", spend, 14)))["weekly_pence"].to_list() == [weekly] * 2


def test_spend_without_days_has_no_weekly_cost() -> None:
    found = own_costs(care((2016, "secure", 500, 0)))

    assert found.rows() == [("looked_after", 2016, 500, None), ("residential", 2016, 500, None)]


def test_a_category_that_nobody_knows_is_an_error_that_does_not_repeat_it() -> None:
    with pytest.raises(ArgumentError) as caught:
        own_costs(care((2016, "moon", 1, 1)))

    assert "moon" not in str(caught.value)
