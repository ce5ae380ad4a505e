"""What holds for the cohort of any children, and that it equals the slow oracle."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from cohorts import checked_tables
from kinward.cohort import breakdowns, flows, stability, stock
from kinward.cohort.build import build
from kinward.cohort.model import (
    CHILDREN_SCHEMA,
    EPISODES_SCHEMA,
    PERIODS_SCHEMA,
    PLACEMENTS_SCHEMA,
    Cohort,
)
from kinward.reference.categories import load
from kinward.returns.repair.run import repaired_tables
from kinward.returns.schema import TABLES, polars_schema
from oracles import cohort as slow
from properties.cohort_strategies import (
    FIRST_DAY,
    FIRST_YEAR,
    LAST_DAY,
    LAST_YEAR,
    frame,
    histories,
    raw_returns,
)
from text_tables import nothing_unparsed

History = tuple[list[dict[str, Any]], dict[str, date | None]]

YEARS = pl.DataFrame({"year": range(FIRST_YEAR, LAST_YEAR + 1)}, schema={"year": pl.Int32})
DAYS = st.dates(FIRST_DAY, LAST_DAY)
CATEGORIES = load()
quick = settings(max_examples=40, deadline=None)
thorough = settings(max_examples=80, deadline=None)


def _cohort(history: History, order: list[int] | None = None) -> Cohort:
    rows, births = history
    rows = rows if order is None else [rows[place] for place in order]
    tables = {name: pl.DataFrame(schema=polars_schema(name)) for name in TABLES}
    tables["Header"] = frame(
        "Header", [{"CHILD": child, "DOB": born} for child, born in births.items()]
    )
    tables["Episodes"] = frame("Episodes", rows).with_columns(
        pl.lit(value=False).alias("end_assumed")
    )
    return build(checked_tables(tables, YEARS), CATEGORIES)


def _month_ends() -> list[date]:
    months = [(year, month) for year in range(2018, 2024) for month in range(1, 13)]
    firsts = [date(year, month, 1) for year, month in months]
    return [first - timedelta(days=1) for first in firsts if FIRST_DAY < first <= date(2023, 4, 1)]


@quick
@given(histories())
def test_every_frame_has_its_schema(history: History) -> None:
    cohort = _cohort(history)
    assert cohort.children.schema == pl.Schema(CHILDREN_SCHEMA)
    assert cohort.episodes.schema == pl.Schema(EPISODES_SCHEMA)
    assert cohort.placements.schema == pl.Schema(PLACEMENTS_SCHEMA)
    assert cohort.periods.schema == pl.Schema(PERIODS_SCHEMA)


@quick
@given(raw_returns())
def test_stock_reconciles_in_every_month_of_any_return(tables: dict[str, pl.DataFrame]) -> None:
    repaired, _ = repaired_tables(tables, nothing_unparsed())
    if repaired["Episodes"].is_empty():
        return
    cohort = build(checked_tables(repaired, YEARS), CATEGORIES)
    months = flows.monthly(cohort, _month_ends())
    assert len(months) == 60
    assert months["difference"].to_list() == [0] * 60
    assert months["opening"][1:].to_list() == months["closing"][:-1].to_list()
    years = flows.yearly(cohort, list(range(FIRST_YEAR, LAST_YEAR + 1)))
    assert years["entries"].sum() == months["entries"].sum()
    assert years["exits"].sum() == months["exits"].sum()


@quick
@given(raw_returns(), DAYS)
def test_a_child_counts_once_on_any_day(tables: dict[str, pl.DataFrame], day: date) -> None:
    repaired, _ = repaired_tables(tables, nothing_unparsed())
    if repaired["Episodes"].is_empty():
        return
    cohort = build(checked_tables(repaired, YEARS), CATEGORIES)
    children = stock.looked_after(cohort, day)
    assert children["child"].is_unique().all()
    assert len(children) == stock.stock_on(cohort, [day])[0]


@quick
@given(histories(), DAYS)
def test_the_parts_sum_to_the_whole(history: History, day: date) -> None:
    cohort = _cohort(history)
    children = stock.looked_after(cohort, day)
    for key, parts in breakdowns.breakdowns(children).items():
        assert parts["children"].sum() == len(children), key
        if len(children):
            assert abs(parts["share"].sum() - 1) < 1e-12, key
    for by_month in (stock.stock_by_category, stock.stock_by_age_band):
        assert by_month(cohort, [day])["children"].sum() == len(children)
    years = list(range(FIRST_YEAR, LAST_YEAR + 1))
    whole = flows.yearly(cohort, years)
    assert flows.entries_by_age(cohort, years)["count"].sum() == whole["entries"].sum()
    assert flows.exits_by_cause(cohort, years)["count"].sum() == whole["exits"].sum()


@quick
@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(history: History, random: Any) -> None:
    order = list(range(len(history[0])))
    random.shuffle(order)
    one, other = _cohort(history), _cohort(history, order)
    if _same_start(history[0]):
        return
    for name in ("children", "episodes", "placements", "periods"):
        assert getattr(one, name).equals(getattr(other, name)), name


def _same_start(rows: list[dict[str, Any]]) -> bool:
    """Repaired episodes never start on one day twice; two of no days would have no order."""
    starts = [(row["CHILD"], row["DECOM"]) for row in rows]
    return len(set(starts)) < len(starts)


@thorough
@given(histories(), DAYS)
def test_periods_and_placements_equal_the_oracle(history: History, day: date) -> None:
    cohort = _cohort(history)
    found = slow.periods(history[0])
    assert [
        (period.start, period.end, period.short_break) for period in found
    ] == cohort.periods.select("start", "end", "short_break").rows()
    assert [
        (rows[0]["DECOM"], rows[-1]["DEC"]) for period in found for rows in period.placements
    ] == cohort.placements.select("start", "end").rows()
    names = dict(cohort.children.select("child", "CHILD").iter_rows())
    children = stock.looked_after(cohort, day)["child"].to_list()
    assert [names[child] for child in children] == sorted(slow.looked_after(found, day))


@quick
@given(histories(), st.lists(DAYS, min_size=1, max_size=4).map(sorted))
def test_stock_equals_the_oracle(history: History, days: list[date]) -> None:
    cohort = _cohort(history)
    found = slow.periods(history[0])
    by_category = stock.stock_by_category(cohort, days)
    by_age = stock.stock_by_age_band(cohort, days)
    for day in set(days):
        times = days.count(day)
        assert _counted(by_category, day) == _times(slow.by_category(found, day), times)
        assert _counted(by_age, day) == _times(slow.by_age(found, history[1], day), times)
        one_day = breakdowns.breakdowns(stock.looked_after(cohort, day))
        assert _held(one_day["category"]) == slow.by_category(found, day)
        assert _held(one_day["age_band"]) == slow.by_age(found, history[1], day)


def _counted(stocks: pl.DataFrame, day: date) -> Counter[str]:
    counts: Counter[str] = Counter()
    rows = stocks.filter((pl.col("month") == day) & (pl.col("children") > 0))
    for key, children in rows.select("key", "children").iter_rows():
        counts[key] += children
    return counts


def _times(counts: Counter[str], times: int) -> Counter[str]:
    return Counter({key: count * times for key, count in counts.items()})


def _held(parts: pl.DataFrame) -> Counter[str]:
    held = parts.filter(pl.col("children") > 0).select("key", "children")
    return Counter(dict(held.iter_rows()))


@quick
@given(histories())
def test_flows_equal_the_oracle(history: History) -> None:
    found = slow.periods(history[0])
    years = list(range(FIRST_YEAR, LAST_YEAR + 1))
    for row in flows.yearly(_cohort(history), years).iter_rows(named=True):
        year = row["year"]
        expected = slow.flow(found, date(year - 1, 4, 1), date(year, 3, 31))
        assert {key: row[key] for key in expected} == expected


@thorough
@given(histories(), st.dates(date(2021, 4, 1), LAST_DAY))
def test_stability_equals_the_oracle(history: History, day: date) -> None:
    found = slow.periods(history[0])
    row = stability.stability(_cohort(history), [(2023, day)]).row(0, named=True)
    many = (row["three_or_more_children"], row["three_or_more_base"])
    assert many == slow.many_placements(found, day)
    assert (row["long_term_children"], row["long_term_base"]) == slow.long_term(
        found, history[1], day
    )
