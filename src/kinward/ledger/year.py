"""What each placement costs in a financial year, as known on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import polars as pl

from kinward.dates import year_start
from kinward.ledger.amounts import half_even
from kinward.ledger.book import Ledger, booked, open_on
from kinward.ledger.segments import cost_before, days_before, segments

YEAR_SCHEMA: Final[dict[str, pl.DataType]] = {
    "placement": pl.UInt32(),
    "service_key": pl.String(),
    "start": pl.Date(),
    "until": pl.Date(),
    "open": pl.Boolean(),
    "days": pl.Int64(),
    "week_days": pl.Int64(),
    "weekly": pl.Int64(),
    "net": pl.Int64(),
    "spent": pl.Int64(),
    "cost": pl.Int64(),
    "daily_cost": pl.Int64(),
}
"""One row a placement with a day in the year. `open` on the as-at date; `week_days` are days x paid
weeks in hundredths; `weekly` and `net` are the last rates in the year. Money in pence: `spent` up
to the as-at date, `cost` in the year, `daily_cost` what it would cost by daily billing."""


@dataclass(frozen=True)
class Year:
    """A financial year of a ledger on a day.

    Attributes:
        year: named by its end.
        booked: every placement as it stands (`book.BOOKED_SCHEMA`).
        stretches: `segments.SEGMENTS_SCHEMA`.
        placements: `YEAR_SCHEMA`.
    """

    year: int
    as_at: date
    booked: pl.DataFrame
    stretches: pl.DataFrame
    placements: pl.DataFrame


def in_year(ledger: Ledger, year: int, as_at: date) -> Year:
    """The placements of a financial year and what they cost, as known on a day.

    Args:
        year: named by its end; the as-at date may lie before, in or after it.
    """
    standing = booked(ledger, as_at)
    stretches = segments(standing, ledger.record.rates, year)
    return Year(year, as_at, standing, stretches, _placements(standing, stretches, year, as_at))


def _placements(
    standing: pl.DataFrame, stretches: pl.DataFrame, year: int, as_at: date
) -> pl.DataFrame:
    beyond, tomorrow = year_start(year + 1), as_at + timedelta(days=1)
    days = days_before(stretches, beyond)
    by_day = half_even(stretches["net"].to_numpy() * days, 0 * days + 7)
    costed = stretches.select(
        "placement",
        "weekly",
        "net",
        pl.Series("days", days),
        pl.Series("week_days", days * stretches["week_hundredths"].to_numpy()),
        pl.Series("spent", cost_before(stretches, min(tomorrow, beyond))),
        pl.Series("cost", cost_before(stretches, beyond)),
        pl.Series("daily_cost", by_day),
    )
    summed = costed.group_by("placement", maintain_order=True).agg(
        pl.col("weekly", "net").last(),
        pl.col("days", "week_days", "spent", "cost", "daily_cost").sum(),
    )
    is_open = open_on(as_at).alias("open")
    facts = standing.select("placement", "service_key", "start", "until", is_open)
    return summed.join(facts, on="placement", how="left", maintain_order="left").select(
        *YEAR_SCHEMA
    )
