"""The full-year effect: what this year's placements cost next year."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from kinward.dates import year_end, year_start
from kinward.ledger.amounts import Ints
from kinward.ledger.book import Ledger, open_on
from kinward.ledger.model import FullYearEffect
from kinward.ledger.segments import cost_before, segments, year_days
from kinward.ledger.year import Year


def full_year_effect(ledger: Ledger, now: Year) -> FullYearEffect:
    """Cost next year of what is open at the end of this one, less all of this year's cost.

    Next year is at the prices in force on the as-at date (of a placement that starts later: its
    first) and goes to planned ends. Where care is paid by the day, what 29 February costs is taken
    out of both years and told apart.
    """
    staying = now.booked.filter(open_on(year_end(now.year)))
    rates = today_rates(ledger.record.rates, now)
    ahead = segments(staying, rates, now.year + 1)
    next_year = ahead.select(
        "placement",
        pl.Series("next", cost_before(ahead, year_start(now.year + 2))),
        pl.Series("leap", _leap_day(ahead, now.year + 1)),
    )
    this_year = now.stretches.select(
        "placement",
        pl.lit(0, dtype=pl.Int64).alias("next"),
        pl.Series("leap", -_leap_day(now.stretches, now.year)),
    )
    by_placement = pl.concat([next_year, this_year]).group_by("placement").agg(pl.all().sum())
    both = (
        now.placements.select("placement", "start", "cost")
        .join(staying.select("placement", stays=pl.lit(value=True)), on="placement", how="left")
        .join(by_placement, on="placement", how="left")
        .with_columns(pl.col("stays").fill_null(value=False))
    )
    more = pl.col("next") - pl.col("leap") - pl.col("cost")
    began = pl.col("start") >= year_start(now.year)
    parts = both.select(
        this_year=pl.col("cost").sum(),
        next_year=pl.col("next").sum(),
        leavers=-pl.col("cost").filter(~pl.col("stays")).sum(),
        starters=more.filter(pl.col("stays") & began).sum(),
        continuing=more.filter(pl.col("stays") & ~began).sum(),
        day_effect=pl.col("leap").filter("stays").sum(),
    )
    return FullYearEffect(**parts.row(0, named=True))


def today_rates(rates: pl.DataFrame, now: Year) -> pl.DataFrame:
    """The rate of each placement in force on the as-at date, or on its first day, for good."""
    begins = now.booked.select("placement", "start")
    known = pl.max_horizontal("start", pl.lit(now.as_at))
    return (
        rates.join(begins, on="placement", how="left", maintain_order="left")
        .filter(pl.col("from") <= known)
        .group_by("placement", maintain_order=True)
        .last()
        .with_columns(pl.col("start").alias("from"))
        .drop("start")
    )


def _leap_day(stretches: pl.DataFrame, year: int) -> Ints:
    """What 29 February costs each stretch of a year that is paid by the day, in pence."""
    march = date(year, 3, 1)
    cost = cost_before(stretches, march) - cost_before(stretches, march - timedelta(days=1))
    counts = (stretches["per"] == 7) & (year_days(year) == 366)
    by_day: Ints = cost * counts.to_numpy()
    return by_day
