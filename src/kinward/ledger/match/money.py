"""What is at stake on days of the ledger: exact, by the placement's own rates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, cast

import polars as pl

from kinward.dates import return_year, year_start
from kinward.ledger.segments import cost_before, segments

COSTS_SCHEMA: Final[dict[str, pl.DataType]] = {
    "run": pl.UInt32(),
    "year": pl.Int32(),
    "pence": pl.Int64(),
}
"""One row a stretch, financial year (named by its end) and rate: what its days cost."""


@dataclass(frozen=True)
class Prices:
    """What tells the price of a day.

    Attributes:
        held: `stays.HELD_SCHEMA`.
        stays: `stays.STAYS_SCHEMA`.
        standing: `book.BOOKED_SCHEMA`.
        rates: `read.placements.RATES_SCHEMA`.
    """

    held: pl.DataFrame
    stays: pl.DataFrame
    standing: pl.DataFrame
    rates: pl.DataFrame

    def of(self, found: pl.DataFrame, year: int) -> pl.DataFrame:
        """difference, pence, pence_in_year, estimated: none for what nothing tells a price of.

        Args:
            found: `runs.GROUPED_SCHEMA`.
            year: the financial year, named by its end.
        """
        lives = self.stays.select("stay", "category")
        priced = (
            found.join(lives, on="stay", how="left", maintain_order="left")
            .join(self._typical(), on="category", how="left", maintain_order="left")
            .with_columns(
                pl.coalesce("placement", "typical").alias("placement"),
                pl.col("placement").is_null().alias("estimated"),
            )
            .filter(pl.col("placement").is_not_null())
            .with_row_index("run")
        )
        cost = costs(priced.select("run", "placement", "start", "end"), self.standing, self.rates)
        return (
            priced.join(cost, on="run", how="left")
            .group_by("difference")
            .agg(
                pl.col("pence").sum(),
                pl.col("pence").filter(pl.col("year") == year).sum().alias("pence_in_year"),
                pl.col("estimated").any(),
            )
        )

    def _typical(self) -> pl.DataFrame:
        """category, typical: by category the placement of the median weekly cost (the lower of
        two), among those open on the last day compared, or among all where none is."""
        net = self.rates.group_by("placement").agg(
            (pl.col("weekly") - pl.col("contributions")).last().alias("net")
        )
        return (
            self.held.filter(pl.col("category").is_not_null())
            .filter(pl.col("open") | ~pl.col("open").any().over("category"))
            .join(net, on="placement", how="left")
            .sort("category", "net", "placement")
            .group_by("category", maintain_order=True)
            .agg(pl.col("placement").get((pl.len() - 1) // 2).alias("typical"))
        )


def costs(stretches: pl.DataFrame, standing: pl.DataFrame, rates: pl.DataFrame) -> pl.DataFrame:
    """What stretches of days cost by the rates of placements (`COSTS_SCHEMA`).

    Days of the placement cost what the ledger says: a difference of two running totals, each
    rounded there. Before its start its first rate holds, and after its end its last.

    Args:
        stretches: run, placement, start, end: [start, end), none of them empty.
        standing: `book.BOOKED_SCHEMA`.
        rates: `read.placements.RATES_SCHEMA`.
    """
    if stretches.is_empty():
        return pl.DataFrame(schema=COSTS_SCHEMA)
    facts = standing.select("placement", "daily", "type_week_hundredths", begins="start")
    asked = stretches.join(facts, on="placement", how="left", maintain_order="left")
    first = pl.min_horizontal("start", "begins")
    stretched = asked.select(
        first.alias("start"),
        "daily",
        "type_week_hundredths",
        placement="run",
        until="end",
    )
    opening = pl.int_range(pl.len()).over("run") == 0
    their_rates = asked.join(rates, on="placement", maintain_order="left_right").select(
        pl.when(opening).then(pl.min_horizontal("from", first)).otherwise("from").alias("from"),
        "weekly",
        "contributions",
        "week_hundredths",
        placement="run",
    )
    since = stretches.select(placement="run", since="start")
    first_day = cast(date, stretches["start"].min())
    last_day = cast(date, stretches["end"].max()) - timedelta(days=1)
    years = range(return_year(first_day), return_year(last_day) + 1)
    return pl.concat([_in_year(stretched, their_rates, since, year) for year in years])


def _in_year(
    stretched: pl.DataFrame, rates: pl.DataFrame, since: pl.DataFrame, year: int
) -> pl.DataFrame:
    beyond = year_start(year + 1)
    whole = segments(stretched, rates, year).join(
        since, on="placement", how="left", maintain_order="left"
    )
    before = whole.with_columns(pl.min_horizontal("end", "since").alias("end"))
    pence = cost_before(whole, beyond) - cost_before(before, beyond)
    return whole.select(
        pl.col("placement").alias("run"),
        pl.lit(year, dtype=pl.Int32).alias("year"),
        pl.Series("pence", pence),
    )
