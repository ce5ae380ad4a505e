"""Tables and charts of the forecast: what they hold, and that they agree with it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import polars as pl
import pytest
import vl_convert

from builders_forecast import backtest_of, cost_of, forecast_of, target_of
from builders_report import summary_of
from kinward.forecast.model import TOTAL
from kinward.reports import ahead
from kinward.reports.charts import fan
from kinward.reports.figures import ahead as figures
from kinward.reports.judged import past
from kinward.reports.table import ReportTable, write_value

FORECAST = replace(forecast_of(), target=target_of(), cost=cost_of(forecast_of()))


@pytest.fixture(scope="module")
def tables() -> dict[str, ReportTable]:
    return ahead.build(FORECAST, backtest_of(), summary_of(), "the returns", 0).tables


def test_nothing_given_looks_nowhere() -> None:
    nothing = ahead.build(None, None, summary_of(), "the returns", 0)
    assert nothing == ahead.Ahead({}, (), ())


def test_every_table_names_its_source_and_has_its_columns(tables: dict[str, ReportTable]) -> None:
    for key, table in tables.items():
        assert table.key == key
        assert table.source.startswith("the returns; ")
        assert {column.name for column in table.columns} <= set(table.frame.columns)
        assert len(table.cells()) == table.frame.height > 0


def test_the_total_goes_from_the_past_through_today_to_the_bands(
    tables: dict[str, ReportTable],
) -> None:
    frame = tables["forecast_total"].frame
    assert frame["month"].is_sorted()
    assert frame["month"].n_unique() == frame.height == 48 + 36
    now = frame.filter(pl.col("month") == FORECAST.as_at)
    assert now["children"].to_list() == [553]
    assert now["mean"].to_list() == [None]
    last = frame.row(-1, named=True)
    assert last["mean"] == FORECAST.stock.mean[0, -1]
    low, high = FORECAST.stock.interval(TOTAL, 95)
    assert (last["low_95"], last["high_95"]) == (low[-1], high[-1])
    ends = [last[f"low_{p}"] for p in (95, 80, 50)] + [last[f"high_{p}"] for p in (50, 80, 95)]
    assert ends == sorted(ends)


def test_categories_sum_to_the_total_at_every_month_end(tables: dict[str, ReportTable]) -> None:
    by_month = tables["forecast_category_months"].frame.group_by("month").agg(pl.col("mean").sum())
    total = tables["forecast_total"].frame.drop_nulls("mean").select("month", "mean")
    joined = total.join(by_month, on="month")
    assert joined.height == 36
    assert (joined["mean"] - joined["mean_right"]).abs().max() < 1e-9  # type: ignore[operator]


def test_by_category_shows_today_a_year_ahead_and_the_end(tables: dict[str, ReportTable]) -> None:
    table = tables["forecast_by_category"]
    assert [column.label for column in table.columns][:5] == [
        "Placement category",
        "On 31 March 2026",
        "Expected on 31 March 2027",
        "80% interval, 31 March 2027: from",
        "80% interval, 31 March 2027: to",
    ]
    row = table.frame.filter(pl.col("label") == "External residential").row(0, named=True)
    assert row["today"] == 55
    assert row["at_11_mean"] == pytest.approx(55 * 1.12)
    assert row["at_35_mean"] == pytest.approx(55 * 1.12**3)


def test_drivers_are_written_with_their_sign_and_sum_to_the_change(
    tables: dict[str, ReportTable],
) -> None:
    table = tables["forecast_drivers"]
    frame = table.frame
    parts, change = frame.filter(pl.col("driver") != "change"), frame.tail(1)
    assert change["driver"].to_list() == ["change"]
    for column in table.columns[1:]:
        assert parts[column.name].sum() == pytest.approx(change[column.name][0])
    assert table.cells()[0] == ("Children who enter", "+269.0", "+810.6")
    assert table.cells()[1][1] == "−110.6"


def test_cost_is_in_pounds_and_its_categories_sum_to_the_years(
    tables: dict[str, ReportTable],
) -> None:
    years = tables["forecast_cost"].frame
    parts = (
        tables["forecast_cost_category"]
        .frame.group_by("year", maintain_order=True)
        .agg(pl.col("mean").sum())
    )
    assert years["year"].to_list() == parts["year"].to_list() == [2027, 2028, 2029]
    assert (years["mean"] * 100).round(6).to_list() == (parts["mean"] * 100).round(6).to_list()
    assert years["covers"].to_list() == ["The whole year"] * 3
    assert tables["forecast_cost"].cells()[0][2].startswith("£33,")
    months = tables["forecast_cost_months"].frame
    assert months["mean"].sum() == pytest.approx(years["mean"].sum())


def test_a_part_year_says_how_many_days_it_covers() -> None:
    short = forecast_of(months=8)
    made = ahead.build(replace(short, cost=cost_of(short)), None, summary_of(), "x", 0)
    assert made.tables["forecast_cost"].frame["covers"].to_list() == ["240 days"]


def test_past_forecasts_stand_beside_what_came(tables: dict[str, ReportTable]) -> None:
    frame = tables["backtest_total"].frame
    year = frame.filter(pl.col("horizon") == 12)
    assert year["origin"].to_list() == [date(y, 3, 31) for y in range(2018, 2025)]
    assert year["on"].to_list() == [date(y, 3, 31) for y in range(2019, 2026)]
    first = year.row(0, named=True)
    assert (first["observed"], first["mean"], first["unchanged"]) == (500.0, 515.0, 525.0)
    assert first["held"] == "Yes"
    quarter = frame.filter(pl.col("horizon") == 3)
    assert quarter["on"].to_list() == [date(y, 6, 30) for y in range(2018, 2025)]


def test_scores_list_every_model_and_share_their_percentages(
    tables: dict[str, ReportTable],
) -> None:
    rows = tables["backtest_scores"].cells()
    assert [row[2] for row in rows[:4]] == ["Kinward", "No change", "Damped drift", "Plain Markov"]
    year = next(row for row in rows if row[:3] == ("All children", "12", "Kinward"))
    assert year[4] == "3.0%"
    assert "backtest_cost_scores" not in tables
    groups = next(row for row in rows if row[0] == "By placement category")
    assert groups[4] == "[x]"


def test_scores_of_cost_are_in_pounds_and_apart() -> None:
    scores = backtest_of().scores.filter(pl.col("measure") == "total")
    money = scores.with_columns(measure=pl.lit("cost"), mae=pl.lit(1_234_500.0), bias=-100_000.0)
    made = ahead.build(
        None, backtest_of(scores=pl.concat([scores, money])), summary_of(), "x", 0
    ).tables
    assert set(made["backtest_scores"].frame["label"]) == {"All children"}
    row = made["backtest_cost_scores"].cells()[0]
    assert (row[5], row[6]) == ("£12,345", "−£1,000")


@pytest.mark.parametrize(
    ("value", "how", "said"),
    [
        (3.14, "change", "+3.1"),
        (-3.14, "change", "−3.1"),
        (-0.04, "change", "0.0"),
        (1234.5, "pounds", "£1,234"),
        (-1234.6, "pounds", "−£1,235"),
        (-0.4, "pounds", "£0"),
        (-0.04, "number", "0.0"),
    ],
)
def test_changes_and_pounds_in_words(value: float, how: str, said: str) -> None:
    assert write_value(value, how) == said  # type: ignore[arg-type]


def marks_of(spec: dict[str, Any]) -> list[str]:
    return [layer["mark"]["type"] for layer in spec["layer"]]


def test_the_fan_holds_every_number_and_its_bands_go_from_light_to_dark() -> None:
    spec = figures.total(FORECAST)
    assert spec is not None
    vl_convert.vegalite_to_vega(json.dumps(spec))
    assert marks_of(spec).count("area") == 3
    low, high = spec["layer"][0]["encoding"]["y"]["scale"]["domain"]
    data = spec["datasets"]
    numbers = [row["children"] for row in data["past"]] + [560]
    numbers += [row[f"{end}_95"] for row in data["ahead"] for end in ("low", "high")]
    assert low < min(numbers)
    assert high > max(numbers)
    assert data["ahead"][0] == data["ahead"][0] | {"month": "2026/03/31", "mean": 553.0}
    assert next(row["words"] for row in data["names"]) == "Expected: 600"
    assert data["aim"][-1]["month"] == "2027/03/31"
    lightness = [sum(int(c[i : i + 2], 16) for i in (1, 3, 5)) for c in fan.BANDS.values()]
    assert lightness == sorted(lightness, reverse=True)


def test_the_fan_never_goes_below_nought_and_needs_no_target() -> None:
    spec = figures.total(forecast_of({"kinship": 2}))
    assert spec is not None
    assert spec["layer"][0]["encoding"]["y"]["scale"]["domain"][0] == 0.0
    assert "aim" not in spec["datasets"]


def test_names_beside_the_bands_stand_apart() -> None:
    spec = figures.total(forecast_of({"kinship": 2}, months=1))
    assert spec is not None
    low, high = spec["layer"][0]["encoding"]["y"]["scale"]["domain"]
    at = [row["at"] for row in spec["datasets"]["names"]]
    gaps = [(b - a) / (high - low) * fan.HEIGHT for a, b in pairwise(at)]
    assert min(gaps) > fan.SIZE


def test_panels_join_past_and_future_of_the_largest_categories() -> None:
    spec = figures.categories(FORECAST, summary_of())
    assert spec is not None
    vl_convert.vegalite_to_vega(json.dumps(spec))
    rows = [row for row in spec["datasets"]["values"] if row["group"] == "In-house fostering"]
    assert len(rows) == 23 + 1 + 36
    assert [row["low"] is None for row in rows].count(True) == 23
    assert sum(row["today"] for row in rows) == 1
    assert len({row["group"] for row in spec["datasets"]["values"]}) == 6


def test_charts_of_cost_and_of_past_forecasts_compile() -> None:
    for spec in (figures.cost(FORECAST), figures.judged(backtest_of())):
        assert spec is not None
        vl_convert.vegalite_to_vega(json.dumps(spec))
    assert figures.cost(forecast_of()) is None
    assert figures.judged(backtest_of([2024])) is None
    held = sum(each.held for each in past(backtest_of(), 12))
    assert figures.judged_title(backtest_of()).startswith(f"{held} of 7 intervals held what came")
