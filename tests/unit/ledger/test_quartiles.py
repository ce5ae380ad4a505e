"""The spread of prices, exactly."""

from __future__ import annotations

from fractions import Fraction
from statistics import quantiles

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from kinward.ledger.quartiles import LOWER, MEDIAN, SPREAD, UPPER, quarters, spreads


@given(st.lists(st.integers(-(10**9), 10**9), min_size=2, max_size=30))
def test_the_quarters_are_those_of_the_standard_library(values: list[int]) -> None:
    frame = pl.DataFrame({"all": 0, "weekly": values}, schema_overrides={"weekly": pl.Int64})
    below = (LOWER, MEDIAN, UPPER)
    found = frame.group_by("all").agg(quarters("weekly", each).alias(str(each)) for each in below)

    inclusive = quantiles([Fraction(value) for value in values], n=4, method="inclusive")
    assert found.drop("all").row(0) == tuple(4 * value for value in inclusive)


def test_a_group_of_one_is_its_own_spread() -> None:
    frame = pl.DataFrame({"by": ["a", "a", "b"], "weekly": [100_01, 100_02, 7]})

    found = spreads(frame, ["by"])

    # 100.015 lies between two pennies: half to even.
    assert found.select("by", "priced", "mean", "median").rows() == [
        ("a", 2, 100_02, 100_02),
        ("b", 1, 7, 7),
    ]
    assert found.filter(by="b").select(*SPREAD).row(0) == (7, 7, 7, 7, 7)


def test_nothing_has_no_spread() -> None:
    frame = pl.DataFrame(schema={"by": pl.String(), "weekly": pl.Int64()})

    assert spreads(frame, ["by"]).is_empty()
