"""A test world as the files of the return: a folder a year, Header, Episodes and UASC in each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from kinward.dates import year_end, year_start
from kinward.returns.schema import TABLES
from worlds.as_cohort import listed
from worlds.episodes import Told, window


def write(found: Told, first: date, last: date, folder: Path) -> Path:
    """Write the returns of the years from one day (1 April) to another (31 March)."""
    for year in range(first.year + 1, last.year + 1):
        within = folder / f"{year - 1}-{year % 100:02d}"
        within.mkdir(parents=True, exist_ok=True)
        for table, rows in _tables(found, year).items():
            _as_text(table, rows).write_csv(within / f"{table}.csv", date_format="%d/%m/%Y")
    return folder


def _tables(found: Told, year: int) -> dict[str, pl.DataFrame]:
    episodes = window(found, year_start(year), year_end(year))
    children = listed(found, episodes, year_end(year))
    header = children.with_columns(
        pl.lit("WBRI").alias("ETHNIC"),
        pl.lit("UN4").alias("UPN"),
        pl.when(pl.col("SEX") == "2").then(pl.lit("0")).alias("MOTHER"),
    )
    return {"Header": header, "Episodes": episodes, "UASC": children.filter("uasc")}


def _as_text(table: str, rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(
        pl.col(name) if name in rows.columns else pl.lit("").alias(name)
        for name in TABLES[table].names
    )
