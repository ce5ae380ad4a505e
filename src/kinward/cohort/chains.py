"""Joins episodes into periods of care and placements.

The frame has one row an episode, sorted by child and start. Each step looks at the row before, as
arrays, so that a whole authority takes a few passes and no grouping.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinward.cohort.model import EPISODES_SCHEMA
from kinward.cohort.spans import day_numbers
from kinward.reference.categories import Categories
from kinward.reference.code_groups import SHORT_BREAKS, TEMPORARY_PLACES

SAME_CARER: Final = ("L", "T", "U")
"""RNE codes of an episode that stays in the placement of the one before."""
NEW_PLACEMENT: Final = ("S", "P", "B")
"""RNE codes of an episode that begins a placement."""

_HOME: Final = ("PL_POST", "URN", "PLACE_PROVIDER", "PLACE")

Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]


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
    category = categories.assign(pl.col("PLACE"), pl.col("PLACE_PROVIDER"), pl.col("DECOM"))
    rows = episodes.with_columns(
        category.alias("category"),
        pl.col("PLACE").is_in(TEMPORARY_PLACES).fill_null(value=False).alias("temporary"),
        pl.col("LS").is_in(SHORT_BREAKS).fill_null(value=False).alias("short_break"),
        pl.col("RNE").is_in(SAME_CARER).fill_null(value=False).alias("same_carer"),
        pl.col("RNE").is_in(NEW_PLACEMENT).fill_null(value=False).alias("new_placement"),
    )
    new_period = _starts_period(rows)
    usual = _usual(rows["temporary"].to_numpy(), new_period)
    new_placement = _starts_placement(rows, new_period, usual)
    lives = pl.Series(usual)
    return rows.rename({"DECOM": "start", "DEC": "end"}).select(
        *(name for name in EPISODES_SCHEMA if name in _TAKEN),
        pl.col("category").gather(lives).fill_null("other"),
        pl.col("PLACE").gather(lives).alias("usual_place"),
        "temporary",
        "short_break",
        pl.Series("period", np.cumsum(new_period) - 1, pl.UInt32),
        pl.Series("placement", np.cumsum(new_placement) - 1, pl.UInt32),
        "end_assumed",
    )


_TAKEN: Final = frozenset(
    (
        "child",
        "start",
        "end",
        "RNE",
        "LS",
        "CIN",
        "PLACE",
        "PLACE_PROVIDER",
        "REC",
        "HOME_POST",
        "URN",
    )
)


def _starts_period(rows: pl.DataFrame) -> Mask:
    child, short = rows["child"].to_numpy(), rows["short_break"].to_numpy()
    start, end = day_numbers(rows["DECOM"]), day_numbers(rows["DEC"])
    begins = np.ones(len(rows), dtype=np.bool_)
    begins[1:] = (child[1:] != child[:-1]) | (start[1:] != end[:-1]) | (short[1:] != short[:-1])
    return begins


def _usual(temporary: Mask, new_period: Mask) -> Rows:
    """The row of the episode that tells where the child lives: its own, or for a temporary absence
    the one left; at the beginning of a period the one that follows."""
    count = len(temporary)
    row = np.arange(count)
    ends = np.append(new_period[1:], True)
    first = np.maximum.accumulate(np.where(new_period, row, 0))
    last = np.minimum.accumulate(np.where(ends, row, count)[::-1])[::-1]
    left = np.maximum.accumulate(np.where(temporary, -1, row))
    following = np.minimum.accumulate(np.where(temporary, count, row)[::-1])[::-1]
    return np.where(left >= first, left, np.where(following <= last, following, row))


def _starts_placement(rows: pl.DataFrame, new_period: Mask, usual: Rows) -> Mask:
    temporary = rows["temporary"].to_numpy()
    before = np.append(0, usual[:-1])
    away = np.append(False, temporary[:-1])
    moves = ~temporary & ~new_period & ~rows["same_carer"].to_numpy()
    # The absence with which a period begins points at the row that follows: the same home.
    in_doubt = np.flatnonzero(moves & (away | ~rows["new_placement"].to_numpy()))
    if len(in_doubt):
        moves[in_doubt] = ~_same_home(rows, before[in_doubt], in_doubt)
    starts: Mask = new_period | moves
    return starts


def _same_home(rows: pl.DataFrame, left: Rows, came: Rows) -> Mask:
    """Whether two rows are the same home. Without a postcode two homes of one kind and provider
    look alike, so that PLACE must be the same too."""
    homes = rows.select(_HOME)
    pairs = pl.concat(
        [homes[left].rename(lambda name: f"{name}_left"), homes[came]], how="horizontal"
    )

    def same(column: str) -> pl.Expr:
        return pl.col(column).eq_missing(pl.col(f"{column}_left"))

    known = pl.col("PL_POST").is_not_null()
    alike = same("PL_POST") & same("URN") & same("PLACE_PROVIDER") & (known | same("PLACE"))
    answer: Mask = pairs.select(alike).to_series().to_numpy()
    return answer
