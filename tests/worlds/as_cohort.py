"""A test world as Kinward's cohort, without a file in between."""

from __future__ import annotations

from datetime import date

import polars as pl

from cohorts import checked_tables
from kinward.cohort.build import build
from kinward.cohort.model import Cohort
from kinward.dates import birthday_of, return_year_of
from kinward.reference.categories import load
from kinward.returns.schema import TABLES, polars_schema
from worlds.episodes import Told, window


def cohort_of(found: Told, first: date, last: date) -> Cohort:
    """The cohort of the returns from one day (1 April) to another (31 March)."""
    episodes = window(found, first, last)
    years = range(first.year + 1, last.year + 1)
    repaired = {name: pl.DataFrame(schema=polars_schema(name)) for name in TABLES}
    children = listed(found, episodes, last)
    repaired["Header"] = _filled("Header", children)
    repaired["UASC"] = _filled("UASC", children.filter("uasc"))
    repaired["Episodes"] = _filled("Episodes", episodes).with_columns(
        pl.lit(value=False).alias("end_assumed")
    )
    as_read = pl.DataFrame({"year": years}, schema={"year": pl.Int32})
    return build(checked_tables(repaired, as_read), load())


def listed(found: Told, episodes: pl.DataFrame, last: date) -> pl.DataFrame:
    """The children of these episodes, with DUC: the unaccompanied stop being so at 18, and the
    returns tell of it where they list the child in that year."""
    ends = episodes.group_by("CHILD").agg(pl.col("DEC").fill_null(last).max().alias("until"))
    children = found.children.join(ends, on="CHILD", how="inner", maintain_order="left")
    adult = birthday_of(pl.col("DOB"), 18)
    told = (return_year_of(adult) <= return_year_of(pl.col("until"))) & (adult <= last)
    return children.with_columns(pl.when(told & pl.col("uasc")).then(adult).alias("DUC"))


def _filled(table: str, rows: pl.DataFrame) -> pl.DataFrame:
    schema = polars_schema(table)
    return rows.select(
        pl.col(name).cast(kind) if name in rows.columns else pl.lit(None, kind).alias(name)
        for name, kind in schema.items()
    )
