"""Tables of the return written as text in a test: a heading, then rows, columns by spaces.

A dash is a blank. Dates are ISO. `year` is the return year (its end) and `row` counts from 2, as in
a spreadsheet, within each year's file.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from kinward.returns.model import UNPARSED_SCHEMA
from kinward.returns.schema import TABLES, polars_schema


def table(name: str, text: str) -> pl.DataFrame:
    """A typed table of the return with the columns that the text gives; the others are blank."""
    lines = [line.split() for line in text.strip().splitlines()]
    heading, rows = lines[0], lines[1:]
    records = [dict(zip(heading, row, strict=True)) for row in rows]
    years = sorted({int(record["year"]) for record in records})
    seen = dict.fromkeys(years, 1)
    typed = []
    for record in records:
        year = int(record["year"])
        seen[year] += 1
        typed.append(
            {column: _value(kind, record.get(column, "-")) for column, kind in _kinds(name).items()}
            | {"file": years.index(year), "row": seen[year], "year": year}
        )
    return pl.DataFrame(typed, schema=polars_schema(name))


def tables(**texts: str) -> dict[str, pl.DataFrame]:
    """All twelve tables; those not given are empty."""
    return {
        name: table(name, texts[name])
        if name in texts
        else pl.DataFrame(schema=polars_schema(name))
        for name in TABLES
    }


def nothing_unparsed() -> pl.DataFrame:
    """No value that is there but is not a date."""
    return pl.DataFrame(schema=UNPARSED_SCHEMA)


def _kinds(name: str) -> dict[str, str]:
    return {column.name: column.kind for column in TABLES[name].columns}


def _value(kind: str, text: str) -> str | date | None:
    if text == "-":
        return None
    return date.fromisoformat(text) if kind == "date" else text
