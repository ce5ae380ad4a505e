"""The two sides of the match: stays of the return, placements of the ledger, on the same days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import polars as pl

from kinward.cohort.model import Cohort
from kinward.dates import year_end, year_start
from kinward.errors import ArgumentError
from kinward.ledger.book import Ledger
from kinward.returns.model import Checked

UNPAID: Final = ("with_parents", "placed_for_adoption", "other")
"""Categories that a ledger is not expected to pay for: parents and adopters are paid nothing, and
what `other` costs (custody, a hospital) another body bears. A ledger that does pay is compared."""

STAYS_SCHEMA: Final[dict[str, pl.DataType]] = {
    "stay": pl.UInt32(),
    "child": pl.UInt32(),
    "start": pl.Date(),
    "end": pl.Date(),
    "category": pl.String(),
    "paid": pl.Boolean(),
    "left": pl.Boolean(),
    "assumed": pl.Boolean(),
    "episode": pl.Date(),
}
"""One row a stay with the same carers in one category, by child and day; [start, end) within the
days compared. `paid`: a ledger should pay for it; `left`: care ends with it; `assumed`: a repair
made its end; `episode` is the start of its last episode."""

HELD_SCHEMA: Final[dict[str, pl.DataType]] = {
    "placement": pl.UInt32(),
    "child_id": pl.String(),
    "child": pl.UInt32(),
    "start": pl.Date(),
    "end": pl.Date(),
    "category": pl.String(),
    "open": pl.Boolean(),
}
"""One row a placement of the ledger, [start, end) within the days compared. `child` is null where
the return knows no such child; `category` where nobody knows the service type; `open` on the last
day compared."""


@dataclass(frozen=True)
class Window:
    """The days compared: [first, beyond)."""

    first: date
    beyond: date


def window(checked: Checked, as_at: date) -> Window:
    """The days that the returns cover without a missing year, up to the as-at date.

    Raises:
        ArgumentError: there is no such day.
    """
    years = [year for year in checked.returns.years if year_start(year) <= as_at]
    if not years:
        raise ArgumentError(
            f"No return covers a day up to {as_at:%d/%m/%Y}",
            where="--as-at",
            remedy="Give a later date, or add the earlier returns.",
        )
    first = years[-1]
    while first - 1 in years:
        first -= 1
    return Window(year_start(first), min(as_at, year_end(years[-1])) + timedelta(days=1))


def stays(cohort: Cohort, days: Window) -> pl.DataFrame:
    """The stays of the return on the days compared (`STAYS_SCHEMA`); no short breaks."""
    left = cohort.periods.select("period", left="end")
    episodes = cohort.care_episodes.filter(_touches(days)).join(
        left, on="period", how="left", maintain_order="left"
    )
    new = pl.any_horizontal(
        pl.col(name).ne_missing(pl.col(name).shift(1))
        for name in ("child", "placement", "category")
    )
    beyond = pl.lit(days.beyond)
    return (
        episodes.with_columns(stay=new.cum_sum().cast(pl.UInt32) - 1)
        .group_by("stay", maintain_order=True)
        .agg(
            pl.col("child", "start", "category").first(),
            pl.col("end", "left", "end_assumed").last(),
            pl.col("start").last().alias("episode"),
        )
        .select(
            "stay",
            "child",
            pl.max_horizontal("start", pl.lit(days.first)).alias("start"),
            pl.min_horizontal("end", beyond).alias("end"),
            "category",
            (~pl.col("category").is_in(UNPAID)).alias("paid"),
            (pl.col("left") == pl.col("end")).fill_null(value=False).alias("left"),
            pl.col("end_assumed").alias("assumed"),
            "episode",
        )
    )


def held(ledger: Ledger, standing: pl.DataFrame, named: pl.DataFrame, days: Window) -> pl.DataFrame:
    """The placements of the ledger that belong to a category, or may (`HELD_SCHEMA`).

    Args:
        standing: `book.BOOKED_SCHEMA`.
        named: child_id, child: the finance system's children whom the return knows.
    """
    types = ledger.service_types.select("key", "category", known=pl.lit(value=True))
    ends = pl.col("until").is_null() | (pl.col("until") >= days.beyond)
    return (
        standing.join(
            types, left_on="service_key", right_on="key", how="left", maintain_order="left"
        )
        .filter(
            pl.col("child_id").is_not_null(),
            pl.col("category").is_not_null() | pl.col("known").is_null(),
            _touches(days, "until"),
        )
        .join(named, on="child_id", how="left", maintain_order="left")
        .select(
            "placement",
            "child_id",
            "child",
            pl.max_horizontal("start", pl.lit(days.first)).alias("start"),
            pl.min_horizontal("until", pl.lit(days.beyond)).alias("end"),
            "category",
            ends.alias("open"),
        )
    )


def only_short_breaks(apart: pl.DataFrame, cohort: Cohort) -> pl.Series:
    """Which placements (of children not in care while they ran) fall on short breaks.

    Args:
        apart: `HELD_SCHEMA`.
    """
    breaks = cohort.episodes.filter("short_break").select("child", since="start", until="end")
    return (
        apart.join(breaks, on="child")
        .filter(
            pl.col("since") < pl.col("end"),
            pl.col("until").is_null() | (pl.col("until") > pl.col("start")),
        )["placement"]
        .unique()
    )


def _touches(days: Window, end: str = "end") -> pl.Expr:
    """Whether a stretch of at least a day has one among those compared."""
    until = pl.col(end)
    return (pl.col("start") < days.beyond) & (
        until.is_null() | ((until > days.first) & (until > pl.col("start")))
    )
