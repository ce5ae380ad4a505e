"""From text to typed tables: trimmed, codes in upper case, dates as dates.

Files of one table with the same heading are parsed together, and each table is typed once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

import numpy as np
import polars as pl

from kinward.returns.model import UNPARSED_SCHEMA
from kinward.returns.schema import PROVENANCE, TABLES
from kinward.returns.sheet import Sheet, Text
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
    """
    own = TABLES[name].names
    provenance = {key: kind for key, kind in PROVENANCE.items() if key != "year"}
    frames = [frame for frame in _frames(name, sheets) if frame.height]
    if not frames:
        frames = [pl.DataFrame(schema={**dict.fromkeys(own, pl.String()), **provenance})]
    missing = {column for frame in frames for column in own if column not in frame.columns}
    frames = [frame.with_columns(_nulls(missing - set(frame.columns))) for frame in frames]
    table = pl.concat([frame.select(*own, *provenance) for frame in frames])
    if len(frames) > 1:
        table = table.sort("file", "row")
    if table["CHILD"].null_count():
        table = table.filter(~pl.all_horizontal(pl.col(*own).is_null()))
    return _with_dates(name, table.rechunk())


def _nulls(columns: Iterable[str]) -> list[pl.Expr]:
    return [pl.lit(None, pl.String()).alias(column) for column in columns]


def _frames(name: str, sheets: Sequence[tuple[int, Sheet]]) -> Iterator[pl.DataFrame]:
    """The rows of the sheets as trimmed text: as few frames as their headings allow."""
    groups: dict[tuple[_Columns, bool, bool], list[tuple[int, Text]]] = {}
    for position, sheet in sheets:
        content = sheet.content
        if isinstance(content, pl.DataFrame):
            yield _tidied(name, content.with_columns(file=pl.lit(position, pl.UInt32())))
        elif content is not None and content.lines and sheet.heading:
            key = (sheet.heading.columns, content.quoted, content.tidy)
            groups.setdefault(key, []).append((position, content))
    for (columns, quoted, tidy), texts in groups.items():
        frame = _parsed(columns, texts, quoted=quoted)
        yield frame if tidy else _tidied(name, frame)


def _parsed(columns: _Columns, texts: Sequence[tuple[int, Text]], *, quoted: bool) -> pl.DataFrame:
    names = [column or f"kept out {i}" for i, column in enumerate(columns)]
    bodies = [text.body for _, text in texts]
    frame = pl.read_csv(
        bodies[0] if len(bodies) == 1 else b"".join(bodies),
        has_header=False,
        schema=dict.fromkeys(names, pl.String()),
        columns=[i for i, column in enumerate(columns) if column],
        quote_char='"' if quoted else None,
    )
    lines = [text.lines for _, text in texts]
    rows = [np.arange(t.first_row, t.first_row + t.lines, dtype=np.uint32) for _, t in texts]
    files = np.array([position for position, _ in texts], dtype=np.uint32)
    return frame.with_columns(
        file=pl.Series(np.repeat(files, lines)), row=pl.Series(np.concatenate(rows))
    )


def _tidied(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Blanks about values taken off, empty ones null, codes in upper case, 12.0 as 12."""
    kinds = {column.name: column.kind for column in TABLES[name].columns}
    changed = []
    for column in frame.columns:
        if column not in kinds:
            continue
        value = pl.col(column).str.strip_chars()
        if kinds[column] == "code":
            value = value.str.to_uppercase()
        if kinds[column] != "date":
            value = value.str.replace(_POINT_NOUGHT, "$1")
        changed.append(pl.when(value != "").then(value).alias(column))
    return frame.with_columns(changed)


def _with_dates(name: str, table: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    columns = [column.name for column in TABLES[name].columns if column.kind == "date"]
    text = table.select(columns)
    dates = text.with_columns(pl.all().str.to_date("%d/%m/%Y", strict=False))
    dates = dates.with_columns(_date(text[column], dates[column]) for column in columns)
    bad = [
        table.filter(text[column].is_not_null() & dates[column].is_null()).select(
            pl.lit(name).alias("table"), pl.lit(column).alias("column"), "file", "row"
        )
        for column in columns
        if dates[column].null_count() > text[column].null_count()
    ]
    typed = table.with_columns(dates)
    return typed, pl.concat([pl.DataFrame(schema=UNPARSED_SCHEMA), *bad])


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
