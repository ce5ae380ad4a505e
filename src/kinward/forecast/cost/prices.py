"""Prices by commissioning category: one row each time a price changes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Final

import polars as pl

from kinward.errors import InputError
from kinward.reference.parameters import parameter
from kinward.tables import Kind, Table, headings_left_out, open_table
from kinward.terms import CATEGORIES
from kinward.words import long_date

PRICES_SCHEMA: Final[dict[str, pl.DataType]] = {
    "category": pl.String(),
    "from": pl.Date(),
    "weekly_pence": pl.Int64(),
    "paid_weeks": pl.Float64(),
}
"""One row a price: a week in the category costs so much from a day on, and a full financial year is
so many such weeks. By category in the order of `kinward.terms.CATEGORIES`, then by day."""

_COLUMNS: Final[dict[str, Kind]] = {
    "category": "text",
    "from": "date",
    "weekly_cost": "pounds",
    "paid_weeks": "number",
}
_REQUIRED: Final = ("category", "from", "weekly_cost")
_MOST_POUNDS: Final = 10_000_000
_MOST_WEEKS: Final = 104


def read_prices(path: Path) -> pl.DataFrame:
    """Read `prices.csv` (`PRICES_SCHEMA`).

    Pounds become whole pence; a fraction of a penny is rounded once, half to even. Where
    `paid_weeks` is empty or no column it is 52 (the parameter `paid_weeks`).

    Raises:
        InputError: see `tables.open_table`; also a file without rows, a category that Kinward does
            not know, a price below 0 or beyond belief, paid weeks that no year has, and two rows
            with one category and day.
    """
    table = open_table(path, _COLUMNS, _REQUIRED, filled=_REQUIRED)
    if table.frame.is_empty():
        raise InputError("The file has no prices", where=table.name, remedy="Add a row for each.")
    prices = table.frame.with_columns(
        pl.col("category").str.to_lowercase(),
        pl.col("paid_weeks").fill_null(parameter("paid_weeks").value),
    )
    _refuse(prices, table)
    return (
        prices.rename({"weekly_cost": "weekly_pence"})
        .select(*PRICES_SCHEMA)
        .sort(pl.col("category").cast(pl.Enum(list(CATEGORIES))), "from")
    )


def unread(path: Path) -> tuple[str, ...]:
    """The headings of `prices.csv` that are none of this file's, as written."""
    return headings_left_out(path, _COLUMNS, _REQUIRED)


def notes(prices: pl.DataFrame, as_at: date, categories: Collection[str]) -> tuple[str, ...]:
    """What is odd about the prices, in sentences.

    Args:
        prices: `PRICES_SCHEMA`.
        as_at: the day from which the forecast looks ahead.
        categories: those that cost.
    """
    own = prices.filter(pl.col("category").is_in(list(categories)))
    return (*_begin_late(own, as_at), *_far_above(prices, own))


def _refuse(prices: pl.DataFrame, table: Table) -> None:
    known = f"The categories are {', '.join(CATEGORIES)}."
    cost, weeks = pl.col("weekly_cost"), pl.col("paid_weeks")
    for column, wrong, what, remedy in (
        (
            "category",
            ~pl.col("category").is_in(list(CATEGORIES)),
            "This is no category that Kinward knows",
            known,
        ),
        ("weekly_cost", cost < 0, "The price is below 0", "Give the pounds that a week costs."),
        (
            "weekly_cost",
            cost > _MOST_POUNDS * 100,
            f"The price is above £{_MOST_POUNDS:,} a week",
            "Give the pounds that a week costs.",
        ),
        (
            "paid_weeks",
            ~weeks.is_between(0, _MOST_WEEKS, closed="right"),
            f"The paid weeks of a year are not above 0 and at most {_MOST_WEEKS}",
            f"Leave it empty for {parameter('paid_weeks').value:.0f}.",
        ),
        (
            "from",
            ~pl.struct("category", "from").is_first_distinct(),
            "Another row has a price of the same category from the same day",
            "Keep one of the two.",
        ),
    ):
        rows = prices.select(wrong).to_series().arg_true()
        if len(rows):
            raise InputError(what, where=table.where(rows[0], column), remedy=remedy)


def _begin_late(prices: pl.DataFrame, as_at: date) -> list[str]:
    """Categories of which the first price begins after the first day ahead."""
    firsts = prices.group_by("category", maintain_order=True).agg(pl.col("from").min())
    late = firsts.filter(pl.col("from") > as_at + timedelta(days=1))
    return [
        f"No price before {long_date(day)} is given for "
        f"{', '.join(CATEGORIES[key] for key in keys)}: the first one is used until then."
        for day, keys in late.group_by("from").agg("category").sort("from").iter_rows()
    ]


def _far_above(prices: pl.DataFrame, own: pl.DataFrame) -> list[str]:
    """Prices so far above the others that they may be in pence, or of a month or a year."""
    times = parameter("price_far_above_times").value
    told = []
    for row in own.iter_rows(named=True):
        others = prices.filter(pl.col("category") != row["category"])["weekly_pence"].to_list()
        if others and row["weekly_pence"] > times * median(others) > 0:
            told.append(
                f"The price of {CATEGORIES[row['category']]} from {long_date(row['from'])}, "
                f"£{row['weekly_pence'] / 100:,.2f} a week, is more than {times:.0f} times the "
                "median of the other categories: see whether it is in pounds a week."
            )
    return told
