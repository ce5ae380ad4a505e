"""The view of episodes: every row of the return but repeats, with its neighbours and its year.

Rows are in the order of child, return year, DECOM and DEC (open last). Beside its own columns and
the facts of `Facts.table`, a row has:

- `prev_*`, `next_temporary`: of the child's row before or after it in the same return (null at the
  ends); `first`, `last`: it is the child's first or last in that return;
- `before_*`: on a first row, the child's last row of the return of the year before;
- `prior_DEC`, `prior_REC`: of the episode that this one follows: `prev_`, or on a first row that
  starts within its year, `before_` where that had ended;
- `follows_on`: it starts on the day that the row before it ends;
- `first_ever`: it is the child's first row in all the returns;
- `successor_DECOM`: the start of the child's next row in this or any later return;
- `temporary`, `short_break`: PLACE is one of T0 to T4, LS is V3 or V4;
- `open`: DEC is blank (not: unreadable); `open_before`: so is that of an earlier row of the year;
- `days`, `legal_days`, `placement_days`: days from DECOM, or from where an unbroken run of the same
  LS or PLACE began, to DEC (the year's end while open);
- `age_at_start`, `age_at_end`, `age_on_last_day`: completed years on DECOM, on DEC (the year's end
  while open), and on the day before that, the last one in care;
- `short_break_before`: the last of V3 and V4 that the child had before in the same return.
"""

from __future__ import annotations

from typing import Final

import polars as pl
from polars import col

from kinward.dates import age_on
from kinward.reference.code_groups import SHORT_BREAKS, TEMPORARY_PLACES
from kinward.returns.schema import TABLES
from kinward.returns.views.facts import Facts

_IN_BOTH: Final = ("DECOM", "DEC", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "REC", "URN", "open")
_IN_THE_RETURN: Final = (*_IN_BOTH, "PL_POST", "short_break")
_LAST_YEAR: Final = (*_IN_BOTH, "RNE")


def in_order(facts: Facts) -> pl.DataFrame:
    """Episodes sorted, with `repeat`: true where a row is the same as the one above it."""
    frame = facts.table("Episodes").sort(
        "child", "year", "DECOM", "DEC", nulls_last=True, maintain_order=True
    )
    return with_repeats(frame, "Episodes", col("DECOM").eq_missing(col("DECOM").shift()))


def with_repeats(frame: pl.DataFrame, table: str, alike: pl.Expr) -> pl.DataFrame:
    """The sorted rows with `repeat`: true where one is the same as the one above it.

    Only where some row of the same child and year is `alike` are all columns compared.
    """
    same_child_year = col("child_year") == col("child_year").shift()
    frame = frame.with_columns(repeat=(same_child_year & alike).fill_null(False))
    if not frame["repeat"].any():
        return frame
    same = [col(name).eq_missing(col(name).shift()) for name in TABLES[table].names]
    return frame.with_columns(repeat=col("repeat") & pl.all_horizontal(same))


def make(facts: Facts, ordered: pl.DataFrame) -> pl.DataFrame:
    """The view, from the rows of `in_order`."""
    frame = ordered.filter(~col("repeat").fill_null(False)).with_columns(
        temporary=col("PLACE").is_in(TEMPORARY_PLACES),
        short_break=col("LS").is_in(SHORT_BREAKS),
        open=col("DEC").is_null() & ~facts.unreadable("Episodes", "DEC"),
        **facts.has("Episodes", "REC", "CIN", "PLACE_PROVIDER", "URN"),
    )
    return (
        facts.with_birth(frame)
        .with_columns(_edges())
        .with_columns(_neighbours())
        .with_columns(_chain())
        .with_columns(_runs())
        .with_columns(_counts())
        .with_columns(_other_tables(facts))
    )


def _edges() -> tuple[pl.Expr, ...]:
    """Where a child begins and ends in the rows, and where a year of the child does."""
    return (
        (col("child") != col("child").shift()).fill_null(True).alias("first_ever"),
        (col("child_year") != col("child_year").shift()).fill_null(True).alias("first"),
        (col("child_year") != col("child_year").shift(-1)).fill_null(True).alias("last"),
        (col("child") == col("child").shift(-1)).fill_null(False).alias("has_successor"),
        (col("year") == col("year").shift() + 1).fill_null(False).alias("year_follows"),
        (col("year").shift(-1) == col("year") + 1).fill_null(False).alias("year_followed"),
    )


def _neighbours() -> tuple[pl.Expr, ...]:
    """Columns of the row before and the row after, in the same return and across the year's end."""
    across = col("first") & ~col("first_ever") & col("year_follows")
    return (
        *(pl.when(~col("first")).then(col(c).shift()).alias(f"prev_{c}") for c in _IN_THE_RETURN),
        *(pl.when(across).then(col(c).shift()).alias(f"before_{c}") for c in _LAST_YEAR),
        pl.when(~col("last")).then(col("temporary").shift(-1)).alias("next_temporary"),
        pl.when(col("has_successor")).then(col("DECOM").shift(-1)).alias("successor_DECOM"),
        (col("has_successor") & col("last") & col("year_followed")).alias("in_next_return"),
        pl.coalesce("DEC", "year_end").alias("to"),
    )


def _chain() -> tuple[pl.Expr, ...]:
    """The episode that a row follows, and where runs of one status or placement begin."""
    follows_on = (col("prev_DEC") == col("DECOM")).fill_null(False)
    ended_last_year = col("before_DEC").is_not_null() & (col("DECOM") >= col("year_start"))
    same_place = (col("PLACE") == col("prev_PLACE")) & (col("RNE") == "L")
    return (
        follows_on.alias("follows_on"),
        pl.coalesce("prev_DEC", pl.when(ended_last_year).then(col("before_DEC"))).alias(
            "prior_DEC"
        ),
        pl.coalesce("prev_REC", pl.when(ended_last_year).then(col("before_REC"))).alias(
            "prior_REC"
        ),
        pl.when(~(follows_on & (col("LS") == col("prev_LS"))).fill_null(False))
        .then(col("DECOM"))
        .alias("legal_from"),
        pl.when(~(follows_on & same_place).fill_null(False))
        .then(col("DECOM"))
        .alias("placement_from"),
    )


def _runs() -> tuple[pl.Expr, ...]:
    """Days and ages; what was so earlier in the year."""
    # The blank at a child's first row of the year keeps the fill from running over into it.
    so_far = pl.when("short_break").then("LS").when("first").then(pl.lit("")).forward_fill().shift()
    earlier_open = col("open").cum_sum() - col("open").cast(pl.UInt32)
    return (
        _days(col("DECOM")).alias("days"),
        _days(col("legal_from").forward_fill()).alias("legal_days"),
        _days(col("placement_from").forward_fill()).alias("placement_days"),
        pl.when(~col("first") & (so_far != "")).then(so_far).alias("short_break_before"),
        age_on(col("DOB"), col("DECOM")).alias("age_at_start"),
        age_on(col("DOB"), col("to")).alias("age_at_end"),
        age_on(col("DOB"), col("to") - pl.duration(days=1)).alias("age_on_last_day"),
        earlier_open.alias("earlier_open"),
        pl.when(col("first")).then(earlier_open).forward_fill().alias("open_at_first"),
        pl.when(col("first")).then(col("DECOM")).forward_fill().alias("first_DECOM"),
    )


def _counts() -> tuple[pl.Expr, ...]:
    """Whether an earlier row of the same year is open."""
    return ((col("earlier_open") > col("open_at_first")).alias("open_before"),)


def _other_tables(facts: Facts) -> tuple[pl.Expr, ...]:
    """What other tables and years say of the same child."""
    decided = (
        facts.table("PlacedAdoption").filter(col("DATE_PLACED").is_not_null())["child"].unique()
    )
    return (
        facts.given("Episodes", years_on=-1).alias("year_before_given"),
        facts.given("Episodes", years_on=1).alias("year_after_given"),
        facts.given("Header").alias("header_given"),
        facts.listed("Header").alias("in_header"),
        facts.given("AD1").alias("adopted_given"),
        facts.listed("AD1").alias("in_adopted"),
        facts.given("PlacedAdoption").alias("decisions_given"),
        col("child").is_in(decided.drop_nulls().implode()).alias("has_decision"),
    )


def _days(start: pl.Expr) -> pl.Expr:
    return (col("to") - start).dt.total_days()
