"""Reviews on time.

The first review is due within 20 working days of the start of the period of care, the second within
3 months of the first, each later one within 6 months of the one before. A review is due only if the
child is still looked after on the day. Each belongs to the return year in which it is due.

Where the beginning of the period was before the returns, the first review seen tells nothing but
when the next is due. A return year in which no review is listed at all is not judged: the table was
not given.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final

import polars as pl

from kinward.cohort.model import Cohort
from kinward.dates import return_year_of
from kinward.reference.parameters import parameter

REVIEWS_SCHEMA: Final[dict[str, pl.DataType]] = {
    "year": pl.Int32(),
    "day": pl.Date(),
    "children": pl.Int64(),
    "on_time": pl.Int64(),
    "on_time_pct": pl.Float64(),
}
BY_KIND_SCHEMA: Final[dict[str, pl.DataType]] = {
    "year": pl.Int32(),
    "kind": pl.String(),
    "due": pl.Int64(),
    "on_time": pl.Int64(),
    "on_time_pct": pl.Float64(),
}
KINDS: Final = ("first", "second", "later")


def reviews(cohort: Cohort, moments: list[tuple[int, date]]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Reviews on time by year.

    Args:
        moments: return years and the day up to which each counts, in order.

    Returns:
        Children (`REVIEWS_SCHEMA`): of those looked after on the day with a review due in the year,
        or overdue since an earlier one, those of whom none was late; and reviews by kind
        (`BY_KIND_SCHEMA`).
    """
    empty = pl.DataFrame(schema=REVIEWS_SCHEMA), pl.DataFrame(schema=BY_KIND_SCHEMA)
    years = set(cohort.reviews.select(return_year_of(pl.col("REVIEW"))).to_series().unique())
    judged = [(year, day) for year, day in moments if year in years]
    if not judged:
        return empty
    due = _due(cohort, judged)
    if due.is_empty():
        return empty
    return _children(due, judged), _by_kind(due)


def _due(cohort: Cohort, judged: list[tuple[int, date]]) -> pl.DataFrame:
    """One row a review due: child, end (of the period), kind, due, year, on_time, held."""
    held = _held(cohort)
    last_day = judged[-1][1]
    three = f"{int(parameter('second_review_months').value)}mo"
    six = f"{int(parameter('later_review_months').value)}mo"
    kind = pl.col("kind")
    due = (
        pl.when(kind == "first")
        .then(_first_due(cohort.observed_from.year, last_day.year + 1))
        .when(kind == "second")
        .then(pl.col("previous").dt.offset_by(three))
        .otherwise(pl.col("previous").dt.offset_by(six))
    )
    days = _days(judged)
    return (
        held.with_columns(due.alias("due"))
        .filter(pl.col("due").is_not_null() & (pl.col("end").is_null() | (pl.col("end") > "due")))
        .with_columns(return_year_of(pl.col("due")).alias("year"))
        .join(days, on="year", how="inner")
        .filter(pl.col("due") <= pl.col("day"))
        .with_columns((pl.col("held") <= pl.col("due")).fill_null(value=False).alias("on_time"))
    )


def _held(cohort: Cohort) -> pl.DataFrame:
    """Every review of every period and, after the last, one not held: period, child, start, end,
    kind, previous (the day of the review before), held."""
    whole = pl.col("start_known") & (pl.col("start") >= cohort.observed_from)
    care = cohort.periods.filter(~pl.col("short_break")).select(
        "period", "child", "start", "end", whole.alias("whole")
    )
    in_period = cohort.reviews.rename({"REVIEW": "held"}).join_asof(
        care,
        left_on="held",
        right_on="start",
        by="child",
        strategy="backward",
        check_sortedness=False,
    )
    in_period = in_period.filter(
        pl.col("period").is_not_null() & (pl.col("end").is_null() | (pl.col("held") <= "end"))
    )
    not_held = care.with_columns(pl.lit(None, pl.Date).alias("held"))
    columns = ["period", "child", "start", "end", "whole", "held"]
    rows = pl.concat([in_period.select(columns), not_held.select(columns)]).sort(
        "period", "held", nulls_last=True
    )
    again = pl.col("period") == pl.col("period").shift(1)
    third = pl.col("period") == pl.col("period").shift(2)
    kind = (
        pl.when(pl.col("whole") & ~third.fill_null(value=False))
        .then(pl.when(again).then(pl.lit("second")).otherwise(pl.lit("first")))
        .when(again)
        .then(pl.lit("later"))
    )
    return rows.with_columns(
        kind.alias("kind"), pl.when(again).then(pl.col("held").shift(1)).alias("previous")
    ).filter(pl.col("kind").is_not_null())


def _first_due(first_year: int, last_year: int) -> pl.Expr:
    days = int(parameter("first_review_working_days").value)
    # Day one is the first working day after the start.
    return pl.col("start").dt.add_business_days(
        days, holidays=bank_holidays(first_year, last_year), roll="backward"
    )


@lru_cache(maxsize=8)
def bank_holidays(first_year: int, last_year: int) -> tuple[date, ...]:
    """England's bank holidays of the calendar years from the first to the last."""
    from holidays import country_holidays

    years = range(first_year, last_year + 1)
    return tuple(sorted(country_holidays("GB", subdiv="ENG", years=years)))


def _children(due: pl.DataFrame, judged: list[tuple[int, date]]) -> pl.DataFrame:
    """Children by year; a review not held in time counts in every year that it is overdue in."""
    until = pl.col("held").dt.offset_by("-1d")
    overdue_to = pl.min_horizontal(return_year_of(until), pl.col("run_end")).fill_null(
        pl.col("run_end")
    )
    listed = (
        due.with_columns(
            pl.col("year").replace_strict(_run_ends(judged), return_dtype=pl.Int32).alias("run_end")
        )
        .with_columns(
            pl.int_ranges(
                "year", pl.when("on_time").then("year").otherwise(overdue_to) + 1, dtype=pl.Int32
            ).alias("year")
        )
        .drop("day")
        .explode("year")
        .join(_days(judged), on="year", how="inner")
        .filter(pl.col("end").is_null() | (pl.col("end") > pl.col("day")))
    )
    return (
        listed.group_by("year", "day", "child")
        .agg(pl.col("on_time").all())
        .group_by("year", "day")
        .agg(pl.len().cast(pl.Int64).alias("children"), pl.col("on_time").sum().cast(pl.Int64))
        .with_columns((100 * pl.col("on_time") / pl.col("children")).alias("on_time_pct"))
        .sort("year")
        .select(*REVIEWS_SCHEMA)
    )


def _days(judged: list[tuple[int, date]]) -> pl.DataFrame:
    return pl.DataFrame(judged, schema={"year": pl.Int32, "day": pl.Date}, orient="row")


def _run_ends(judged: list[tuple[int, date]]) -> dict[int, int]:
    """For each year the last of the years that follow it without one missing."""
    ends: dict[int, int] = {}
    for year, _ in reversed(judged):
        ends[year] = ends.get(year + 1, year)
    return ends


def _by_kind(due: pl.DataFrame) -> pl.DataFrame:
    kinds = pl.Enum(KINDS)
    return (
        due.group_by("year", pl.col("kind").cast(kinds))
        .agg(pl.len().cast(pl.Int64).alias("due"), pl.col("on_time").sum().cast(pl.Int64))
        .sort("year", "kind")
        .with_columns(
            pl.col("kind").cast(pl.String),
            (100 * pl.col("on_time") / pl.col("due")).alias("on_time_pct"),
        )
        .select(*BY_KIND_SCHEMA)
    )
