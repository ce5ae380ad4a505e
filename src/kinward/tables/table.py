"""Tables with the columns that a reader wants, each of its kind."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from kinward.errors import InputError
from kinward.tables.fields import WANTED, Kind, parsed
from kinward.tables.records import Records, read_records

_MADE_UP: Final = "madeup"
"""The column by which a made-up file says so: of every file, and read by nobody."""


@dataclass(frozen=True)
class Table:
    """A table as read.

    Attributes:
        name: the file (and the sheet), for messages.
        frame: the columns asked for, in that order, typed (`TYPES`); empty fields are null.
        rows: the row of each, as a spreadsheet counts (UInt32).
        unknown: headings that were not asked for, as written.
    """

    name: str
    frame: pl.DataFrame
    rows: pl.Series
    unknown: tuple[str, ...]

    def where(self, position: int, column: str) -> str:
        """The place of a value, as errors name it."""
        return f"{self.name}, row {self.rows[position]}, column {column}"


def read_table(
    path: Path,
    columns: Mapping[str, Kind],
    required: Collection[str] | None = None,
    filled: Collection[str] = (),
    aliases: Mapping[str, str] | None = None,
) -> pl.DataFrame:
    """The frame of `open_table`."""
    return open_table(path, columns, required, filled, aliases).frame


def open_table(
    path: Path,
    columns: Mapping[str, Kind],
    required: Collection[str] | None = None,
    filled: Collection[str] = (),
    aliases: Mapping[str, str] | None = None,
) -> Table:
    """Read a table from a CSV file, or from the sheet of a spreadsheet that has its columns.

    Args:
        path: a CSV file, or an XLSX file: the first sheet with the required columns is read.
        columns: the columns wanted, in lower case with underscores, and what each holds.
        required: those that must be there (None: all). A column that is not is all null.
        filled: those in which every row must have a value.
        aliases: other headings that files use, and the column that each means.

    Raises:
        InputError: the file cannot be opened, is empty or is no table; a required column is missing
            or there twice; a row has more fields than the heading; a value is missing or of the
            wrong kind.
    """
    needed = tuple(columns) if required is None else tuple(required)
    raw, keys = _meant(headed_records(path), needed, aliases)
    return _read(raw, keys, columns, needed, filled)


def headings_left_out(
    path: Path,
    columns: Mapping[str, Kind],
    required: Collection[str] | None = None,
    aliases: Mapping[str, str] | None = None,
) -> tuple[str, ...]:
    """The headings of a table that `open_table` leaves out, as written; its rows are not looked at.

    Raises:
        InputError: the file cannot be opened or is empty; a required column is missing or there
            twice.
    """
    needed = tuple(columns) if required is None else tuple(required)
    raw, keys = _meant(headed_records(path, most=0), needed, aliases)
    return _select(raw, keys, columns, needed).unknown


def _meant(
    sheets: Sequence[Records], needed: Collection[str], aliases: Mapping[str, str] | None
) -> tuple[Records, list[str]]:
    """The first sheet that has the columns needed, or else the first; with its keys."""
    named = [(sheet, _keys(sheet, aliases or {})) for sheet in sheets]
    wanted = {squeezed(column) for column in needed}
    return next((each for each in named if wanted <= set(each[1])), named[0])


def headed_records(path: Path, *, most: int | None = None) -> list[Records]:
    """`read_records` of a file that holds something.

    Raises:
        InputError: the file cannot be opened, or there is no heading in it.
    """
    sheets = read_records(path, most=most)
    if not any(sheet.headings for sheet in sheets):
        raise InputError("The file is empty", where=path.name, remedy="Export it again.")
    return sheets


def table_of(
    raw: Records,
    columns: Mapping[str, Kind],
    required: Collection[str] = (),
    filled: Collection[str] = (),
    aliases: Mapping[str, str] | None = None,
) -> Table:
    """One file's or sheet's records as a table; see `open_table`.

    Raises:
        InputError: see `open_table`.
    """
    return _read(raw, _keys(raw, aliases or {}), columns, tuple(required), filled)


def columns_of(
    raw: Records, columns: Collection[str], aliases: Mapping[str, str] | None = None
) -> frozenset[str]:
    """Which of some columns records have, under their own heading or an alias."""
    keys = set(_keys(raw, aliases or {}))
    return frozenset(column for column in columns if squeezed(column) in keys)


def _read(
    raw: Records,
    keys: Sequence[str],
    columns: Mapping[str, Kind],
    needed: Sequence[str],
    filled: Collection[str],
) -> Table:
    table = _select(raw, keys, columns, needed)
    typed = [_typed(table, column, kind) for column, kind in columns.items()]
    result = Table(table.name, pl.DataFrame(typed), table.rows, table.unknown)
    for column in filled:
        require_values(result, column)
    return result


def squeezed(heading: str) -> str:
    """A heading without case, spacing and punctuation: ' Child-ID ' is 'childid'."""
    return re.sub(r"[^0-9a-z]", "", heading.lower())


def _typed(table: Table, column: str, kind: Kind) -> pl.Series:
    values = table.frame.select(parsed(pl.col(column), kind).alias(column)).to_series()
    bad = (values.is_null() & table.frame[column].is_not_null()).arg_true()
    if len(bad):
        more = f" (and {len(bad) - 1} more)" if len(bad) > 1 else ""
        raise InputError(
            f"The value is not {WANTED[kind]}{more}",
            where=table.where(bad[0], column),
            remedy="Correct it in the file.",
        )
    return values


def require_values(table: Table, column: str) -> None:
    """Refuse a table with a row that has no value in a column.

    Raises:
        InputError: naming the first such row.
    """
    empty = table.frame[column].is_null().arg_true()
    if len(empty):
        more = f" (and {len(empty) - 1} more)" if len(empty) > 1 else ""
        raise InputError(
            f"The value is missing{more}",
            where=table.where(empty[0], column),
            remedy="Every row needs one.",
        )


def _keys(raw: Records, aliases: Mapping[str, str]) -> list[str]:
    """The squeezed headings; an alias stands for its column where that is not there itself."""
    keys = [squeezed(heading) for heading in raw.headings]
    meant = {
        squeezed(alias): squeezed(column)
        for alias, column in aliases.items()
        if squeezed(column) not in keys
    }
    return [meant.get(key, key) for key in keys]


def _select(
    raw: Records, keys: Sequence[str], columns: Mapping[str, Kind], needed: Sequence[str]
) -> Table:
    """The wanted columns, still as text."""
    wanted = {squeezed(column): column for column in columns}
    for key, column in wanted.items():
        if keys.count(key) > 1:
            raise InputError(
                f"The column {column} is there twice",
                where=raw.name,
                remedy="Rename or delete one of the two.",
            )
        if column in needed and key not in keys:
            raise InputError(
                f"The column {column} is missing",
                where=raw.name,
                remedy=f"The heading row needs {', '.join(needed)}.",
            )
    nothing = pl.Series([None] * len(raw.rows), dtype=pl.String())
    found = [
        (raw.columns[keys.index(key)] if key in keys else nothing).alias(column)
        for key, column in wanted.items()
    ]
    known = {"", _MADE_UP, *wanted}
    unknown = [h for h, key in zip(raw.headings, keys, strict=True) if key not in known]
    return Table(raw.name, pl.DataFrame(found), raw.rows, tuple(unknown))
