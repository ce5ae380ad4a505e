"""Returns up to a date: those of later years left aside."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl

from kinward.dates import return_year
from kinward.errors import ArgumentError
from kinward.returns.model import Returns


def up_to(returns: Returns, as_at: date) -> Returns:
    """Only the returns of the years up to the one in which the as-at date falls.

    Rows whose year is not known stay.

    Raises:
        ArgumentError: no return is left.
    """
    last = return_year(as_at)
    if not any(year <= last for year in returns.years):
        raise ArgumentError(
            f"None of the returns is of the year of {as_at:%d/%m/%Y} or before",
            where="--as-at",
            remedy="Give a later date, or add the earlier returns.",
        )
    later = [
        position
        for position, source in enumerate(returns.files)
        if source.year is not None and source.year > last
    ]
    keep = ~pl.col("file").is_in(later)
    return replace(
        returns,
        tables={
            name: frame.filter(keep & (pl.col("year").is_null() | (pl.col("year") <= last)))
            for name, frame in returns.tables.items()
        },
        unparsed=returns.unparsed.filter(keep),
        findings=returns.findings.filter(keep),
    )
