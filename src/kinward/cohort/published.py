"""Published or keyed totals of looked after children: do the months follow from one another?"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from kinward.cohort.flows import FLOWS_SCHEMA, monthly
from kinward.cohort.model import Cohort
from kinward.dates import month_ends
from kinward.errors import InputError
from kinward.tables import Kind, headings_left_out, open_table

TOTALS_SCHEMA: Final[dict[str, pl.DataType]] = {
    "month": pl.Date(),
    "began": pl.Int64(),
    "ceased": pl.Int64(),
    "looked_after": pl.Int64(),
}
"""One row a month, named by its last day; `looked_after` is the total on that day."""

PUBLISHED_SCHEMA: Final[dict[str, pl.DataType]] = TOTALS_SCHEMA | {
    "expected": pl.Int64(),
    "difference": pl.Int64(),
    "own_began": pl.Int64(),
    "own_ceased": pl.Int64(),
    "own_looked_after": pl.Int64(),
}

_COLUMNS: Final[dict[str, Kind]] = {
    "month": "month",
    "began": "whole",
    "ceased": "whole",
    "looked_after": "whole",
}
_ALIASES: Final = {
    "began_to_be_looked_after": "began",
    "ceased_to_be_looked_after": "ceased",
    "looked_after_at_month_end": "looked_after",
    "total": "looked_after",
}


def read_totals(path: Path) -> pl.DataFrame:
    """Read `totals.csv` (`TOTALS_SCHEMA`), sorted by month.

    Raises:
        InputError: see `tables.open_table`; also a negative count, or a month that is there twice.
    """
    table = open_table(path, _COLUMNS, filled=list(_COLUMNS), aliases=_ALIASES)
    for column in ("began", "ceased", "looked_after"):
        negative = (table.frame[column] < 0).arg_true()
        if len(negative):
            raise InputError(
                "The count is below 0",
                where=table.where(negative[0], column),
                remedy="Give the number of children.",
            )
    twice = (~table.frame["month"].is_first_distinct()).arg_true()
    if len(twice):
        raise InputError(
            "The month is there twice",
            where=table.where(twice[0], "month"),
            remedy="Keep one row a month.",
        )
    return table.frame.sort("month")


def unread(path: Path) -> tuple[str, ...]:
    """The headings of `totals.csv` that are none of this file's, as written."""
    return headings_left_out(path, _COLUMNS, aliases=_ALIASES)


def reconcile(totals: pl.DataFrame, cohort: Cohort | None) -> pl.DataFrame:
    """Hold published totals against each other, and against the cohort (`PUBLISHED_SCHEMA`).

    Args:
        totals: what `read_totals` gives.
        cohort: for our own counts; None for none.

    Returns:
        One row a published month. `expected` = the looked after of the month before + began -
        ceased; `difference` = expected - looked_after, as in our own flows, so that it is above 0
        where fewer are published than follow. Both are null where the month before is not
        published. `own_*` are our own counts, null where the returns do not cover the whole month.
    """
    follows = pl.col("month").dt.offset_by("-1mo").dt.month_end() == pl.col("month").shift(1)
    expected = pl.col("looked_after").shift(1) + pl.col("began") - pl.col("ceased")
    return (
        totals.sort("month")
        .with_columns(pl.when(follows).then(expected).alias("expected"))
        .with_columns((pl.col("expected") - pl.col("looked_after")).alias("difference"))
        .join(_own(totals, cohort), on="month", how="left", maintain_order="left")
        .select(pl.col(name).cast(kind) for name, kind in PUBLISHED_SCHEMA.items())
    )


def _own(totals: pl.DataFrame, cohort: Cohort | None) -> pl.DataFrame:
    """Our own counts of the published months that the returns cover whole."""
    ends = [] if cohort is None else _covered(totals["month"].to_list(), cohort)
    flows = pl.DataFrame(schema=FLOWS_SCHEMA) if cohort is None else monthly(cohort, ends)
    return flows.select(
        "month",
        pl.col("entries").alias("own_began"),
        pl.col("exits").alias("own_ceased"),
        pl.col("closing").alias("own_looked_after"),
    )


def _covered(ends: list[date], cohort: Cohort) -> list[date]:
    """Every month end from the first to the last of those that the returns cover whole."""
    first, last = cohort.observed_from, cohort.observed_to
    covered = [end for end in ends if first <= end.replace(day=1) and end <= last]
    if not covered:
        return []
    begin, end = min(covered), max(covered)
    return month_ends(end, (end.year - begin.year) * 12 + end.month - begin.month + 1)
