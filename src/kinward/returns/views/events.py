"""Views of what happens in care: Reviews, Missing, DoLo and SWEpisodes.

But for SWEpisodes: DOB is the row's own, else the header's; `care_from` and `care_to` are the first
DECOM and the last DEC of the child's episodes in that return (`care_to` is null while the child is
still looked after). Missing, DoLo and SWEpisodes are in the order of child, year and start, with
`prev_*` from the child's row before in the same return.
"""

from __future__ import annotations

import polars as pl
from polars import col

from kinward.dates import age_on
from kinward.returns.views.care import CareFacts


def reviews(facts: CareFacts) -> pl.DataFrame:
    """The view of Reviews, with `age` on the day and `same_day`: one of that day came before."""
    frame = _with_care(facts, facts.with_birth(facts.table("Reviews")))
    # Child and day as one number: cheaper than comparing two columns, and as safe as `child`.
    child_and_day = col("child_year") + col("REVIEW").to_physical().cast(pl.UInt64) * 2**20
    return frame.with_columns(
        age=age_on(col("DOB"), col("REVIEW")),
        same_day=~child_and_day.is_first_distinct() & child_and_day.is_not_null(),
        episodes_given=facts.given("Episodes"),
    )


def missing(facts: CareFacts) -> pl.DataFrame:
    """The view of Missing, with `first_care`: the child's first known start of care."""
    frame = _with_care(facts, facts.with_birth(facts.table("Missing")))
    frame = frame.join(facts.first_care, on="child", how="left", maintain_order="left")
    return _in_order(facts, "Missing", frame, "MIS_START", "MIS_END")


def deprivations(facts: CareFacts) -> pl.DataFrame:
    """The view of DoLo."""
    frame = _with_care(facts, facts.with_birth(facts.table("DoLo")))
    return _in_order(facts, "DoLo", frame, "DOLO_START", "DOLO_END")


def social_workers(facts: CareFacts) -> pl.DataFrame:
    """The view of SWEpisodes."""
    return _in_order(facts, "SWEpisodes", facts.table("SWEpisodes"), "SW_DECOM", "SW_DEC")


def _with_care(facts: CareFacts, frame: pl.DataFrame) -> pl.DataFrame:
    care = facts.care.with_columns(in_episodes=pl.lit(True))
    return frame.join(care, on="child_year", how="left", maintain_order="left")


def _in_order(
    facts: CareFacts, table: str, frame: pl.DataFrame, start: str, end: str
) -> pl.DataFrame:
    """Rows by child, year and start, with the row before: `prev_start`, `prev_end`, `prev_open`."""
    ordered = frame.sort("child", "year", start, end, nulls_last=True, maintain_order=True)
    again = col("child_year") == col("child_year").shift()
    return ordered.with_columns(
        open=col(end).is_null() & ~facts.unreadable(table, end)
    ).with_columns(
        pl.when(again).then(col(start).shift()).alias("prev_start"),
        pl.when(again).then(col(end).shift()).alias("prev_end"),
        pl.when(again).then(col("open").shift()).alias("prev_open"),
    )
