"""The cost of paths, by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import polars as pl
import pytest
from numpy.typing import NDArray

from kinward.errors import ArgumentError
from kinward.forecast.cost import PRICES_SCHEMA, cost
from kinward.forecast.model import QUANTILES, TOTAL, Cost
from kinward.forecast.simulation.calendar import month_ends_after
from kinward.terms import CATEGORIES

KEYS = list(CATEGORIES)
AS_AT = date(2025, 3, 31)


def prices(*rows: tuple[str, str, int, float]) -> pl.DataFrame:
    return pl.DataFrame(
        [(key, date.fromisoformat(day), pence, weeks) for key, day, pence, weeks in rows],
        schema=PRICES_SCHEMA,
        orient="row",
    )


def care(runs: int, months: int, **children: NDArray[np.float64] | float) -> NDArray[np.float32]:
    """Days of care: of each category named, an array that fits (runs, months)."""
    days = np.zeros((runs, months, len(KEYS)), dtype=np.float32)
    for key, each in children.items():
        days[:, :, KEYS.index(key)] = each
    return days


def whole_months(as_at: date, months: int) -> NDArray[np.float64]:
    """The days of each month ahead: the care of one child who stays."""
    ends = np.array([as_at, *month_ends_after(as_at, months)], dtype="M8[D]")
    return np.diff(ends).astype(np.float64)


def costed(
    days: NDArray[np.float32], given: pl.DataFrame, as_at: date = AS_AT, uplift_pct: float = 0.0
) -> Cost:
    ends = month_ends_after(as_at, days.shape[1])
    return cost(days, ends, as_at, given, uplift_pct=uplift_pct, seen=())


def by_year(found: Cost, key: str = TOTAL) -> Mapping[int, float]:
    return dict(zip(found.year_names, found.years.mean[found.years.row(key)], strict=True))


def test_a_full_year_of_one_child_costs_the_paid_weeks_leap_year_or_not() -> None:
    """£1,000 a week is £52,000 in 2025/26 (365 days) and in 2027/28 (366); months are rounded."""
    given = prices(("kinship", "2024-04-01", 100_000, 52.0))
    found = costed(care(1, 36, kinship=whole_months(AS_AT, 36)), given)

    assert found.year_names == (2026, 2027, 2028)
    assert found.part_years == {}
    assert found.months.mean[0, 0] == round(5_200_000 / 365 * 30)
    assert found.months.mean[0, 30] == round(5_200_000 / 366 * 31)
    assert by_year(found) == pytest.approx({2026: 5.2e6, 2027: 5.2e6, 2028: 5.2e6}, abs=6)
    assert found.years.quantiles[:, 0, 2].tolist() == [5_200_000] * len(QUANTILES)


def test_uplift_compounds_by_financial_year_after_the_last_price() -> None:
    """The last price of in-house carers is of 2026/27, that of kinship older than the as-at date:
    kinship rises from April 2026 on, in-house from April 2027 on."""
    given = prices(
        ("kinship", "2019-04-01", 10_000, 52.0),
        ("in_house_fostering", "2025-04-01", 20_000, 55.0),
        ("in_house_fostering", "2026-10-01", 30_000, 55.0),
    )
    stays = whole_months(date(2025, 6, 30), 45)
    days = care(1, 45, kinship=stays, in_house_fostering=stays)
    found = costed(days, given, as_at=date(2025, 6, 30), uplift_pct=10)
    price = found.months.mean[1:] / stays

    of_day = 10_000 * 52 / 365
    assert price[0, [0, 8]] == pytest.approx([of_day] * 2, abs=0.02)  # July 2025, March 2026
    assert price[0, [9, 20]] == pytest.approx([of_day * 1.1] * 2, abs=0.02)
    assert price[0, 21] == pytest.approx(10_000 * 52 / 366 * 1.21, abs=0.02)
    assert price[0, 33] == pytest.approx(of_day * 1.331, abs=0.02)

    assert price[1, 14] == pytest.approx(20_000 * 55 / 365, abs=0.02)  # September 2026
    assert price[1, [15, 20]] == pytest.approx([30_000 * 55 / 365] * 2, abs=0.02)
    assert price[1, 21] == pytest.approx(30_000 * 55 / 366 * 1.1, abs=0.02)
    assert price[1, 44] == pytest.approx(30_000 * 55 / 365 * 1.21, abs=0.02)
    assert found.part_years == {2026: 274}
    assert found.uplift_pct == 10


def test_a_change_within_a_month_is_weighed_by_days() -> None:
    """April 2025: ten days at £10 a day, twenty at £25; £20 a day on average."""
    given = prices(("secure", "2025-01-01", 36_500, 10.0), ("secure", "2025-04-11", 91_250, 10.0))
    found = costed(care(1, 2, secure=[[30, 31]]), given)
    assert found.months.mean[0].tolist() == [60_000, 77_500]


def test_before_the_first_price_the_first_counts() -> None:
    given = prices(("secure", "2025-05-01", 36_500, 10.0), ("secure", "2025-06-01", 73_000, 10.0))
    found = costed(care(1, 3, secure=1.0), given)
    assert found.months.mean[0].tolist() == [1000, 1000, 2000]


def test_a_mean_is_rounded_once_half_to_even() -> None:
    """A penny a day: half days in the mean of two runs are half pence."""
    given = prices(("secure", "2025-04-01", 365, 1.0), ("kinship", "2025-04-01", 365, 1.0))
    days = care(2, 3, secure=[[0, 1, 2], [1, 2, 3]], kinship=[[0, 1, 2], [1, 2, 3]])
    found = costed(days, given)

    assert found.months.keys == (TOTAL, "kinship", "secure")
    assert found.months.mean.tolist() == [[0, 4, 4], [0, 2, 2], [0, 2, 2]]
    assert by_year(found) == {2026: 8}
    assert by_year(found, "secure") == {2026: 4}


def test_the_interval_of_a_year_is_that_of_whole_paths() -> None:
    """One run is dear in spring and the other in summer: the year costs the same in both, and of
    two categories that stand in for each other the total is certain."""
    given = prices(("secure", "2025-04-01", 36_500, 1.0), ("kinship", "2025-04-01", 36_500, 1.0))
    found = costed(care(2, 2, secure=[[10, 20], [20, 10]], kinship=[[20, 10], [10, 20]]), given)

    low, high = found.months.interval("secure", 50)
    assert (low.tolist(), high.tolist()) == ([1250, 1250], [1750, 1750])
    assert [end.tolist() for end in found.months.interval(TOTAL, 95)] == [[3000, 3000]] * 2
    assert [end.tolist() for end in found.years.interval("secure", 95)] == [[3000]] * 2


def test_a_category_without_a_price_is_left_out_and_named() -> None:
    given = prices(("secure", "2025-04-01", 36_500, 1.0), ("kinship", "2025-04-01", 1, 1.0))
    ends = month_ends_after(AS_AT, 1)
    days = care(1, 1, secure=3, with_parents=9)
    seen = {KEYS.index(key) for key in ("secure", "kinship", "other")}
    found = cost(days, ends, AS_AT, given, uplift_pct=0.0, seen=seen)

    assert found.unpriced == ("with_parents",)
    assert found.months.keys == found.years.keys == (TOTAL, "kinship", "secure")
    assert found.months.mean.tolist() == [[300], [0], [300]]


def test_part_years_are_told_with_their_days() -> None:
    """From 1 April 2027 on a day of 2027/28, of 366, has passed."""
    given = prices(("secure", "2025-04-01", 36_500, 1.0))
    assert costed(care(1, 12, secure=1.0), given, date(2027, 4, 1)).part_years == {2028: 365}
    assert costed(care(1, 3, secure=1.0), given, date(2025, 5, 10)).part_years == {2026: 82}
    assert costed(care(1, 14, secure=1.0), given).part_years == {2027: 61}


def test_nobody_ahead_costs_nothing() -> None:
    found = costed(care(5, 2), prices(("secure", "2025-04-01", 36_500, 1.0)))
    assert found.months.keys == (TOTAL,)
    assert found.months.mean.tolist() == [[0, 0]]
    assert not found.years.quantiles.any()


def test_no_price_for_anybody_is_refused() -> None:
    given = prices(("kinship", "2025-04-01", 36_500, 1.0))
    with pytest.raises(
        ArgumentError, match=r"--prices: No category .* Add a row for secure, other"
    ):
        costed(care(1, 1, secure=1.0, other=1.0), given)


@pytest.mark.parametrize("uplift", [-51.0, 101.0, float("nan"), float("inf")])
def test_an_uplift_that_can_only_be_a_slip_is_refused(uplift: float) -> None:
    given = prices(("secure", "2025-04-01", 36_500, 1.0))
    with pytest.raises(ArgumentError, match="--uplift: The uplift must be from -50 to 100"):
        costed(care(1, 1, secure=1.0), given, uplift_pct=uplift)
