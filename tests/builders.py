"""Returns made by hand in a test, from tables written as text (see `text_tables`)."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

import text_tables
from kinward.returns.model import FINDING_SCHEMA, UNPARSED_SCHEMA, Returns, SourceFile
from kinward.returns.schema import TABLES

UNREADABLE = "??"
"""How a text writes a value that is there but is not a date."""


def returns_of(year: int = 2025, **texts: str) -> Returns:
    """Returns with the tables that the texts give; the others are empty.

    A text without a column `year` is of `year`; with one, its rows stand in the order of years.
    Each table and year is a file of its own, with the columns in the text's heading.
    """
    dated = {name: _dated(text, year) for name, text in texts.items()}
    tables = text_tables.tables(**{n: t.replace(UNREADABLE, "- ") for n, t in dated.items()})
    files: list[SourceFile] = []
    numbered: dict[str, pl.DataFrame] = {}
    for name in TABLES:
        frame = tables[name]
        assert frame["file"].is_sorted(), f"{name}: write the rows in the order of their years"
        numbered[name] = frame.with_columns(pl.col("file") + pl.lit(len(files), pl.UInt32))
        for return_year, rows in frame.group_by("year").len().sort("year").iter_rows():
            files.append(SourceFile(f"{return_year}/{name.lower()}.csv", name, return_year, rows))
    return Returns(
        files=tuple(files),
        tables=numbered,
        columns={name: _columns(dated.get(name)) for name in TABLES},
        unparsed=_unparsed(dated, numbered),
        findings=pl.DataFrame(schema=FINDING_SCHEMA),
    )


def _dated(text: str, year: int) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    if "year" in lines[0].split():
        return "\n".join(lines)
    return "\n".join([f"{lines[0]} year", *(f"{line} {year}" for line in lines[1:])])


def _columns(text: str | None) -> frozenset[str]:
    return frozenset(text.splitlines()[0].split()) - {"year"} if text else frozenset()


def _unparsed(texts: Mapping[str, str], tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    found = []
    for name, text in texts.items():
        heading, *rows = (line.split() for line in text.splitlines())
        places = tables[name].select("file", "row").rows()
        for place, row in zip(places, rows, strict=True):
            found += [
                (name, column, *place)
                for column, value in zip(heading, row, strict=True)
                if value == UNREADABLE
            ]
    return pl.DataFrame(found, schema=UNPARSED_SCHEMA, orient="row")
