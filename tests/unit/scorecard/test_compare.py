"""Place and quartile beside neighbours and England."""

from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinward.cohort.compare import OWN_SCHEMA
from kinward.measures import Polarity
from kinward.scorecard.compare import COMPARED, compare, quartile
from kinward.scorecard.model import Comparison
from lait_scenes import lait


def own(key: str, value: float, year: int = 2025) -> pl.DataFrame:
    return pl.DataFrame([(key, year, value)], schema=OWN_SCHEMA, orient="row")


def stability(mine: float, *others: int, nation: int = 10, **more: object) -> Comparison:
    figures = [("LACStable_2016on", 2025, 2 + i, float(v)) for i, v in enumerate(others)]
    figures += [("LACStable_2016on", 2025, 0, float(nation)), ("LACStable_2016on", 2025, 1, 99.0)]
    official = lait(figures, near=range(2, 2 + len(others)))
    found = compare(own("three_or_more_placements_pct", mine), official, 1, 2025, **more)  # type: ignore[arg-type]
    return found["three_or_more_placements_pct"]


def test_low_is_good() -> None:
    found = stability(9.4, 8, 10, 12, 14)

    assert (found.own, found.england, found.neighbours) == (9, 10, 11)
    assert (found.rank, found.of, found.quartile, found.best) == (2, 5, 2, "low")


def test_our_own_row_of_lait_is_not_used() -> None:
    assert stability(9.0, 8, 10, 12).neighbours == 10


def test_equals_share_a_place_as_published() -> None:
    """9.6 is 10 as DfE rounds, and so is a neighbour."""
    found = stability(9.6, 8, 10, 10, 12)

    assert found.own == 10
    assert found.rank == 2
    assert found.quartile == 2


def test_englands_quarters_need_more_than_the_neighbours() -> None:
    figures = [("LACStable_2016on", 2025, number, float(number)) for number in range(2, 10)]
    mine = own("three_or_more_placements_pct", 4.0)
    nearest, all_near = (
        compare(mine, lait(figures, near=near), 1, 2025)["three_or_more_placements_pct"]
        for near in ((2, 3, 4), range(2, 10))
    )

    assert (nearest.quartile, nearest.england_quartile) == (3, 2)
    assert (all_near.quartile, all_near.england_quartile) == (2, None)


def test_what_the_authority_says_is_good_counts() -> None:
    high: dict[str, Polarity] = {"three_or_more_placements_pct": "high"}
    found = stability(9.4, 8, 10, 12, 14, senses=high)

    assert (found.rank, found.best) == (4, "high")


def test_a_year_that_the_returns_do_not_cover_has_no_place() -> None:
    official = lait("LACStable_2016on 2025 2 8\nLACStable_2016on 2025 0 10")
    found = compare(own("three_or_more_placements_pct", 9.0, 2024), official, 1, 2025)

    it = found["three_or_more_placements_pct"]
    assert (it.own, it.rank, it.quartile, it.england) == (None, None, None, 10)


def test_later_years_are_not_looked_at_and_counts_are_not_compared() -> None:
    official = lait(
        "LACStable_2016on 2024 2 8\nLACStable_2016on 2025 2 9\nLACnum 2024 2 500\nLAC 2024 2 44.5"
    )
    found = compare(own("rate_per_10000", 43.64, 2024), official, 1, 2024)

    assert set(found) == {"three_or_more_placements_pct", "rate_per_10000"}
    assert found["three_or_more_placements_pct"].year == 2024
    assert found["rate_per_10000"].own == Decimal("43.6")
    assert "looked_after" not in COMPARED


@pytest.mark.parametrize(
    ("others", "quarters"),
    [([1, 2, 3], [1, 2, 3, 4]), ([1, 2, 3, 4, 5, 6, 7], [1, 1, 2, 2, 3, 3, 4, 4])],
)
def test_quarters_of_places(others: list[int], quarters: list[int]) -> None:
    values = [Decimal(each) for each in others]
    mine = [Decimal(each) - Decimal("0.5") for each in (*others, others[-1] + 1)]

    assert [quartile(values, each, "low") for each in mine] == quarters
    assert [quartile(values, each, "high") for each in mine] == quarters[::-1]


def test_too_few_have_no_quarters() -> None:
    assert quartile([Decimal(1), Decimal(2)], Decimal(1), "low") is None
    assert quartile([Decimal(1)] * 3, None, "low") is None


@given(st.lists(st.integers(0, 9), min_size=3, max_size=40), st.integers(0, 9))
def test_high_and_low_mirror_each_other(others: list[int], mine: int) -> None:
    values, value = [Decimal(each) for each in others], Decimal(mine)
    low, high = quartile(values, value, "low"), quartile(values, value, "high")

    assert low is not None
    assert high is not None
    assert 1 <= low <= 4
    assert low + high in (4, 5)
    assert quartile([-each for each in values], -value, "high") == low
