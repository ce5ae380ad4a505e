"""Cohorts made from tables written as text (see `text_tables`), with no repair in between."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from kinward.cohort.build import build
from kinward.cohort.model import Cohort
from kinward.reference.categories import load
from kinward.returns.model import FINDING_SCHEMA, REPAIR_SCHEMA, UNPARSED_SCHEMA, Checked, Returns
from text_tables import tables


def checked(years: Iterable[int], *, columns: Iterable[str] = (), **texts: str) -> Checked:
    """Checked returns.

    Args:
        years: the return years given, named by their end.
        columns: columns that the Episodes are said to have had.
        texts: the repaired tables by name; a `year` may be left out. In Episodes `end_assumed` is
            true where REC is `?`.
    """
    years = sorted(years)
    repaired = tables(**{name: _with_year(text, years[-1]) for name, text in texts.items()})
    assumed = (pl.col("REC") == "?").fill_null(value=False)
    repaired["Episodes"] = repaired["Episodes"].with_columns(
        assumed.alias("end_assumed"), pl.when(~assumed).then("REC").alias("REC")
    )
    as_read = pl.DataFrame({"year": years}, schema={"year": pl.Int32})
    return checked_tables(repaired, as_read, columns)


def checked_tables(
    repaired: dict[str, pl.DataFrame], as_read: pl.DataFrame, columns: Iterable[str] = ()
) -> Checked:
    """Checked returns of these repaired tables; `as_read` are the Episodes before repair."""
    nothing = pl.DataFrame(schema=FINDING_SCHEMA)
    returns = Returns(
        files=(),
        tables={"Episodes": as_read},
        columns={"Episodes": frozenset(columns)},
        unparsed=pl.DataFrame(schema=UNPARSED_SCHEMA),
        findings=nothing,
    )
    return Checked(
        returns=returns,
        findings=nothing,
        tables=repaired,
        repairs=pl.DataFrame(schema=REPAIR_SCHEMA),
        repaired=True,
    )


def cohort(years: Iterable[int], **texts: str) -> Cohort:
    """The cohort of `checked(years, ...)`, with the built-in categories."""
    return build(checked(years, **texts), load())


def _with_year(text: str, year: int) -> str:
    heading, *rows = text.strip().splitlines()
    if "year" in heading.split():
        return text
    return "\n".join([f"{heading} year", *(f"{row} {year}" for row in rows)])
