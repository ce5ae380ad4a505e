"""One header a child: R21 to R24.

- R21: the latest return's header is taken; what it leaves blank comes from the return before.
- R22: where returns disagree on the date of birth, the latest that the episodes allow is taken.
- R23: a date of birth after the first day in care, or 21 years or more before it, is no date of
  birth: the age stays unknown.
- R24: a child with episodes and no header gets one from the dates of birth in other tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import polars as pl

from kinward.dates import birthday_of
from kinward.returns.repair.engine import in_order, log
from kinward.returns.schema import TABLES, polars_schema

TITLES: Final = {
    "R21": "Took a child's header from the latest return that has one.",
    "R22": "Chose the latest date of birth that the child's episodes allow.",
    "R23": "Set aside a date of birth after the first day in care, or 21 years or more before it.",
    "R24": "Made a header, from other tables, for a child who has episodes but no header.",
}
_FILLED = tuple(name for name in TABLES["Header"].names if name not in ("CHILD", "DOB"))


def one_row_a_child(
    header: pl.DataFrame, episodes: pl.DataFrame, others: Mapping[str, pl.DataFrame]
) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """Make one header a child, for every child with a header or an episode.

    Args:
        header: `Header` of all returns, with CHILD.
        episodes: `Episodes` with CHILD and DECOM.
        others: the other tables, for the dates of birth of children without a header.

    Returns:
        `Header` sorted by CHILD, one row a child, and the logs.
    """
    first_days = episodes.group_by("CHILD").agg(pl.col("DECOM").min().alias("first_day"))
    rows = in_order(header, ["year"]).join(
        first_days, on="CHILD", how="left", maintain_order="left"
    )
    rows = _with_chosen_birth(rows)
    latest = rows.select((pl.col("CHILD") != pl.col("CHILD").shift(-1)).fill_null(value=True))
    other_birth = rows["DOB"] != rows["chosen"]
    impossible = latest.to_series() & rows.select(_impossible()).to_series()
    made = _from_other_tables(header, episodes, others)
    logs = [
        log(rows.filter(~latest.to_series()), "R21", "Header"),
        log(rows.filter(other_birth.fill_null(value=False)), "R22", "Header"),
        log(rows.filter(impossible), "R23", "Header"),
        log(made, "R24", "Episodes"),
    ]
    return _joined(rows, made), [frame for frame in logs if len(frame)]


def _with_chosen_birth(rows: pl.DataFrame) -> pl.DataFrame:
    """Adds `chosen`: an allowed date of birth before one that is not, then the later return's."""
    rows = rows.with_columns(_allowed().alias("allowed"), pl.col("DOB").alias("chosen"))
    same_child = pl.col("CHILD") == pl.col("CHILD").shift()
    doubt = (
        pl.col("DOB").is_null()
        | ~pl.col("allowed")
        | (same_child & (pl.col("DOB") != pl.col("DOB").shift()))
    )
    doubtful = rows.filter(doubt.fill_null(value=False))
    if doubtful.is_empty():
        return rows
    births = (
        rows.join(doubtful.select("CHILD").unique(), on="CHILD", how="semi", maintain_order="left")
        .filter(pl.col("DOB").is_not_null())
        .sort("allowed", maintain_order=True)
        .group_by("CHILD")
        .agg(pl.col("DOB").last().alias("settled"))
    )
    return rows.join(births, on="CHILD", how="left", maintain_order="left").with_columns(
        pl.coalesce("settled", "DOB").alias("chosen")
    )


def _allowed() -> pl.Expr:
    """Born by the first day in care, and under 18 on it."""
    day = pl.col("first_day")
    fits = (pl.col("DOB") <= day) & (birthday_of(pl.col("DOB"), 18) > day)
    return fits.fill_null(value=True)


def _impossible() -> pl.Expr:
    """Whether nobody born on the day chosen can have come into care on the first day."""
    born, day = pl.col("chosen"), pl.col("first_day")
    return ((born > day) | (birthday_of(born, 21) <= day)).fill_null(value=False)


def _joined(rows: pl.DataFrame, made: pl.DataFrame) -> pl.DataFrame:
    one = rows.group_by("CHILD", maintain_order=True).agg(
        *(pl.col(name).last(ignore_nulls=True) for name in _FILLED),
        pl.col("chosen", "first_day", "file", "row", "year").last(),
    )
    one = one.with_columns(pl.when(_impossible()).then(None).otherwise("chosen").alias("DOB"))
    columns = list(polars_schema("Header"))
    return pl.concat([one.select(columns), made.select(columns)]).sort("CHILD")


def _from_other_tables(
    header: pl.DataFrame, episodes: pl.DataFrame, others: Mapping[str, pl.DataFrame]
) -> pl.DataFrame:
    """A header for each child without one; DOB and SEX where another table has them."""
    lost = episodes.join(header.select("CHILD"), on="CHILD", how="anti").unique(
        "CHILD", keep="first", maintain_order=True
    )
    blank = lost.select("CHILD", "file", "row", "year")
    told = [
        table.select("CHILD", "DOB", sex.alias("SEX"))
        for name, table in others.items()
        if "DOB" in table.columns and name != "Header"
        for sex in [pl.col("SEX") if "SEX" in table.columns else pl.lit(None, pl.String)]
    ]
    known = (
        pl.concat(told)
        .join(blank, on="CHILD", how="semi")
        .group_by("CHILD")
        .agg(pl.col("DOB", "SEX").drop_nulls().last())
        if told and len(blank)
        else pl.DataFrame(schema={"CHILD": pl.String, "DOB": pl.Date, "SEX": pl.String})
    )
    made = blank.join(known, on="CHILD", how="left")
    missing = [name for name in TABLES["Header"].names if name not in made.columns]
    return made.with_columns(
        pl.lit(None, polars_schema("Header")[name]).alias(name) for name in missing
    )
