"""Tables of why the forecast is what it is: drivers, and the evidence of the rates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import polars as pl

from kinward.forecast.model import TOTAL, Forecast
from kinward.reports.marks import marks
from kinward.reports.table import Column, ReportTable, long_date
from kinward.reports.tables.words import columns
from kinward.terms import CATEGORIES

_SUMS: Final = (
    "The parts sum to the change. Children who enter, leave and move are those that today’s rates "
    "would bring; what the rates’ own change adds or takes is a part of its own."
)


def drivers(forecast: Forecast, source: str) -> Iterator[ReportTable]:
    """The change from today, split: of all, and by category."""
    if forecast.drivers.is_empty():
        return
    days = [forecast.month_ends[place] for place in marks(forecast.month_ends)]
    split = tuple(
        Column(f"{day:%Y-%m-%d}", f"By {long_date(day)} (children)", "change") for day in days
    )
    rows = forecast.drivers.filter(pl.col("month").is_in(days))
    wide = rows.pivot(
        "month", index=["key", "driver", "label"], values="children", maintain_order=True
    )
    total = wide.filter(pl.col("key") == TOTAL)
    moves = pl.col("driver").is_in(["moves_in", "moves_out"])
    yield ReportTable(
        "forecast_drivers",
        f"What makes the change from {long_date(forecast.as_at)} in children looked after",
        (Column("label", "What changes the number"), *split),
        total.filter(~moves),
        source,
        f"{_SUMS} Moves from one category to another change no total.",
    )
    yield ReportTable(
        "forecast_category_drivers",
        f"What makes the change from {long_date(forecast.as_at)} in each placement category",
        (Column("category", "Placement category"), Column("label", "What changes it"), *split),
        wide.filter(pl.col("key") != TOTAL).with_columns(
            pl.col("key").replace(CATEGORIES).alias("category")
        ),
        source,
        _SUMS,
    )


def evidence(forecast: Forecast, source: str) -> Iterator[ReportTable]:
    """Events and child-years: of all, and by category."""
    if forecast.evidence.is_empty():
        return
    shown = columns(
        ("event_label", "Event", "text"),
        ("events", "Events", "count"),
        ("child_years", "Child-years", "number"),
        ("per_100_child_years", "Per 100 child-years", "number"),
    )
    note = (
        "A child-year is a year that one child is in care (or in that category). The rates of the "
        "forecast are these by age and time in care and placement, drawn to the average where "
        "events are few, with recent years weighing more."
    )
    total = pl.col("key") == TOTAL
    yield ReportTable(
        "forecast_evidence",
        "What the rates rest on",
        shown,
        forecast.evidence.filter(total),
        source,
        note,
    )
    yield ReportTable(
        "forecast_category_evidence",
        "What the rates rest on, by placement category",
        (Column("label", "Placement category"), *shown),
        forecast.evidence.filter(~total),
        source,
        note,
    )
