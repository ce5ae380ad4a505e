"""What each placement of two positions cost in a year, and on the way from one to the other."""

from __future__ import annotations

from typing import Final

import polars as pl

from kinward.dates import year_start
from kinward.ledger.book import Ledger
from kinward.ledger.segments import cost_before, segments
from kinward.ledger.year import Year

STANDING_SCHEMA: Final[dict[str, pl.DataType]] = {
    "placement_id": pl.String(),
    "child_id": pl.String(),
    "placement": pl.UInt32(),
    "row": pl.UInt32(),
    "service_key": pl.String(),
    "start": pl.Date(),
    "until": pl.Date(),
    "daily": pl.Boolean(),
    "type_week_hundredths": pl.Int64(),
    "looked_after": pl.Boolean(),
    "touches": pl.Boolean(),
    "cost": pl.Int64(),
}
"""One row a placement of a position: `looked_after` where its service type has a commissioning
category, `touches` where it has a day in the year, `cost` in the year in pence."""

_STAY: Final = ("start", "until", "daily", "type_week_hundredths")


def standing(ledger: Ledger, now: Year) -> pl.DataFrame:
    """The placements of a position (`STANDING_SCHEMA`)."""
    homes = ledger.service_types.filter(pl.col("category").is_not_null())["key"]
    named = ledger.record.placements.select("placement", "placement_id", "row")
    costs = now.placements.select("placement", "cost")
    return (
        now.booked.join(named, on="placement", how="left", maintain_order="left")
        .join(costs, on="placement", how="left", maintain_order="left")
        .with_columns(
            pl.col("service_key").is_in(homes.implode()).alias("looked_after"),
            pl.col("cost").is_not_null().alias("touches"),
            pl.col("cost").fill_null(0),
        )
        .select(*STANDING_SCHEMA)
    )


def substituted(pairs: pl.DataFrame, before: Ledger, after: Ledger, year: int) -> pl.DataFrame:
    """What each placement costs as the later record takes the earlier one's place, step by step.

    Args:
        pairs: placements of both positions: the columns of `STANDING_SCHEMA`, those of the later
            one with `_after` behind their names.

    Returns:
        The pairs with `old`, then `with_start`, `with_end`, `with_rates` and `new` in pence.
    """
    pairs = pairs.with_row_index("pair")
    old = _rates(before, pairs.select("pair", "placement"))
    new = _rates(after, pairs.select("pair", placement="placement_after"))
    paid_by = {"old": 0, "with_start": 1, "with_end": 2, "with_rates": 2, "new": 4}
    costs = [
        _cost(pairs, taken, new if name in {"with_rates", "new"} else old, year).alias(name)
        for name, taken in paid_by.items()
    ]
    return pairs.with_columns(costs).drop("pair")


def _rates(ledger: Ledger, pairs: pl.DataFrame) -> pl.DataFrame:
    """The rates of pairs; those that hold from the start do so wherever it is moved."""
    starts = ledger.record.placements.select("placement", begins="start")
    first = pl.int_range(pl.len()).over("placement") == 0
    from_start = first | (pl.col("from") <= pl.col("begins"))
    return (
        ledger.record.rates.join(pairs, on="placement", maintain_order="left")
        .join(starts, on="placement", how="left", maintain_order="left")
        .with_columns(pl.when(from_start).then(pl.date(1, 1, 1)).otherwise("from").alias("from"))
        .drop("placement", "begins")
        .rename({"pair": "placement"})
    )


def _cost(pairs: pl.DataFrame, taken: int, rates: pl.DataFrame, year: int) -> pl.Series:
    """The cost in the year with the first `taken` columns of a stay as the later record has."""
    stays = pairs.select(
        pl.col("pair").alias("placement"),
        *(
            pl.col(f"{name}_after" if place < taken else name).alias(name)
            for place, name in enumerate(_STAY)
        ),
    )
    stretches = segments(stays, rates, year)
    paid = stretches.select(
        pl.col("placement").alias("pair"),
        pl.Series("pence", cost_before(stretches, year_start(year + 1)), dtype=pl.Int64),
    )
    summed = paid.group_by("pair").agg(pl.col("pence").sum())
    return (
        pairs.select("pair")
        .join(summed, on="pair", how="left", maintain_order="left")["pence"]
        .fill_null(0)
    )
