"""A financial year of the ledger in stretches of one placement at one rate, and what each costs."""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np
import polars as pl

from kinward.dates import year_start
from kinward.ledger.amounts import Ints, half_even

SEGMENTS_SCHEMA: Final[dict[str, pl.DataType]] = {
    "placement": pl.UInt32(),
    "start": pl.Date(),
    "end": pl.Date(),
    "weekly": pl.Int64(),
    "net": pl.Int64(),
    "week_hundredths": pl.Int64(),
    "pence": pl.Int64(),
    "per": pl.Int64(),
}
"""One row a placement and rate with days in the year, by placement and day: [start, end) within the
year. `net` is the weekly cost less contributions, in pence; a day costs exactly `pence` / `per`."""


def year_days(year: int) -> int:
    """Days of a financial year named by its end: 365 or 366."""
    return (year_start(year + 1) - year_start(year)).days


def segments(booked: pl.DataFrame, rates: pl.DataFrame, year: int) -> pl.DataFrame:
    """The stretches of a financial year (`SEGMENTS_SCHEMA`).

    Billing `annual`: (weekly cost x paid weeks - contributions x 52) / days of the year, a day;
    `daily`: (weekly cost - contributions) / 7.

    Args:
        booked: `book.BOOKED_SCHEMA`.
        rates: `read.placements.RATES_SCHEMA`.
        year: named by its end.
    """
    first, beyond, length = year_start(year), year_start(year + 1), year_days(year)
    following = pl.col("from").shift(-1).over("placement")
    net = pl.col("weekly") - pl.col("contributions")
    yearly = pl.col("weekly") * pl.col("week_hundredths") - pl.col("contributions") * 5200
    return (
        rates.with_columns(following.alias("next"))
        .filter(pl.col("from") < beyond, pl.col("next").is_null() | (pl.col("next") > first))
        .join(booked.rename({"start": "begins"}), on="placement", maintain_order="left")
        .with_columns(
            start=pl.max_horizontal("from", "begins", pl.lit(first)),
            end=pl.min_horizontal("next", "until", pl.lit(beyond)),
            week_hundredths=pl.coalesce("week_hundredths", "type_week_hundredths"),
        )
        .filter(pl.col("start") < pl.col("end"))
        .select(
            "placement",
            "start",
            "end",
            "weekly",
            net.alias("net"),
            "week_hundredths",
            pl.when("daily").then(net).otherwise(yearly).alias("pence"),
            pl.when("daily").then(7).otherwise(100 * length).cast(pl.Int64).alias("per"),
        )
    )


def days_before(stretches: pl.DataFrame, day: date) -> Ints:
    """The days of each stretch that lie before a day."""
    start = _numbers(stretches["start"])
    end = np.minimum(_numbers(stretches["end"]), np.datetime64(day, "D").astype(np.int64))
    return np.maximum(end - start, 0)


def cost_before(stretches: pl.DataFrame, day: date) -> Ints:
    """What each stretch has cost by the end of the day before, in whole pence.

    This is where an amount is rounded, once, half to even. What a stretch costs between two days is
    the difference of two of these, so that months sum to the year and nothing is lost on the way.
    """
    exact = stretches["pence"].to_numpy() * days_before(stretches, day)
    return half_even(exact, stretches["per"].to_numpy())


def _numbers(days: pl.Series) -> Ints:
    numbers: Ints = days.to_physical().to_numpy().astype(np.int64)
    return numbers
