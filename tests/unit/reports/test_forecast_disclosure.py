"""What leaves of a forecast: an attacker solves for every hidden figure with all that is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from builders_forecast import backtest_of, cost_of, forecast_of
from builders_report import AS_AT, breakdown, flows_of, share_out, summary_of
from kinward.cohort.model import Summary
from kinward.forecast.model import TOTAL, Forecast
from kinward.reports import ahead
from kinward.reports.disclosure import protect, protect_backtest, protect_forecast
from kinward.reports.disclosure.cells import hide_alike
from kinward.reports.marks import marks

LIMIT = 5
KEYS = ("kinship", "in_house_fostering", "external_residential", "secure", "with_parents")


def plain_summary(counts: Mapping[str, int]) -> Summary:
    """A summary of these counts by category, without what else could hide them."""
    whole = summary_of()
    return summary_of(
        looked_after=sum(counts.values()),
        breakdowns={"category": breakdown(counts, {})},
        age_by_category=whole.age_by_category.clear(),
        flows=flows_of(sum(counts.values()), [(20, 20)] * 12),
    )


def both(
    counts: Mapping[str, int], growth: Mapping[str, float] | None = None
) -> tuple[Forecast, Forecast]:
    """A forecast, and what is shown of it."""
    whole = forecast_of(counts, growth=growth)
    return whole, protect_forecast(whole, protect(plain_summary(counts), LIMIT), LIMIT)


def hidden_keys(shown: Forecast) -> set[str]:
    stock = shown.stock
    return {key for key in shown.categories if np.isnan(stock.mean[stock.row(key)]).any()}


def found_out(equations: Sequence[Sequence[float]], unknowns: int) -> set[int]:
    """The unknowns that linear equations settle: those that no solution of nought moves."""
    matrix: NDArray[np.float64] = np.array(equations, dtype=float).reshape(-1, unknowns)
    _, sizes, directions = np.linalg.svd(matrix)
    rank = int((sizes > 1e-9).sum())
    free = directions[rank:]
    return {i for i in range(unknowns) if not len(free) or np.abs(free[:, i]).max() < 1e-9}


def test_the_attacker_can_attack() -> None:
    assert found_out([[1, 1, 0], [0, 1, 0]], 3) == {0, 1}
    assert found_out([[1, 1, 1]], 3) == set()


@settings(deadline=None, max_examples=60)
@given(
    st.fixed_dictionaries({key: st.sampled_from([0, 3, 9, 14, 40]) for key in KEYS}),
    st.fixed_dictionaries({key: st.sampled_from([-0.4, 0.0, 0.5]) for key in KEYS}),
)
def test_no_hidden_category_is_found_by_subtraction(
    counts: dict[str, int], growth: dict[str, float]
) -> None:
    whole, shown = both(counts, growth)
    hidden = hidden_keys(shown)
    assert hidden == {key for key in KEYS if key not in shown.today}
    for times in (
        [whole.today[key] for key in KEYS],
        *whole.stock.mean[[whole.stock.row(key) for key in KEYS]].T.tolist(),
    ):
        at = dict(zip(KEYS, times, strict=True))
        small = {key for key, n in at.items() if 0 < n < LIMIT + 1}
        assert small <= hidden
        # Children are what the attacker is after: a nought that is found out tells of none.
        secret = [key for key in KEYS if key in hidden and at[key] > 0]
        if small and len(secret) < sum(counts[key] > 0 for key in KEYS):
            assert not found_out([[1.0] * len(secret)], len(secret)), (counts, growth)


@pytest.mark.parametrize("key", ["secure", "concurrent"])
def test_what_is_small_today_is_hidden_at_all_times_with_its_band(key: str) -> None:
    whole, shown = both(share_out(553, {"kinship": 300, "with_parents": 250}) | {key: 3})
    row = shown.stock.row(key)
    assert np.isnan(shown.stock.mean[row]).all()
    assert np.isnan(shown.stock.quantiles[:, row]).all()
    assert len(hidden_keys(shown)) == 2
    total = shown.stock.row(TOTAL)
    assert (shown.stock.mean[total] == whole.stock.mean[total]).all()
    assert (shown.stock.quantiles[:, total] == whole.stock.quantiles[:, total]).all()


def test_what_becomes_small_is_hidden_from_the_start() -> None:
    _, shown = both({"kinship": 300, "with_parents": 40, "secure": 20}, {"secure": -0.5})
    assert hidden_keys(shown) == {"secure", "with_parents"}


def test_what_the_baseline_hides_the_forecast_hides() -> None:
    whole = forecast_of()
    summary = protect(summary_of(), LIMIT)
    shown = protect_forecast(whole, summary, LIMIT)
    covered = summary.breakdowns["category"].filter(pl.col("children").is_null())["key"]
    assert len(covered) > 0
    assert set(covered) <= hidden_keys(shown)
    partner = (
        breakdown(whole.today, {})
        .filter(pl.col("key") != TOTAL)
        .with_columns(pl.when(pl.col("key") != "with_parents").then("children").alias("children"))
    )
    more = replace(summary, breakdowns={"category": partner})
    assert "with_parents" in hidden_keys(protect_forecast(whole, more, LIMIT))


def test_a_limit_of_nought_hides_nothing() -> None:
    forecast, backtest = forecast_of(), backtest_of()
    assert protect_forecast(forecast, summary_of(), 0) is forecast
    assert protect_backtest(backtest, 0) is backtest


def test_a_time_without_small_counts_asks_for_no_partner() -> None:
    assert hide_alike([[0, 40, 30], [3, 40, 30]], LIMIT) == {0, 2}
    assert hide_alike([[0, 40, 30], [0, 41, 30]], LIMIT) == set()
    assert hide_alike([[3, 40, 30], [40, 3, 30]], LIMIT) == {0, 1}


@settings(deadline=None, max_examples=60)
@given(st.lists(st.floats(-30, 30), min_size=6, max_size=6))
def test_no_hidden_driver_is_found_from_the_change_or_from_the_other_time(
    parts: list[float],
) -> None:
    names = ["entries", "exit_home", "exit_adopted", "ageing_out", "rate_drift"]
    whole = forecast_of({"kinship": 400}, months=24)
    days = [whole.month_ends[place] for place in marks(whole.month_ends)]
    values = {days[0]: parts[:5], days[1]: [n * 2 + parts[5] for n in parts[:5]]}
    rows = [
        (TOTAL, day, name, name, n)
        for day, numbers in values.items()
        for name, n in [*zip(names, numbers, strict=True), ("change", sum(numbers))]
    ]
    drivers = pl.DataFrame(rows, schema=whole.drivers.schema, orient="row")
    summary = plain_summary({"kinship": 400})
    shown = protect_forecast(replace(whole, drivers=drivers), summary, LIMIT).drivers
    at = {(day, name): n for day, name, n in shown.select("month", "driver", "children").rows()}
    assert all(at[day, "change"] is not None for day in days)
    hidden = [name for name in names if at[days[0], name] is None]
    assert hidden == [name for name in names if at[days[1], name] is None]
    for name in set(names[:4]) - set(hidden):
        for n in (at[days[0], name], at[days[1], name], at[days[1], name] - at[days[0], name]):
            assert not 0 < abs(n) < LIMIT + 1
    secret = [name for name in hidden if any(abs(values[day][names.index(name)]) for day in days)]
    if 0 < len(secret) < sum(any(values[d][i] for d in days) for i in range(4)):
        assert not found_out([[1.0] * len(secret)], len(secret))


def test_drivers_are_of_all_children_at_two_times() -> None:
    shown = both(share_out(553, {"kinship": 300, "with_parents": 253}))[1].drivers
    assert set(shown["key"]) == {TOTAL}
    assert shown["month"].n_unique() == 2


def test_children_past_18_are_not_told_by_a_difference() -> None:
    counts = share_out(553, {"kinship": 300, "with_parents": 253})
    whole = forecast_of(counts)
    older = plain_summary({**counts, "kinship": counts["kinship"] + 2})
    shown = protect_forecast(whole, older, LIMIT)
    assert shown.today == {TOTAL: 555, "kinship": counts["kinship"] + 2, "with_parents": 253}
    assert shown.drivers.is_empty()
    assert shown.drivers.schema == whole.drivers.schema


def test_monthly_flows_are_all_shown_or_none() -> None:
    large, small = both({"kinship": 553})[1], both({"kinship": 60})[1]
    for fan in (large.entries, large.exits):
        assert not np.isnan(fan.mean[fan.row(TOTAL)]).any()
        assert np.isnan(fan.mean[[fan.row(k) for k in fan.keys if k != TOTAL]]).all()
    for fan in (small.entries, small.exits):
        assert np.isnan(fan.mean).all()
        assert np.isnan(fan.quantiles).all()


def test_of_the_cost_only_the_yearly_total_leaves() -> None:
    counts = share_out(553, {"kinship": 300, "with_parents": 250})
    priced = replace(forecast_of(counts), cost=cost_of(forecast_of(counts)))
    shown = protect_forecast(priced, plain_summary(counts), LIMIT).cost
    assert shown is not None
    assert priced.cost is not None
    assert shown.years.keys == (TOTAL,)
    assert shown.months.keys == ()
    assert not shown.part_years
    whole = [year not in priced.cost.part_years for year in priced.cost.year_names]
    exact = priced.cost.years.mean[priced.cost.years.row(TOTAL), whole]
    assert (abs(shown.years.mean[0] - exact) <= 5_000_000).all()
    assert (shown.years.mean[0] % 10_000_000 == 0).all()
    assert (shown.years.quantiles % 10_000_000 == 0).all()


def test_evidence_tells_of_all_how_often_events_come_and_never_how_many() -> None:
    """Those of two reports, a month apart, would tell those of the month."""
    whole = forecast_of()
    shown = protect_forecast(whole, protect(summary_of(), LIMIT), LIMIT).evidence
    assert set(shown["key"]) == {TOTAL}
    assert shown["events"].null_count() == shown.height
    rates = shown["per_100_child_years"]
    assert (rates.drop_nulls() % 1 == 0).all()
    assert (shown["child_years"] % 1 == 0).all()
    hidden = shown.filter(rates.is_null())["event"].to_list()
    assert "custody_or_other" in hidden
    assert len(set(hidden) - {"move"}) >= 2
    assert rates.null_count() < shown.height


def test_a_cause_that_the_yearly_table_hides_has_no_total() -> None:
    summary = summary_of()
    year = (pl.col("year") == 2026) & (pl.col("key") == "home")
    causes = summary.exits_by_cause.with_columns(pl.when(~year).then("count").alias("count"))
    shown = protect_forecast(forecast_of(), replace(summary, exits_by_cause=causes), LIMIT)
    home = shown.evidence.filter(pl.col("event") == "home")
    assert home["per_100_child_years"].to_list() == [None]


def test_notes_tell_no_count_that_grows_from_month_to_month() -> None:
    notes = ("8.0 years of returns: 2,410 entries, 3 exits before 18 and 3,120 moves.",)
    forecast = replace(forecast_of(), notes=notes)
    assert protect_forecast(forecast, summary_of(), LIMIT).notes == (
        "8.0 years of returns: [c] entries, [c] exits before 18 and [c] moves.",
    )


def test_of_past_forecasts_only_the_total_leaves_one_by_one() -> None:
    shown = protect_backtest(backtest_of(), LIMIT)
    assert set(shown.rows["measure"]) == {TOTAL}
    assert shown.scores.equals(backtest_of().scores)


def test_the_tables_of_what_is_shown_mark_what_is_hidden() -> None:
    forecast = replace(forecast_of(), cost=cost_of(forecast_of()))
    shown = protect(summary_of(), LIMIT)
    made = ahead.build(forecast, backtest_of(), shown, "x", LIMIT)
    assert not {key for key in made.tables if "category_" in key and "months" not in key}
    secure = next(row for row in made.tables["forecast_by_category"].cells() if row[0] == "Secure")
    assert set(secure[1:]) == {"[c]"}
    months = made.tables["forecast_category_months"].cells()
    assert {cell for row in months if row[0] == "Secure" for cell in row[2:]} == {"[c]"}
    panels = next(s for s in made.sections if s.key == "forecast").figures
    drawn = next(f.chart for f in panels if f.table.key == "forecast_category_months")
    assert drawn is not None
    assert "Secure" not in {row["group"] for row in drawn["datasets"]["values"]}
    assert forecast.as_at == AS_AT
