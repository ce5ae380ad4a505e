"""Rows of text from CSV files and spreadsheets, under guards of size and form."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import polars as pl

from kinward.errors import InputError

LARGEST: Final = 256 * 1024 * 1024
"""Bytes of a file, or of an unpacked spreadsheet, beyond which it is no such table."""
_BOM: Final = b"\xef\xbb\xbf"
_OTHER_MARKS: Final = {";": "semicolons", "\t": "tabs", "|": "bars"}
"""What spreadsheets and systems write between fields in place of commas."""
_SPREADSHEETS: Final = (".xlsx", ".xlsm")


@dataclass(frozen=True)
class Records:
    """Every field as trimmed text, with the row numbers of the rows that hold any."""

    name: str
    headings: tuple[str, ...]
    columns: tuple[pl.Series, ...]
    rows: pl.Series


def read_records(path: Path, *, most: int | None = None) -> list[Records]:
    """The table of a CSV file, or that of each sheet of a spreadsheet.

    Args:
        most: rows of a CSV file that are read, below its heading; None for all.
    """
    return _sheets(path) if path.suffix.lower() in _SPREADSHEETS else [_csv(path, most)]


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


def _csv(path: Path, most: int | None) -> Records:
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    try:
        records = list(reader if most is None else islice(reader, 1 + most))
    except csv.Error:
        raise InputError(
            "The file is not CSV here",
            where=f"{path.name}, line {reader.line_num}",
            remedy="Look for a quotation mark without its pair, or save it as CSV (UTF-8).",
        ) from None
    _refuse_other_marks(path.name, records)
    return _records(path.name, records)


def _refuse_other_marks(name: str, records: Sequence[Sequence[str]]) -> None:
    """Say so where a heading without commas has other marks between its names."""
    heading = records[0] if records else []
    for mark, called in _OTHER_MARKS.items():
        if len(heading) == 1 and mark in heading[0].strip():
            raise InputError(
                f"The fields are separated by {called}, not by commas",
                where=name,
                remedy="Save the file as 'CSV (comma delimited)' or as XLSX.",
            )


def _sheets(path: Path) -> list[Records]:
    return [
        _records(f"{path.name}, sheet {name}", sheet.rows()) for name, sheet in open_sheets(path)
    ]


def _records(name: str, records: Sequence[Sequence[str | None]]) -> Records:
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
    return Records(name, tuple(headings), tuple(texts), rows)


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
