"""The outturn by month: what was spent, what is committed, and what the budget expected."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Final

import numpy as np
import polars as pl

from kinward.dates import year_start
from kinward.ledger.amounts import Ints, shares
from kinward.ledger.model import Activity, Line
from kinward.ledger.segments import cost_before
from kinward.ledger.year import Year

BY_SERVICE_SCHEMA: Final[dict[str, pl.DataType]] = {
    "service_key": pl.String(),
    "month": pl.Date(),
    "spent": pl.Int64(),
    "committed": pl.Int64(),
}
"""One row a service type and month (its last day), in pence: up to the as-at date, and after it."""

OUTTURN_SCHEMA: Final[dict[str, pl.DataType]] = {
    "month": pl.Date(),
    "budget": pl.Int64(),
    "spent": pl.Int64(),
    "committed": pl.Int64(),
    "adjustments": pl.Int64(),
    "projected": pl.Int64(),
    "budget_to_date": pl.Int64(),
    "projected_to_date": pl.Int64(),
}
"""One row a month (its last day), in pence. `projected` is spent + committed + adjustments; the two
last are running totals, which end at the year's budget and outturn."""

_AHEAD: Final = frozenset({"growth", "savings_to_find"})
"""Adjustments that can only come after the as-at date; the others run through the year."""


def month_firsts(year: int) -> list[date]:
    """The first days of the twelve months of a financial year, and of the month after."""
    return [date(year - (month >= 4), month, 1) for month in (*range(4, 13), 1, 2, 3)] + [
        year_start(year + 1)
    ]


def by_service(now: Year) -> pl.DataFrame:
    """What the placements of each service type cost by month (`BY_SERVICE_SCHEMA`).

    A month's amount is the difference of two rounded running totals, so that months sum to the year
    exactly, and those up to the as-at date to what was spent.
    """
    firsts, tomorrow = month_firsts(now.year), now.as_at + timedelta(days=1)
    keys = now.stretches.select("placement").join(
        now.booked.select("placement", "service_key"), on="placement", maintain_order="left"
    )["service_key"]
    running = [cost_before(now.stretches, day) for day in firsts]
    spent = [cost_before(now.stretches, min(day, tomorrow)) for day in firsts]
    frames = [
        pl.DataFrame(
            {
                "service_key": keys,
                "month": pl.repeat(after - timedelta(days=1), len(keys), eager=True),
                "spent": spent[place + 1] - spent[place],
                "cost": running[place + 1] - running[place],
            }
        )
        .group_by("service_key", "month", maintain_order=True)
        .agg(pl.col("spent", "cost").sum())
        for place, after in enumerate(firsts[1:])
    ]
    return (
        pl.concat(frames)
        .with_columns(committed=pl.col("cost") - pl.col("spent"))
        .select(*BY_SERVICE_SCHEMA)
        .sort("service_key", "month")
    )


def outturn(activity: Activity, now: Year) -> pl.DataFrame:
    """The outturn by month (`OUTTURN_SCHEMA`), its columns summing to those of the year.

    Budgets and adjustments are spread by days: growth and savings still to find over the days after
    the as-at date, all else over the year.
    """
    firsts = month_firsts(now.year)
    tomorrow = now.as_at + timedelta(days=1)
    days = np.array([(b - a).days for a, b in pairwise(firsts)])
    ahead = np.array([max((b - max(a, tomorrow)).days, 0) for a, b in pairwise(firsts)])
    paid = by_service(now).group_by("month").agg(pl.col("spent", "committed").sum())
    months = pl.DataFrame({"month": [after - timedelta(days=1) for after in firsts[1:]]})
    budget = shares(activity.total.planned.annual, days)
    spread = _spread([line for line in activity.lines if line.kind != "service"], days, ahead)
    return (
        months.join(paid, on="month", how="left", maintain_order="left")
        .with_columns(
            pl.col("spent", "committed").fill_null(0),
            pl.Series("budget", budget),
            pl.Series("adjustments", spread),
        )
        .with_columns(projected=pl.sum_horizontal("spent", "committed", "adjustments"))
        .with_columns(
            budget_to_date=pl.col("budget").cum_sum(),
            projected_to_date=pl.col("projected").cum_sum(),
        )
        .select(*OUTTURN_SCHEMA)
    )


def _spread(lines: list[Line], days: Ints, ahead: Ints) -> Ints:
    parts = np.zeros(len(days), dtype=np.int64)
    for line in lines:
        parts += shares(line.actual.projected, ahead if line.kind in _AHEAD else days)
    return parts
