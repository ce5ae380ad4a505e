"""What reference data is loaded, from where, and how old it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

import polars as pl

from kinward.dates import year_end, year_name, year_start
from kinward.reference import categories, codes, deflator, parameters
from kinward.reference.lait import Lait

OVERVIEW_SCHEMA: Final[dict[str, pl.DataType]] = {
    "data": pl.String(),
    "value": pl.String(),
    "rows": pl.Int64(),
    "date": pl.Date(),
    "age_years": pl.Float64(),
    "source": pl.String(),
}
"""One row a set of data (`rows`) or a parameter (`value`, with its unit). `date` is the day to
which it was brought up; `age_years` is its age on the as-at date: null where none is given, below
nought where the data is newer."""

_DAYS_IN_YEAR: Final = 365.25
_Row = tuple[str, str | None, int | None, date, str]


def overview(lait: Lait | None = None, as_at: date | None = None) -> pl.DataFrame:
    """The reference data that is loaded (`OVERVIEW_SCHEMA`)."""
    rows = [*_lists(), *_parameters(), *(_official(lait) if lait else ())]
    listed = pl.DataFrame(
        rows,
        schema=["data", "value", "rows", "date", "source"],
        orient="row",
        infer_schema_length=None,
    )
    age = (pl.lit(as_at, pl.Date) - pl.col("date")).dt.total_days() / _DAYS_IN_YEAR
    aged = listed.with_columns(age.round(1).alias("age_years"))
    return aged.select(pl.col(name).cast(kind) for name, kind in OVERVIEW_SCHEMA.items())


def _lists() -> Iterator[_Row]:
    known = f"{year_name(codes.FIRST_KNOWN_YEAR)} to {year_name(codes.LAST_KNOWN_YEAR)}"
    newest = year_start(codes.LAST_KNOWN_YEAR)
    for name, code_set in codes.code_sets().items():
        yield f"Codes of {name}", None, code_set.codes.height, newest, f"Return lists of {known}"
    rules = categories.load()
    yield "Commissioning categories", None, rules.rules.height, newest, "Kinward: a choice of ours"
    prices = deflator.load()
    brought = prices.date or year_end(prices.last_year)
    yield "GDP deflator", None, len(prices.index), brought, prices.source


def _parameters() -> Iterator[_Row]:
    for each in parameters.parameters():
        name = each.key.replace("_", " ").capitalize()
        yield name, f"{each.value:g} {each.unit}", None, each.date, each.source


def _official(lait: Lait) -> Iterator[_Row]:
    *tables, workbook = lait.files
    last_day = year_end(lait.last_year)
    yield "LAIT figures", None, lait.figures.height, last_day, f"DfE: {', '.join(tables)}"
    yield "LAIT neighbours", None, lait.neighbours.height, lait.neighbours_month, f"DfE: {workbook}"
