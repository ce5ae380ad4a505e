"""Tables: one set for page, workbook and CSV."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from builders_report import checked_of, empty_summary, summary_of
from kinward.cohort.model import Summary, Survival
from kinward.reports import quality, tables
from kinward.reports.disclosure import protect
from kinward.reports.download import csv_text
from kinward.reports.figures import children as figures
from kinward.reports.table import Column, ReportTable, mark_hidden, write_value
from kinward.reports.tables import care, children


def table_of(**columns: list[object]) -> ReportTable:
    frame = pl.DataFrame(columns)
    shown = tuple(Column(name, name) for name in columns)
    return ReportTable("key", "Title", shown, frame, "Source")


def test_every_table_has_its_columns_and_a_key_fit_for_a_sheet() -> None:
    made = tables.build(summary_of(), "the returns")
    assert {"flows", "by_category", "survival_all", "neighbours", "age_by_category"} <= set(made)
    for key, table in made.items():
        assert re.fullmatch(r"[a-z0-9_]+", key)
        assert table.key == key
        assert {column.name for column in table.columns} <= set(table.frame.columns)
        assert len(table.cells()) == table.frame.height > 0


def test_age_by_category_sums_to_all_and_shows_noughts() -> None:
    table = tables.build(summary_of(), "x")["age_by_category"]
    numbers = table.frame.drop("category")
    assert numbers.sum_horizontal().sum() == 553
    assert sum(numbers.null_count().row(0)) == 0


def test_nothing_to_show_makes_no_table() -> None:
    made = tables.build(empty_summary(), "x")
    assert {key for key in made if not key.startswith("by_")} == set()


def test_hidden_and_missing_are_told_apart() -> None:
    whole = table_of(name=["a", "b", "c"], count=[3, None, 70])
    shown = table_of(name=["a", "b", "c"], count=[None, None, 70])
    marked = mark_hidden(shown, whole)
    assert marked.hides
    assert [row[1] for row in marked.values] == ["[c]", "[x]", 70]


@pytest.mark.parametrize("key", ["by_category", "flows", "stability", "survival_category"])
def test_the_tables_of_what_is_shown_match_those_of_all(key: str) -> None:
    summary = summary_of()
    whole, shown = (tables.build(each, "x") for each in (summary, protect(summary, 5)))
    assert shown[key].frame.shape == whole[key].frame.shape
    assert mark_hidden(shown[key], whole[key]).frame.height > 0


@pytest.mark.parametrize(
    ("value", "how", "said"),
    [
        (1234, "count", "1,234"),
        (0.1234, "share", "12.3%"),
        (71.34, "number", "71.3"),
        (2026, "year", "2025/26"),
        ("[c]", "count", "[c]"),
    ],
)
def test_values_in_words(value: object, how: str, said: str) -> None:
    assert write_value(value, how) == said  # type: ignore[arg-type]


def test_a_csv_cannot_run_a_formula() -> None:
    text = csv_text(
        table_of(name=['=HYPERLINK("x")', "+A1", "-1+A1", "@a", "plain"], n=[-1, 2, 3, 4, 5])
    )
    rows = list(csv.reader(io.StringIO(text)))
    assert [row[0] for row in rows[1:]] == ['\'=HYPERLINK("x")', "'+A1", "'-1+A1", "'@a", "plain"]
    assert rows[1][1] == "-1"


def test_quality_counts_by_rule_with_errors_first() -> None:
    made = quality.build(checked_of(), "x", limit=0, details=True)
    assert made["findings"].frame["rule"].to_list() == ["501", "526", "442", "K12"]
    assert made["findings"].frame["count"].to_list() == [40, 3, 22, 1]
    assert made["repairs"].frame["count"].to_list() == [37]
    rows = made["every_finding"].cells()
    assert rows[0][:4] == ("2024-25/episodes.csv", "2", "DECOM", "501")
    assert rows[-1][1] == "[x]"


def test_public_quality_hides_small_counts_and_lists_no_row() -> None:
    made = quality.build(checked_of(), "x", limit=5, details=False)
    assert made["findings"].frame["count"].to_list() == [40, None, 22, None]
    assert made["findings"].hides
    assert set(made) == {"findings", "repairs"}


def test_a_thinned_curve_does_not_say_that_nobody_had_left() -> None:
    days = {"day": [200, 400], "at_risk": [20, 10], "survival": [0.7, 0.4]}
    whole = pl.DataFrame(days)
    durations = summary_of().durations

    def first(curve: pl.DataFrame) -> list[object]:
        survival = {"all": (Survival("all", curve, 30, 18),)}
        table = care.survival_table(replace(durations, survival=survival), "all", "x")
        return [table.frame[f"day_{day}"][0] for day in (28, 365, 730)]

    assert first(whole) == [1.0, 0.7, None]
    assert first(whole.with_columns(at_risk=pl.lit(None, pl.Int64))) == [None, 0.7, None]


def test_a_curve_that_begins_late_is_no_share_of_all_who_came() -> None:
    curve = pl.DataFrame({"day": [200, 400], "at_risk": [20, 10], "survival": [0.7, 0.4]})
    survival = {"all": (Survival("all", curve, 30, 18, from_day=90),)}
    durations = replace(summary_of().durations, survival=survival)
    table = care.survival_table(durations, "all", "x")
    assert table.frame["periods"][0] == 30
    assert [table.frame[f"day_{day}"][0] for day in (28, 365)] == [None, None]


def test_the_trend_goes_by_measure_and_year_though_the_returns_begin_later() -> None:
    summary = summary_of()
    earlier = pl.DataFrame(
        {"key": ["rate_per_10000"], "year": [2015], "area": ["nation"], "value": [60.0]},
        schema=summary.neighbour_trend.schema,
    )
    later_first = pl.concat([summary.neighbour_trend, earlier])
    made = list(children.compared(replace(summary, neighbour_trend=later_first), "x"))
    trend = next(table for table in made if table.key == "neighbour_trend").frame
    assert trend["year"].to_list() == sorted(trend["year"].to_list())
    assert trend["year"][0] == 2015
    assert trend["unit"].unique().to_list() == ["per 10,000 aged 0-17"]


def test_yearly_tables_say_that_the_last_year_is_under_way() -> None:
    whole, part = (
        replace(summary_of(), as_at=day) for day in (date(2026, 3, 31), date(2025, 11, 5))
    )
    keys = {"rates", "stability", "reviews", "reviews_by_kind", "completed"}

    def saying(summary: Summary) -> set[str]:
        makers = (children.stock, care.durations, care.practice)
        made = [table for maker in makers for table in maker(summary, "x")]
        return {table.key for table in made if "as at 5 November 2025" in table.note}

    assert saying(part) == keys
    assert saying(whole) == set()


def test_the_chart_of_the_stock_names_its_last_day_where_that_is_not_the_as_at_date() -> None:
    years = summary_of().years.head(2).with_columns(closing=pl.Series([500, 512], dtype=pl.Int64))
    first, last = years["year"].to_list()
    than = f"than on 31 March {first}"
    whole = replace(summary_of(), as_at=date(last, 3, 31), years=years)
    assert figures.stock_title(whole) == f"12 more children looked after {than}"
    part = replace(whole, as_at=date(last, 11, 15))
    assert figures.stock_title(part) == f"12 more children looked after on 31 March {last} {than}"


def test_a_table_from_which_rows_were_left_out_has_none_to_mark() -> None:
    whole = ReportTable("t", "", (Column("n", "N", "count"),), pl.DataFrame({"n": [1, 2, 3]}), "")
    shown = replace(whole, frame=pl.DataFrame({"n": [None, 3]}, schema={"n": pl.Int64}))
    assert mark_hidden(shown, whole).hidden is None
