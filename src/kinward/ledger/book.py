"""The ledger: the commitment record with all that tells what it means."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

import polars as pl

from kinward.dates import birthday_of
from kinward.ledger.findings import Finding
from kinward.ledger.read.adjustments import NO_ADJUSTMENTS, Adjustments
from kinward.ledger.read.budget import Budget
from kinward.ledger.read.placements import Record
from kinward.ledger.read.service_types import built_in
from kinward.reference.parameters import parameter

PEOPLE_SCHEMA: Final[dict[str, pl.DataType]] = {
    "child_id": pl.String(),
    "DOB": pl.Date(),
    "uasc": pl.Boolean(),
    "DUC": pl.Date(),
}
"""What the return knows of a child of the finance system; one row a child. `uasc` is true where it
was ever listed as unaccompanied and seeking asylum; `DUC` the day on which that ceased, or null."""
UNKNOWN_SECTION: Final = "Not known"

BOOKED_SCHEMA: Final[dict[str, pl.DataType]] = {
    "placement": pl.UInt32(),
    "child_id": pl.String(),
    "service_key": pl.String(),
    "start": pl.Date(),
    "until": pl.Date(),
    "daily": pl.Boolean(),
    "type_week_hundredths": pl.Int64(),
    "passed": pl.Boolean(),
    "grown_up": pl.Boolean(),
}
"""One row a placement as it stands on a day: [start, `until`), null while it goes on. `passed`: its
planned end has passed without an end; `grown_up`: it is open after the 18th birthday."""


@dataclass(frozen=True)
class Ledger:
    """What the files of the ledger say.

    Attributes:
        record: the placements and their rates.
        service_types: `SERVICE_TYPES_SCHEMA`.
        budget: of the year asked for, None where none is given.
        adjustments: lines of their own.
        people: `PEOPLE_SCHEMA`, None where no return is given: nobody's birthday is then known.
        left_out: columns of the service types and the children that nobody reads.
    """

    record: Record
    service_types: pl.DataFrame = field(default_factory=built_in)
    budget: Budget | None = None
    adjustments: Adjustments = NO_ADJUSTMENTS
    people: pl.DataFrame | None = None
    left_out: tuple[Finding, ...] = ()


def booked(ledger: Ledger, as_at: date) -> pl.DataFrame:
    """Each placement as it stands on a day (`BOOKED_SCHEMA`).

    An empty end takes the planned end; a planned end that has come without an end means still
    open. What is not ended stops at the 18th birthday, unless the service type goes on; the days up
    to the as-at date have been paid all the same.
    """
    known = ledger.service_types.select("key", "daily", "week_hundredths", "after_18")
    rows = ledger.record.placements.join(
        known, left_on="service_key", right_on="key", how="left", maintain_order="left"
    )
    if ledger.people is None:
        rows = rows.with_columns(DOB=pl.lit(None, dtype=pl.Date))
    else:
        dates = ledger.people.select("child_id", "DOB")
        rows = rows.join(dates, on="child_id", how="left", maintain_order="left")
    tomorrow = as_at + timedelta(days=1)
    open_ended = pl.col("end").is_null()
    came = pl.col("planned_end") <= as_at
    planned = pl.when(~came.fill_null(value=True)).then("planned_end")
    adult = birthday_of(pl.col("DOB"), int(parameter("adult_age").value))
    stops = pl.when(open_ended & ~pl.col("after_18").fill_null(value=False)).then(adult)
    until = pl.coalesce("end", planned)
    return rows.select(
        "placement",
        "child_id",
        "service_key",
        "start",
        pl.min_horizontal(
            until, pl.max_horizontal(stops, pl.lit(tomorrow)).pipe(_only_with, stops)
        ).alias("until"),
        pl.col("daily").fill_null(value=False),
        pl.col("week_hundredths")
        .fill_null(round(parameter("paid_weeks").value * 100))
        .alias("type_week_hundredths"),
        (open_ended & came).fill_null(value=False).alias("passed"),
        (stops <= as_at).fill_null(value=False).alias("grown_up"),
    )


def _only_with(value: pl.Expr, there: pl.Expr) -> pl.Expr:
    return pl.when(there.is_not_null()).then(value)


def open_on(day: date) -> pl.Expr:
    """Whether a booked placement is open on a day."""
    return (pl.col("start") <= day) & (pl.col("until").is_null() | (pl.col("until") > day))
