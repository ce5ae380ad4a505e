"""Applies repairs to a table, one after another, and logs every row that one touches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import polars as pl

from kinward.returns.repair.repair import Repair
from kinward.returns.schema import PROVENANCE


def apply(
    frame: pl.DataFrame, table: str, repairs: Iterable[Repair]
) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """Repair a table.

    Args:
        frame: the table, in the order that the repairs' conditions rely on.
        table: its name, for the log.
        repairs: in the order in which they are made; each sees what the ones before it left.

    Returns:
        The repaired table, and a log (`REPAIR_SCHEMA`) for each repair that found something.
    """
    logs: list[pl.DataFrame] = []
    for repair in repairs:
        hit = frame.select(repair.when.fill_null(value=False).alias("hit"))["hit"]
        if not hit.any():
            continue
        logs.append(log(frame.filter(hit), repair.code, table))
        frame = frame.filter(~hit) if repair.leaves_out else _changed(frame, hit, repair)
    return frame, logs


def _changed(frame: pl.DataFrame, hit: pl.Series, repair: Repair) -> pl.DataFrame:
    return frame.with_columns(
        pl.when(hit).then(value).otherwise(pl.col(column)).alias(column)
        for column, value in repair.change.items()
    )


def log(rows: pl.DataFrame, code: str, table: str) -> pl.DataFrame:
    """The log (`REPAIR_SCHEMA`) of a repair made to these rows."""
    return rows.select(pl.lit(code).alias("rule"), pl.lit(table).alias("table"), "file", "row")


def in_order(
    frame: pl.DataFrame, key: Sequence[str], *, blank_last: str | None = None
) -> pl.DataFrame:
    """The rows by child and key; where that does not decide, by all that they say.

    The order of rows and files decides only between rows that say the same.

    Args:
        frame: a table with CHILD.
        key: the columns to sort by, after the child.
        blank_last: the column of the key whose blanks come last.
    """
    by = ["child_rank", *key]
    nulls_last = [name == blank_last for name in by]
    ranked = frame.with_columns(pl.col("CHILD").rank("dense").alias("child_rank"))
    ordered = ranked.sort(by, nulls_last=nulls_last)
    if ordered.select(_same_as_above(by).any()).item():
        ordered = ranked.with_columns(_content(frame)).sort(
            [*by, "content", "file", "row"], nulls_last=[*nulls_last, False, False, False]
        )
    return ordered.select(frame.columns)


def _same_as_above(columns: Sequence[str]) -> pl.Expr:
    same = pl.all_horizontal(pl.col(name).eq_missing(pl.col(name).shift()) for name in columns)
    return same & (pl.int_range(pl.len()) > 0)


def _content(frame: pl.DataFrame) -> pl.Expr:
    """All that a row says, as one text."""
    return pl.concat_str(
        (
            pl.col(name).cast(pl.String).fill_null("")
            for name in frame.columns
            if name not in PROVENANCE
        ),
        separator="\0",
    ).alias("content")
