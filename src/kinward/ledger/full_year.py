"""The full-year effect: what this year's placements cost next year."""

from __future__ import annotations

from fractions import Fraction

import polars as pl

from kinward.dates import year_end, year_start
from kinward.ledger.amounts import whole_pence
from kinward.ledger.book import Ledger, open_on
from kinward.ledger.model import FullYearEffect
from kinward.ledger.segments import cost_before, segments, year_days
from kinward.ledger.year import Year


def full_year_effect(ledger: Ledger, now: Year) -> FullYearEffect:
    """Cost next year of what is open at the end of this one, less all of this year's cost.

    Next year is at the prices in force on the as-at date (of a placement that starts later: its
    first) and goes to planned ends. Where care is paid by the day, a leap day is taken out and
    told apart.
    """
    staying = now.booked.filter(open_on(year_end(now.year)))
    rates = today_rates(ledger.record.rates, now)
    ahead = segments(staying, rates, now.year + 1)
    cost = pl.Series("next", cost_before(ahead, year_start(now.year + 2)))
    leap = pl.Series("leap", _leap_days(ahead, cost, now.year))
    by_placement = ahead.select("placement", cost, leap).group_by("placement").agg(pl.all().sum())
    both = (
        now.placements.select("placement", "start", "cost")
        .join(staying.select("placement", stays=pl.lit(value=True)), on="placement", how="left")
        .join(by_placement, on="placement", how="left")
        .with_columns(pl.col("stays").fill_null(value=False), pl.col("next", "leap").fill_null(0))
    )
    more = pl.col("next") - pl.col("leap") - pl.col("cost")
    began = pl.col("start") >= year_start(now.year)
    parts = both.select(
        this_year=pl.col("cost").sum(),
        next_year=pl.col("next").sum(),
        leavers=-pl.col("cost").filter(~pl.col("stays")).sum(),
        starters=more.filter(pl.col("stays") & began).sum(),
        continuing=more.filter(pl.col("stays") & ~began).sum(),
        day_effect=pl.col("leap").sum(),
    )
    return FullYearEffect(**parts.row(0, named=True))


def today_rates(rates: pl.DataFrame, now: Year) -> pl.DataFrame:
    """The rate of each placement in force on the as-at date, or its first, for good."""
    in_force = (pl.col("from") <= now.as_at).sum().over("placement")
    place = pl.int_range(pl.len()).over("placement")
    wanted = pl.max_horizontal(in_force.cast(pl.Int64) - 1, pl.lit(0))
    begins = now.booked.select("placement", "start")
    return (
        rates.filter(place == wanted)
        .join(begins, on="placement", how="left", maintain_order="left")
        .with_columns(pl.col("start").alias("from"))
        .drop("start")
    )


def _leap_days(ahead: pl.DataFrame, cost: pl.Series, year: int) -> list[int]:
    """What a year of another length makes of each stretch that is paid by the day."""
    before, after = year_days(year), year_days(year + 1)
    if before == after:
        return [0] * len(cost)
    share = Fraction(after - before, after)
    daily = (ahead["per"] == 7).to_list()
    return [whole_pence(amount * share) if d else 0 for amount, d in zip(cost, daily, strict=True)]
