"""Joins episodes into periods of care and placements.

The frame has one row an episode, sorted by child and start. Every step looks at the row before, so
that the whole chain takes a few passes and no grouping.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from kinward.cohort.model import EPISODES_SCHEMA
from kinward.reference.categories import TEMPORARY_PLACES, Categories

SHORT_BREAKS: Final = ("V3", "V4")
"""LS codes of a series of short breaks."""
SAME_CARER: Final = ("L", "T", "U")
"""RNE codes of an episode that stays in the placement of the one before."""
NEW_PLACEMENT: Final = ("S", "P", "B")
"""RNE codes of an episode that begins a placement."""

_ROW: Final = pl.col("row")


def chain(episodes: pl.DataFrame, categories: Categories) -> pl.DataFrame:
    """Give every episode its category, its period of care and its placement.

    - An episode that starts on the day on which the one before ends continues the period of care,
      unless one is a short break and the other is not. A gap of a day or more ends the period, so
      that each visit of a series of short breaks (V3) is a period of its own.
    - A temporary absence belongs to the placement left. One that begins a period belongs to the
      placement that follows it; a period of nothing else is one placement in category `other`.
    - An episode with the same carer (RNE L, T, U) stays in the placement. One that begins a
      placement (S, P, B) begins one, unless the child comes back from a temporary absence to the
      home left. Where RNE is blank or unknown the home decides.
    - An episode of no days (DEC = DECOM) keeps its link in the chain.

    Args:
        episodes: `child` and the columns of the return's `Episodes`, sorted by child and DECOM,
            none overlapping, with `end_assumed`.
        categories: gives the category of each episode on its first day.

    Returns:
        One row an episode, in the order given (`EPISODES_SCHEMA`).
    """
    rows = episodes.select(
        "child",
        "RNE",
        "LS",
        "CIN",
        "PLACE",
        "PLACE_PROVIDER",
        "REC",
        "URN",
        "PL_POST",
        "end_assumed",
        pl.col("DECOM").alias("start"),
        pl.col("DEC").alias("end"),
        pl.int_range(pl.len(), dtype=pl.UInt32).alias("row"),
        pl.col("PLACE").is_in(TEMPORARY_PLACES).fill_null(value=False).alias("temporary"),
        pl.col("LS").is_in(SHORT_BREAKS).fill_null(value=False).alias("short_break"),
        categories.assign(pl.col("PLACE"), pl.col("PLACE_PROVIDER"), pl.col("DECOM")).alias("own"),
    )
    rows = rows.with_columns(_starts_period().alias("new_period"))
    rows = rows.with_columns(_usual().alias("usual"))
    rows = rows.with_columns(
        (pl.col("new_period").cum_sum() - 1).cast(pl.UInt32).alias("period"),
        (_starts_placement().cum_sum() - 1).cast(pl.UInt32).alias("placement"),
        pl.col("own").gather(pl.col("usual")).fill_null("other").alias("category"),
        pl.col("PLACE").gather(pl.col("usual")).alias("usual_place"),
    )
    return rows.select(*EPISODES_SCHEMA)


def _starts_period() -> pl.Expr:
    continues = (
        (pl.col("child") == pl.col("child").shift(1))
        & (pl.col("start") == pl.col("end").shift(1))
        & (pl.col("short_break") == pl.col("short_break").shift(1))
    )
    return ~continues.fill_null(value=False)


def _usual() -> pl.Expr:
    """The row of the episode that tells where the child lives: its own, or for a temporary absence
    the one left; at the beginning of a period the one that follows."""
    starts = pl.col("new_period")
    ends = starts.shift(-1, fill_value=True)
    first = pl.when(starts).then(_ROW).forward_fill()
    last = pl.when(ends).then(_ROW).backward_fill()
    at_home = pl.when(~pl.col("temporary")).then(_ROW)
    left, next_ = at_home.forward_fill(), at_home.backward_fill()
    return pl.when(left >= first).then(left).when(next_ <= last).then(next_).otherwise(_ROW)


def _starts_placement() -> pl.Expr:
    before = pl.col("usual").shift(1)
    back = pl.col("temporary").shift(1)
    moved = pl.col("RNE").is_in(NEW_PLACEMENT).fill_null(value=False)
    stays = pl.col("RNE").is_in(SAME_CARER).fill_null(value=False) | (
        (~moved | back) & _same_home(before)
    )
    # Where the row before points at this one, it is the absence with which the period began.
    begins = ~pl.col("temporary") & (before != _ROW) & ~stays
    return pl.col("new_period") | begins


def _same_home(before: pl.Expr) -> pl.Expr:
    """Whether the episode is in the home of the row `before`. Without a postcode two homes of one
    kind and provider look alike, so that PLACE must be the same too."""

    def same(column: str) -> pl.Expr:
        return pl.col(column).eq_missing(pl.col(column).gather(before))

    known = pl.col("PL_POST").is_not_null()
    return same("PL_POST") & same("URN") & same("PLACE_PROVIDER") & (known | same("PLACE"))
