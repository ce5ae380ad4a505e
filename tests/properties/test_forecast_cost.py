"""The cost of paths equals the slow oracle, and its parts sum exactly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from kinward.forecast.cost import PRICES_SCHEMA, cost, day_prices
from kinward.forecast.model import QUANTILES, TOTAL, Cost
from kinward.forecast.simulation.calendar import month_ends_after
from kinward.terms import CATEGORIES
from oracles.cost import Price, days_of, month_price, months_of, quantile, year_of

KEYS = list(CATEGORIES)
FEW = ("kinship", "external_residential", "secure", "other")
AS_AT = st.dates(date(2022, 12, 1), date(2025, 6, 30))
UPLIFTS = st.sampled_from(["0", "3", "-2.5", "12.5", "0.1"]).map(Decimal)


@st.composite
def price_lists(draw: st.DrawFn) -> list[Price]:
    """Prices of one to three of the few categories, each from one to four days."""
    rows = []
    for category in draw(st.lists(st.sampled_from(FEW), min_size=1, max_size=3, unique=True)):
        starts = st.dates(date(2022, 1, 1), date(2027, 12, 31))
        for start in draw(st.lists(starts, min_size=1, max_size=4, unique=True)):
            pence = draw(st.integers(0, 900_000))
            weeks = draw(st.sampled_from(["52", "55", "38", "52.14"]))
            rows.append(Price(category, start, pence, Decimal(weeks)))
    return rows


@st.composite
def cases(draw: st.DrawFn) -> tuple[date, list[date], list[Price], np.ndarray]:
    """An as-at date, month ends, prices, and days of care in eighths of a day."""
    as_at, months, prices = draw(AS_AT), draw(st.integers(1, 30)), draw(price_lists())
    runs, seed = draw(st.integers(1, 12)), draw(st.integers(0, 2**32 - 1))
    eighths = np.random.default_rng(seed).integers(0, 80_000, (runs, months, len(KEYS)))
    days = (eighths / 8).astype(np.float32)
    days[:, :, [place for place, key in enumerate(KEYS) if key not in FEW]] = 0
    return as_at, month_ends_after(as_at, months), prices, days


def _frame(prices: Sequence[Price]) -> pl.DataFrame:
    rows = [(p.category, p.start, p.weekly_pence, float(p.paid_weeks)) for p in prices]
    return pl.DataFrame(rows, schema=PRICES_SCHEMA, orient="row")


def _of(prices: Sequence[Price], category: str) -> list[Price]:
    return [price for price in prices if price.category == category]


def _near(found: float, exact: Decimal) -> bool:
    """A whole number of pence next to the exact one, but for what a float cannot hold."""
    return found == round(found) and abs(Decimal(found) - exact) <= Decimal("0.501")


@settings(max_examples=60, deadline=None)
@given(AS_AT, st.integers(1, 40), price_lists(), UPLIFTS)
def test_the_price_of_a_day_is_the_oracles(
    as_at: date, months: int, prices: list[Price], uplift: Decimal
) -> None:
    ends = month_ends_after(as_at, months)
    found = day_prices(_frame(prices), ends, as_at, float(uplift))
    for place, category in enumerate(KEYS):
        own = _of(prices, category)
        if not own:
            assert np.isnan(found[:, place]).all()
            continue
        slow = [month_price(own, days, as_at, uplift) for days in months_of(as_at, ends)]
        np.testing.assert_allclose(found[:, place], [float(price) for price in slow], rtol=1e-12)


@settings(max_examples=40, deadline=None)
@given(cases(), UPLIFTS)
def test_means_and_quantiles_are_the_oracles(
    case: tuple[date, list[date], list[Price], np.ndarray], uplift: Decimal
) -> None:
    as_at, ends, prices, days = case
    found = cost(days, ends, as_at, _frame(prices), uplift_pct=float(uplift), seen=())
    priced = [key for key in KEYS if _of(prices, key)]
    assert found.months.keys == found.years.keys == (TOTAL, *priced)
    assert found.unpriced == tuple(key for key in FEW if key not in priced)

    dates = months_of(as_at, ends)
    rates = {
        key: [month_price(_of(prices, key), month, as_at, uplift) for month in dates]
        for key in priced
    }
    runs = [
        {
            key: [
                Decimal(float(path[m, KEYS.index(key)])) * rates[key][m] for m in range(len(ends))
            ]
            for key in priced
        }
        for path in days
    ]
    for run in runs:
        run[TOTAL] = [sum(parts, Decimal()) for parts in zip(*run.values(), strict=True)]
    for key in (TOTAL, *priced):
        for month in range(len(ends)):
            values = [run[key][month] for run in runs]
            if key != TOTAL:
                mean = sum(values, Decimal()) / len(values)
                assert _near(found.months.mean[found.months.row(key), month], mean)
            _same_quantiles(found.months.quantiles[:, found.months.row(key), month], values)
        for place, year in enumerate(found.year_names):
            inside = [month for month, end in enumerate(ends) if year_of(end) == year]
            values = [sum((run[key][month] for month in inside), Decimal()) for run in runs]
            _same_quantiles(found.years.quantiles[:, found.years.row(key), place], values)
    _sums_exactly(found, ends)
    days_ahead = [year_of(as_at + timedelta(days=n + 1)) for n in range((ends[-1] - as_at).days)]
    counts = {year: days_ahead.count(year) for year in found.year_names}
    assert {y: n for y, n in counts.items() if n < days_of(y)} == dict(found.part_years)


def _same_quantiles(found: np.ndarray, values: list[Decimal]) -> None:
    for level, each in zip(QUANTILES, found, strict=True):
        assert _near(each, quantile(values, level))


def _sums_exactly(found: Cost, ends: list[date]) -> None:
    months = [[int(pence) for pence in row] for row in found.months.mean]
    assert months[0] == [sum(parts) for parts in zip(*months[1:], strict=True)]
    for row, by_year in zip(months, found.years.mean, strict=True):
        for year, pence in zip(found.year_names, by_year, strict=True):
            assert pence == sum(p for p, end in zip(row, ends, strict=True) if year_of(end) == year)
