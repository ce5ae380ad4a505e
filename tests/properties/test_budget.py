"""The budget model equals the slow oracle, and its parts sum exactly, on any plan."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from budget_forecasts import forecast_from
from kinward.budget.bridge import STEPS, bridges
from kinward.budget.demography import Demography
from kinward.budget.from_forecast import SoFar, model_from_forecast
from kinward.budget.gap import plan_against_forecast
from kinward.budget.model import build
from kinward.budget.savings import Saving
from kinward.budget.targets import DayTarget, Targets, check_targets
from kinward.budget.trajectory import Planned, Trajectory
from kinward.budget.uplift import Uplift
from kinward.dates import year_end, year_start
from kinward.forecast.model import TOTAL
from oracles.budget import average_between, half_even, risen, variance

YEARS = (2023, 2024, 2025, 2026)
AVERAGES = st.decimals(0, 300, places=2)
POUNDS = st.decimals(0, 9000, places=2)
PCTS = st.decimals(-20, 30, places=1)
WEEKS = st.sampled_from([Decimal(52), Decimal(55), Decimal("52.14"), Decimal(1)])


@st.composite
def plans(draw: st.DrawFn) -> Trajectory:
    """One to four types in four years: the first year has a price, later ones may."""
    rows = []
    for name in ("A", "B", "C", "D")[: draw(st.integers(1, 4))]:
        weeks = draw(WEEKS)
        for year in YEARS:
            price = draw(POUNDS) if year == YEARS[0] or draw(st.booleans()) else None
            fixed = draw(POUNDS) if price is None and draw(st.booleans()) else None
            row = len(rows) + 2
            rows.append(Planned(name, year, draw(AVERAGES), price, weeks, fixed, row))
    return Trajectory("trajectory.csv", tuple(rows), (), ())


@st.composite
def rises(draw: st.DrawFn) -> Uplift:
    pct = {year: draw(PCTS) for year in YEARS if draw(st.booleans())}
    return Uplift(pct, draw(PCTS), draw(st.sampled_from([None, *YEARS])))


savings_lists = st.lists(
    st.builds(
        Saving,
        objective=st.just("x"),
        kind=st.sampled_from(["number", "cost", "time", "other"]),
        year=st.sampled_from(YEARS),
        pence=st.integers(-(10**8), 10**9),
        in_trajectory=st.booleans(),
        lasting=st.booleans(),
    ),
    max_size=4,
)
growth = st.builds(
    Demography,
    population=st.fixed_dictionaries({year: st.integers(1, 300_000) for year in YEARS}),
    rate=st.decimals(1, 200, places=1),
    base_year=st.just(YEARS[0]),
)


def _expected(rows: list[Planned], uplift: Uplift) -> list[int]:
    """The requirements of one type, year by year, with a price carried on in pounds."""
    found: list[int] = []
    price = Fraction(0)
    since = YEARS[0]
    for row in rows:
        pcts = [uplift.pct.get(y, uplift.otherwise) for y in range(since + 1, row.year + 1)]
        base = uplift.price_base
        own = Fraction(1)
        if base is not None and base <= row.year:
            own = risen(
                Decimal(1),
                [uplift.pct.get(y, uplift.otherwise) for y in range(base + 1, row.year + 1)],
            )
        elif base is not None:
            own = 1 / risen(
                Decimal(1),
                [uplift.pct.get(y, uplift.otherwise) for y in range(row.year + 1, base + 1)],
            )
        paid = Fraction(row.yearly_average) * Fraction(row.weeks)
        if row.weekly_cost is not None:
            price, since = Fraction(row.weekly_cost) * own, row.year
        elif row.requirement is not None:
            found.append(half_even(Fraction(row.requirement) * own * 100))
            if paid:
                price, since = Fraction(found[-1]) / 100 / paid, row.year
            continue
        else:
            for pct in pcts:
                price += price * Fraction(pct) / 100
            since = row.year
        found.append(half_even(price * paid * 100))
    return found


@settings(max_examples=150, deadline=None)
@given(plans(), rises())
def test_requirements_are_the_oracles_to_the_penny(plan: Trajectory, uplift: Uplift) -> None:
    model = build(plan, uplift)
    for name in plan.types:
        own = [line.requirement for line in model.lines if line.placement_type == name]
        assert own == _expected([row for row in plan.rows if row.placement_type == name], uplift)


@settings(max_examples=150, deadline=None)
@given(plans(), rises(), growth, savings_lists)
def test_a_bridge_sums_to_the_change_and_follows_the_variance_analysis(
    plan: Trajectory, uplift: Uplift, demography: Demography, savings: list[Saving]
) -> None:
    populated = build(plan, uplift).yearly_average(YEARS[0]) > 0
    model = build(plan, uplift, demography if populated else None, savings)
    for found in bridges(model):
        assert sum(found.step(key) for key in STEPS) == found.closing - found.opening
        before, after = model.of_year(found.from_year), model.of_year(found.to_year)
        slow = variance(
            [(line.paid_weeks, line.requirement) for line in before],
            [(line.paid_weeks, line.requirement) for line in after],
        )
        for line, was, now, exact in zip(found.lines, before, after, slow, strict=True):
            assert line.change == now.requirement - was.requirement
            assert line.volume == half_even(exact["volume"])
            assert line.mix == half_even(exact["mix"])
            assert line.price + line.uplift == half_even(exact["price"])
            if was.paid_weeks and now.paid_weeks:
                assert abs(line.other) <= 1


@settings(max_examples=100, deadline=None)
@given(plans(), rises(), growth, savings_lists)
def test_the_tables_sum_to_the_model(
    plan: Trajectory, uplift: Uplift, demography: Demography, savings: list[Saving]
) -> None:
    populated = build(plan, uplift).yearly_average(YEARS[0]) > 0
    model = build(plan, uplift, demography if populated else None, savings)
    lines = (
        model.lines_frame().group_by("year", maintain_order=True).agg(pl.col("requirement").sum())
    )
    totals = model.totals_frame()
    assert dict(lines.iter_rows()) == dict(totals.select("year", "placements").iter_rows())
    off = model.savings_frame().group_by("year").agg(pl.col("taken_off").sum())
    for year, pence in off.iter_rows():
        assert pence == model.taken_off(year)
    assert totals["requirement"].to_list() == [model.requirement(year) for year in model.years]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_what_targets_allow_is_the_oracles(data: st.DataObject) -> None:
    first, last = year_start(2024), year_end(2024)
    within = st.dates(first - timedelta(days=400), last + timedelta(days=400))
    days = data.draw(st.sets(within, max_size=5))
    days |= {first - timedelta(days=401), last + timedelta(days=401)}
    numbers = {day: data.draw(st.integers(0, 900)) for day in sorted(days)}
    rows = tuple(DayTarget(day, n, row) for row, (day, n) in enumerate(numbers.items(), 2))
    average = data.draw(st.fractions(0, 900, max_denominator=50))
    (check,), _ = check_targets({2024: average}, Targets("t", rows, ()))
    low, high, straight = average_between(numbers, first, last)
    assert (check.low, check.high, check.straight) == (low, high, straight)
    assert low <= straight <= high
    assert (check.verdict == "inside") == (low <= average <= high)


@settings(max_examples=40, deadline=None)
@given(
    st.dates(date(2023, 4, 1), date(2024, 5, 31)),
    st.lists(st.floats(0, 50, width=32), min_size=3, max_size=3),
    st.lists(st.floats(0, 50, width=32), min_size=3, max_size=3),
    st.integers(0, 10**9),
)
def test_a_forecast_and_its_gap_sum_over_categories(
    as_at: date, kin: list[float], homes: list[float], spent: int
) -> None:
    made = forecast_from(as_at, {"kinship": kin, "external_residential": homes}, 40)
    so_far = SoFar({"kinship": spent, "secure": 7})
    model = model_from_forecast(made, so_far)
    cost = made.cost
    assert cost is not None
    for year in model.years:
        past = spent + 7 if year == model.years[0] and year in cost.part_years else 0
        whole = cost.years.mean[0, cost.year_names.index(year)]
        assert model.requirement(year) == int(whole) + past
    gaps = plan_against_forecast(model, made, {}, so_far)
    assert set(gaps.rows["gap"]) == {0}
    total = gaps.rows.filter(pl.col("key") == TOTAL)
    np.testing.assert_array_equal(
        total["forecast"], [model.requirement(year) for year in model.years]
    )
