"""Reviews on time equal the slow oracle."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from cohorts import checked_tables
from kinward.cohort.build import build
from kinward.cohort.reviews import bank_holidays, reviews
from kinward.cohort.stock import moments
from kinward.reference.categories import load
from kinward.returns.schema import TABLES, polars_schema
from oracles import cohort as slow
from oracles import reviews as slow_reviews
from properties.cohort_strategies import (
    FIRST_DAY,
    FIRST_YEAR,
    LAST_DAY,
    LAST_YEAR,
    frame,
    histories,
)

YEARS = pl.DataFrame({"year": range(FIRST_YEAR, LAST_YEAR + 1)}, schema={"year": pl.Int32})
CATEGORIES = load()


@st.composite
def _reviewed(draw: st.DrawFn) -> tuple[list[dict[str, Any]], dict[str, list[date]]]:
    rows, _ = draw(histories())
    held: dict[str, list[date]] = {}
    for row in rows:
        if row["DECOM"] >= FIRST_DAY - timedelta(days=400):
            gaps = draw(st.lists(st.sampled_from([0, 5, 28, 29, 90, 91, 92, 150, 184]), max_size=5))
            day = row["DECOM"]
            for gap in gaps:
                day += timedelta(days=gap)
                if FIRST_DAY <= day <= LAST_DAY:
                    held.setdefault(row["CHILD"], []).append(day)
    return rows, held


@settings(max_examples=80, deadline=None)
@given(_reviewed(), st.dates(FIRST_DAY, LAST_DAY))
def test_reviews_equal_the_oracle(
    given_: tuple[list[dict[str, Any]], dict[str, list[date]]], as_at: date
) -> None:
    rows, held = given_
    tables = {name: pl.DataFrame(schema=polars_schema(name)) for name in TABLES}
    tables["Episodes"] = frame("Episodes", rows).with_columns(
        pl.lit(value=False).alias("end_assumed")
    )
    tables["Reviews"] = frame(
        "Reviews",
        [{"CHILD": child, "REVIEW": day} for child, days in held.items() for day in days],
    )
    cohort = build(checked_tables(tables, YEARS), CATEGORIES)
    days = moments(cohort, as_at)
    children, by_kind = reviews(cohort, days)
    expected = slow_reviews.on_time(
        slow.periods(rows),
        held,
        days,
        FIRST_DAY,
        date(FIRST_YEAR, 3, 31),
        set(bank_holidays(2018, 2023).tolist()),
    )
    found = {
        year: (whole, ok) for year, whole, ok in children[["year", "children", "on_time"]].rows()
    }
    kinds = {(year, kind): (due, ok) for year, kind, due, ok, _ in by_kind.rows()}
    assert (found, kinds) == expected


def test_bank_holidays_are_englands() -> None:
    assert [day for day in bank_holidays(2020, 2020).tolist() if day.weekday() < 5] == sorted(
        slow_reviews.BANK_HOLIDAYS_2020
    )
