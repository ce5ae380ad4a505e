"""Which placement of the ledger is which stay of the return."""

from __future__ import annotations

from typing import Final

import polars as pl

PAIRS_SCHEMA: Final[dict[str, pl.DataType]] = {
    "placement": pl.UInt32(),
    "stay": pl.UInt32(),
    "from": pl.Date(),
    "to": pl.Date(),
    "start": pl.Date(),
    "end": pl.Date(),
    "open": pl.Boolean(),
    "stay_start": pl.Date(),
    "stay_end": pl.Date(),
    "paid": pl.Boolean(),
    "left": pl.Boolean(),
    "assumed": pl.Boolean(),
    "same": pl.Boolean(),
    "sure": pl.Boolean(),
}
"""One row a placement and stay of one child with a day in common: [from, to). `same`: the category
does not differ; `sure`: it is known to be the same. The others as in `stays`."""


def pairs(held: pl.DataFrame, stays: pl.DataFrame) -> pl.DataFrame:
    """Every placement beside every stay of its child that it touches (`PAIRS_SCHEMA`).

    Args:
        held: `stays.HELD_SCHEMA`.
        stays: `stays.STAYS_SCHEMA`.
    """
    beside = stays.select(
        "stay",
        "child",
        "paid",
        "left",
        "assumed",
        stay_start="start",
        stay_end="end",
        lives="category",
    )
    alike = pl.col("category") == pl.col("lives")
    return (
        held.join(beside, on="child")
        .with_columns(
            pl.max_horizontal("start", "stay_start").alias("from"),
            pl.min_horizontal("end", "stay_end").alias("to"),
            alike.fill_null(value=True).alias("same"),
            alike.fill_null(value=False).alias("sure"),
        )
        .filter(pl.col("from") < pl.col("to"))
        .select(*PAIRS_SCHEMA)
        .sort("placement", "stay")
    )


def assigned(every: pl.DataFrame) -> pl.DataFrame:
    """The pairs that belong together (`PAIRS_SCHEMA`).

    Each placement belongs to the stay with which the fewest days are wrong: those that one of the
    two has and the other has not, and those of another category. Several may belong to one stay, as
    when a contract was renewed. A stay to which none belongs is taken to be part of a placement
    that holds half of it or more, as when a move was never entered.

    Args:
        every: of `pairs`.
    """
    best = (
        every.with_columns(wrong=_wrong())
        .sort("placement", "wrong", "same", "stay", descending=[False, False, True, False])
        .unique("placement", keep="first", maintain_order=True)
        .drop("wrong")
    )
    half = 2 * _days("from", "to") >= _days("stay_start", "stay_end")
    more = every.filter(
        ~pl.col("stay").is_in(best["stay"].unique().implode()),
        half,
        pl.col("same") | pl.col("paid"),
    )
    return pl.concat([best, more]).sort("placement", "from")


def alike(together: pl.DataFrame) -> pl.DataFrame:
    """Those pairs whose category, start and end are the same."""
    return together.filter(
        "sure",
        pl.col("start") == pl.col("stay_start"),
        pl.col("end") == pl.col("stay_end"),
    )


def _wrong() -> pl.Expr:
    common = pl.when("same").then(2).otherwise(1) * _days("from", "to")
    return _days("start", "end") + _days("stay_start", "stay_end") - common


def _days(start: str, end: str) -> pl.Expr:
    return (pl.col(end) - pl.col(start)).dt.total_days()
