"""Views that are not of one table: values that are no dates, rows without a child, repeats, years.

Each names its table in a column `table`.
"""

from __future__ import annotations

import polars as pl
from polars import col

from kinward.returns.schema import PROVENANCE, TABLES
from kinward.returns.views.care import CareFacts


def unreadable(facts: CareFacts) -> pl.DataFrame:
    """One row a value that is there but is not a date: table, column, file, row."""
    return facts.returns.unparsed


def nameless(facts: CareFacts) -> pl.DataFrame:
    """The rows of every table that have no CHILD."""
    return _stack(
        [
            facts.returns.tables[name].filter(col("CHILD").is_null()).select(*_place(name), "CHILD")
            for name in TABLES
            if facts.returns.tables[name]["CHILD"].null_count()
        ]
    )


def repeats(facts: CareFacts) -> pl.DataFrame:
    """The rows of Episodes and Header that are the same as one before them in the same return."""
    return _stack(
        [
            _repeated("Episodes", facts.sorted_episodes),
            _repeated("Header", facts.sorted_header),
        ]
    )


def years(facts: CareFacts) -> pl.DataFrame:
    """One row a return year of Episodes; `row` is 0, for the file as a whole.

    Columns: year_before (the return year with episodes before this one), header_given.
    """
    first_files = (
        facts.returns.tables["Episodes"]
        .select("year", "file")
        .filter(col("year").is_not_null())
        .group_by("year")
        .agg(file=col("file").min())
        .sort("year")
    )
    return first_files.with_columns(
        pl.lit("Episodes").alias("table"),
        row=pl.lit(0, pl.UInt32),
        year_before=col("year").shift(),
        header_given=facts.given("Header"),
    )


def _repeated(table: str, ordered: pl.DataFrame) -> pl.DataFrame:
    return ordered.select(*_place(table), "repeat").filter("repeat")


def _place(table: str) -> list[pl.Expr]:
    return [pl.lit(table).alias("table"), *(col(name) for name in PROVENANCE)]


def _stack(frames: list[pl.DataFrame]) -> pl.DataFrame:
    schema = {"table": pl.String(), **PROVENANCE}
    return pl.concat(frames) if frames else pl.DataFrame(schema=schema)
