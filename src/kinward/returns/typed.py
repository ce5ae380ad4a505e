"""From text to typed tables: trimmed, codes in upper case, dates as dates.

Files of one table with the same heading are parsed together, and each table is typed once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

import numpy as np
import polars as pl

from kinward.returns.model import UNPARSED_SCHEMA
from kinward.returns.schema import TABLES, Column, polars_schema
from kinward.returns.sheet import Sheet, Text
from kinward.returns.spoilt import refuse_month_first, refuse_shortened
from kinward.tables import parse_dates

FIRST_DAY: Final = date(1900, 1, 1)
LAST_DAY: Final = date(2100, 12, 31)
"""Dates before or after these are slips of the keyboard, and count as no date."""

_TIME: Final = r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$"
_POINT_NOUGHT: Final = r"^(\d+)\.0+$"


_Columns = tuple[str | None, ...]


def table_of(name: str, sheets: Sequence[tuple[int, Sheet]]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """One table of the return, typed, and the values in it that are not dates.

    Args:
        name: the table.
        sheets: those that hold it, each with its position in `Returns.files`.

    Returns:
        The table with `file` and `row` but no `year` yet, sorted by them, blank rows left out; and
        a frame of `UNPARSED_SCHEMA`.

    Raises:
        InputError: a spreadsheet has shortened identifiers, or turned dates month first.
    """
    frames = [frame for frame in _frames(name, sheets) if frame.height]
    if not frames:
        typed = {key: kind for key, kind in polars_schema(name).items() if key != "year"}
        return pl.DataFrame(schema=typed), pl.DataFrame(schema=UNPARSED_SCHEMA)
    table = frames[0] if len(frames) == 1 else pl.concat(frames).sort("file", "row")
    if table["CHILD"].null_count():
        table = table.filter(~pl.all_horizontal(pl.col(*TABLES[name].names).is_null()))
    paths = {position: sheet.path for position, sheet in sheets}
    refuse_shortened(table, paths)
    return _with_dates(name, table.rechunk(), paths)


def _frames(name: str, sheets: Sequence[tuple[int, Sheet]]) -> Iterator[pl.DataFrame]:
    """The rows of the sheets as trimmed text: as few frames as their headings allow."""
    groups: dict[_Columns, list[tuple[int, Text]]] = {}
    for position, sheet in sheets:
        for piece in sheet.content:
            if isinstance(piece, pl.DataFrame):
                frame = piece.with_columns(file=pl.lit(position, pl.UInt32()))
                yield _complete(name, frame, tidy=False)
            elif sheet.heading:
                groups.setdefault(sheet.heading.columns, []).append((position, piece))
    for columns, texts in groups.items():
        tidy = all(text.tidy for _, text in texts)
        yield _complete(name, _parsed(columns, texts), tidy=tidy)


def _parsed(columns: _Columns, texts: Sequence[tuple[int, Text]]) -> pl.DataFrame:
    names = [column or f"kept out {i}" for i, column in enumerate(columns)]
    bodies = [text.body for _, text in texts]
    frame = pl.read_csv(
        bodies[0] if len(bodies) == 1 else b"".join(bodies),
        has_header=False,
        schema=dict.fromkeys(names, pl.String()),
        columns=[i for i, column in enumerate(columns) if column],
        quote_char=None,
    )
    lines = [text.lines for _, text in texts]
    rows = [np.arange(t.first_row, t.first_row + t.lines, dtype=np.uint32) for _, t in texts]
    files = np.array([position for position, _ in texts], dtype=np.uint32)
    return frame.hstack(
        [pl.Series("file", np.repeat(files, lines)), pl.Series("row", np.concatenate(rows))]
    )


def _complete(name: str, frame: pl.DataFrame, *, tidy: bool) -> pl.DataFrame:
    """Every column of the table: blanks taken off, empty ones null, codes in upper case."""
    values = []
    for column in TABLES[name].columns:
        if column.name not in frame.columns:
            values.append(pl.lit(None, pl.String()).alias(column.name))
        else:
            values.append(pl.col(column.name) if tidy else _tidied(column))
    return frame.select(*values, "file", "row")


def _tidied(column: Column) -> pl.Expr:
    value = pl.col(column.name).str.strip_chars()
    if column.kind == "code":
        value = value.str.to_uppercase()
    if column.kind != "date":
        value = value.str.replace(_POINT_NOUGHT, "$1")
    return pl.when(value != "").then(value).alias(column.name)


def _with_dates(
    name: str, table: pl.DataFrame, paths: Mapping[int, str]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    columns = [column.name for column in TABLES[name].columns if column.kind == "date"]
    first = table.with_columns(pl.col(columns).str.to_date("%d/%m/%Y", strict=False))
    dates = [_date(table[column], first[column]) for column in columns]
    bad = [
        table.filter(table[day.name].is_not_null() & day.is_null()).select(
            pl.lit(name).alias("table"), pl.lit(day.name).alias("column"), "file", "row"
        )
        for day in dates
        if day.null_count() > table[day.name].null_count()
    ]
    if bad:
        refuse_month_first(table, columns, paths)
    unparsed = pl.concat([pl.DataFrame(schema=UNPARSED_SCHEMA), *bad])
    for day in dates:
        first.replace_column(first.get_column_index(day.name), day)
    return first, unparsed


def _date(text: pl.Series, day: pl.Series) -> pl.Series:
    """`day`, with the rest of `text` read in other ways, and slips of the keyboard null."""
    if day.null_count() > text.null_count():
        left = pl.when(day.is_null()).then(text).str.replace(_TIME, "")
        day = pl.select(pl.lit(day).fill_null(parse_dates(left)).alias(day.name)).to_series()
    earliest, latest = day.min(), day.max()
    if not isinstance(earliest, date) or not isinstance(latest, date):
        return day
    if earliest >= FIRST_DAY and latest <= LAST_DAY:
        return day
    good = day.is_between(FIRST_DAY, LAST_DAY)
    return pl.select(pl.when(good).then(day).alias(day.name)).to_series()
