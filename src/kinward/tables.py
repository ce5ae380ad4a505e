"""Reading the small tables that people keep in CSV files and spreadsheets.

Headings are forgiven their case, spacing and punctuation ('Child ID' is `child_id`). Text is
UTF-8, with or without a BOM, or Windows-1252. Dates are dd/mm/yyyy or ISO. Errors name the file,
the row as a spreadsheet counts it (the heading is row 1) and the column, never a value.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import polars as pl

from kinward.errors import InputError

Kind = Literal["text", "date", "month", "whole", "number"]
"""What a column holds. A `month` ('2015-09', 'Sep 2015' or any day of it) becomes its last day."""

TYPES: Final[dict[Kind, pl.DataType]] = {
    "text": pl.String(),
    "date": pl.Date(),
    "month": pl.Date(),
    "whole": pl.Int64(),
    "number": pl.Float64(),
}
WANTED: Final[dict[Kind, str]] = {
    "text": "text",
    "date": "a date such as 31/03/2025 or 2025-03-31",
    "month": "a month such as 2025-03 or 31/03/2025",
    "whole": "a whole number",
    "number": "a number",
}

LARGEST: Final = 256 * 1024 * 1024
"""Bytes of a file, or of an unpacked spreadsheet, beyond which it is no such table."""
_BOM: Final = b"\xef\xbb\xbf"
_SPREADSHEETS: Final = (".xlsx", ".xlsm")
_EARLIEST_YEAR: Final = 1900


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


@dataclass(frozen=True)
class _Raw:
    """Every field as trimmed text, with the row numbers of the rows that hold any."""

    name: str
    headings: tuple[str, ...]
    columns: tuple[pl.Series, ...]
    rows: pl.Series


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
        InputError: the file cannot be opened or is no table; a required column is missing or there
            twice; a row has more fields than the heading; a value is missing or of the wrong kind.
    """
    needed = tuple(columns) if required is None else tuple(required)
    sheets = _sheets(path) if path.suffix.lower() in _SPREADSHEETS else [_csv(path)]
    named = [(sheet, _keys(sheet, aliases or {})) for sheet in sheets]
    keys_needed = {squeezed(column) for column in needed}
    raw, keys = next((each for each in named if keys_needed <= set(each[1])), named[0])
    table = _select(raw, keys, columns, needed)
    typed = [_typed(table, column, kind) for column, kind in columns.items()]
    result = Table(table.name, pl.DataFrame(typed), table.rows, table.unknown)
    for column in filled:
        _require_values(result, column)
    return result


def open_sheets(path: Path) -> list[tuple[str, pl.DataFrame]]:
    """Every sheet of a spreadsheet by name, with its fields as text and no row taken as heading.

    Raises:
        InputError: the file cannot be opened, is no XLSX file, or is far too large.
    """
    import fastexcel

    content = _content(path)
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
        if unpacked > LARGEST:
            raise _too_large(path)
        book = fastexcel.read_excel(content)
        return [
            (name, book.load_sheet(name, header_row=None, dtypes="string").to_polars())
            for name in book.sheet_names
        ]
    except (zipfile.BadZipFile, fastexcel.FastExcelError):
        raise InputError(
            "The spreadsheet cannot be opened",
            where=path.name,
            remedy="Save it again as XLSX without a password, or as CSV.",
        ) from None


def squeezed(heading: str) -> str:
    """A heading without case, spacing and punctuation: ' Child-ID ' is 'childid'."""
    return re.sub(r"[^0-9a-z]", "", heading.lower())


def parse_dates(text: pl.Expr) -> pl.Expr:
    """Dates from trimmed text: dd/mm/yyyy, ISO, or either at midnight; null where it is none."""
    day = text.str.replace(r"[ T]00:00(:00(\.0+)?)?$", "")
    found = pl.coalesce(
        day.str.to_date("%d/%m/%Y", strict=False), day.str.to_date("%Y-%m-%d", strict=False)
    )
    return pl.when(found.dt.year() >= _EARLIEST_YEAR).then(found)


def parse_months(text: pl.Expr) -> pl.Expr:
    """The last day of each month ('2015-09', '09/2015', 'Sep 2015', 'Sep-15' or a date)."""
    first = pl.lit("01 ") + text
    found = [first.str.to_date(f"%d {form}", strict=False) for form in _MONTHS]
    plausible = [pl.when(day.dt.year() >= _EARLIEST_YEAR).then(day) for day in found]
    return pl.coalesce(parse_dates(text), *plausible).dt.month_end()


_MONTHS: Final = ("%Y-%m", "%m/%Y", "%b %Y", "%B %Y", "%b-%Y", "%b-%y", "%b %y")


def parse_numbers(text: pl.Expr) -> pl.Expr:
    """Finite numbers, forgiving a pound sign and commas between thousands."""
    number = text.str.replace_all(r"[£,\s]", "").cast(pl.Float64, strict=False)
    return pl.when(number.is_finite()).then(number)


def parse_whole(text: pl.Expr) -> pl.Expr:
    """Whole numbers, also where a spreadsheet wrote 12.0."""
    number = parse_numbers(text)
    return (
        pl.when((number == number.round()) & (number.abs() < 2.0**53)).then(number).cast(pl.Int64)
    )


def _typed(table: Table, column: str, kind: Kind) -> pl.Series:
    text = pl.col(column)
    parsers = {
        "text": lambda value: value,
        "date": parse_dates,
        "month": parse_months,
        "whole": parse_whole,
        "number": parse_numbers,
    }
    values = table.frame.select(parsers[kind](text).cast(TYPES[kind])).to_series()
    bad = (values.is_null() & table.frame[column].is_not_null()).arg_true()
    if len(bad):
        more = f" (and {len(bad) - 1} more)" if len(bad) > 1 else ""
        raise InputError(
            f"The value is not {WANTED[kind]}{more}",
            where=table.where(bad[0], column),
            remedy="Correct it in the file.",
        )
    return values


def _require_values(table: Table, column: str) -> None:
    empty = table.frame[column].is_null().arg_true()
    if len(empty):
        more = f" (and {len(empty) - 1} more)" if len(empty) > 1 else ""
        raise InputError(
            f"The value is missing{more}",
            where=table.where(empty[0], column),
            remedy="Every row needs one.",
        )


def _keys(raw: _Raw, aliases: Mapping[str, str]) -> list[str]:
    """The squeezed headings; an alias stands for its column where that is not there itself."""
    keys = [squeezed(heading) for heading in raw.headings]
    meant = {
        squeezed(alias): squeezed(column)
        for alias, column in aliases.items()
        if squeezed(column) not in keys
    }
    return [meant.get(key, key) for key in keys]


def _select(
    raw: _Raw, keys: Sequence[str], columns: Mapping[str, Kind], needed: Sequence[str]
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
    unknown = [h for h, key in zip(raw.headings, keys, strict=True) if key and key not in wanted]
    return Table(raw.name, pl.DataFrame(found), raw.rows, tuple(unknown))


def _csv(path: Path) -> _Raw:
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    try:
        records = list(reader)
    except csv.Error:
        raise InputError(
            "The file is not CSV here",
            where=f"{path.name}, line {reader.line_num}",
            remedy="Look for a quotation mark without its pair, or save it as CSV (UTF-8).",
        ) from None
    return _raw(path.name, records)


def _sheets(path: Path) -> list[_Raw]:
    return [_raw(f"{path.name}, sheet {name}", sheet.rows()) for name, sheet in open_sheets(path)]


def _raw(name: str, records: Sequence[Sequence[str | None]]) -> _Raw:
    """Trim records; the first is the heading, those without any value are dropped."""
    headings = [(heading or "").strip() for heading in (records[0] if records else ())]
    while headings and not headings[-1]:
        headings.pop()
    width = len(headings)
    padded = [
        _pad(record, width, f"{name}, row {row}") for row, record in enumerate(records[1:], 2)
    ]
    fields = list(zip(*padded, strict=True)) if padded else [()] * width
    texts = pl.DataFrame(
        [pl.Series(str(i), list(field), pl.String()) for i, field in enumerate(fields)]
    ).select(pl.all().str.strip_chars().replace("", None))
    rows = pl.Series("row", range(2, len(padded) + 2), pl.UInt32())
    if texts.width:
        held = texts.select(pl.any_horizontal(pl.all().is_not_null())).to_series()
        texts, rows = texts.filter(held), rows.filter(held)
    return _Raw(name, tuple(headings), tuple(texts), rows)


def _pad(record: Sequence[str | None], width: int, where: str) -> Sequence[str | None]:
    """A record with as many fields as the heading; empty fields beyond it are dropped."""
    if len(record) == width:
        return record
    if any(record[width:]):
        raise InputError(
            "The row has more fields than the heading",
            where=where,
            remedy="Put quotation marks round a value that holds a comma.",
        )
    return [*record[:width], *[None] * (width - len(record))]


def _text(path: Path) -> str:
    content = _content(path).removeprefix(_BOM)
    if b"\x00" in content:
        raise InputError(
            "This is not a text file", where=path.name, remedy="Save it as CSV (UTF-8)."
        )
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _content(path: Path) -> bytes:
    """The bytes of a file of a size that such a table can have."""
    try:
        if path.stat().st_size > LARGEST:
            raise _too_large(path)
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(
            "There is no such file", where=str(path), remedy="Check the path."
        ) from None
    except IsADirectoryError:
        raise InputError("This is a folder", where=str(path), remedy="Name a file in it.") from None
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise InputError(
            f"The file cannot be opened ({reason})",
            where=str(path),
            remedy="Check who may read it.",
        ) from None


def _too_large(path: Path) -> InputError:
    return InputError(
        "The file is far too large to be this table",
        where=path.name,
        remedy="Check that it is the file you mean.",
    )
