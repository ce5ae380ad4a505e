"""Reading small tables of text: those in the package, and CSV files that people keep themselves."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Final

import polars as pl

from kinward.errors import InputError

_LARGEST: Final = 64 * 1024 * 1024
_BOM: Final = b"\xef\xbb\xbf"


def packaged(name: str) -> pl.DataFrame:
    """A CSV file of `reference/data`, every column as text, an empty field as null."""
    content = files("kinward.reference").joinpath("data", name).read_bytes()
    return pl.read_csv(content, infer_schema=False)


def read_text_table(
    path: Path, required: Sequence[str], optional: Sequence[str] = ()
) -> pl.DataFrame:
    """The wanted columns of a CSV file as text, whatever the case and spacing of its headings.

    UTF-8 (with or without BOM) or Windows-1252. Values are trimmed, an empty one is null, rows
    without any value are dropped, other columns are left out. A missing optional column is all
    null. The first column, `row`, is the row as a spreadsheet counts it (the heading is row 1).

    Raises:
        InputError: the file cannot be opened or is no CSV file; a required column is missing or
            stands there twice; a row is longer than the heading; there are no rows.
    """
    headings, rows = read_rows(path)
    given = [plain(heading) for heading in headings]
    for name in (*required, *optional):
        if given.count(name) > 1:
            raise InputError(
                f"The column {name} stands there twice",
                where=str(path),
                remedy="Rename or delete one of the two.",
            )
    for name in required:
        if name not in given:
            raise InputError(
                f"The column {name} is missing",
                where=str(path),
                remedy=f"The heading row needs {', '.join(required)}.",
            )
    data: dict[str, list[str | None]] = {
        name: [row[given.index(name)] for _, row in rows] if name in given else [None] * len(rows)
        for name in (*required, *optional)
    }
    numbers = pl.Series("row", [number for number, _ in rows], pl.UInt32)
    return pl.DataFrame([numbers, *(pl.Series(name, data[name], pl.String) for name in data)])


def read_rows(path: Path) -> tuple[list[str], list[tuple[int, list[str | None]]]]:
    """The headings of a CSV file, and its rows with their numbers; see `read_text_table`."""
    lines = csv.reader(_decoded(path).splitlines(keepends=True))
    try:
        records = [[value.strip() for value in line] for line in lines]
    except csv.Error:
        raise _not_csv(path) from None
    headings = records[0] if records else []
    if not any(headings):
        raise InputError("The first row has no headings", where=str(path), remedy="Add them.")
    rows: list[tuple[int, list[str | None]]] = []
    for number, record in enumerate(records[1:], start=2):
        if any(record[len(headings) :]):
            raise InputError(
                "The row has more fields than the heading",
                where=f"{path}, row {number}",
                remedy="Put quotation marks round a value that holds a comma.",
            )
        if any(record):
            padded = record + [""] * (len(headings) - len(record))
            rows.append((number, [value or None for value in padded[: len(headings)]]))
    if not rows:
        raise InputError("The file has no rows", where=str(path), remedy="Add one for each item.")
    return headings, rows


def plain(heading: str) -> str:
    """A heading in lower case with underscores: ' LA Number' is 'la_number'."""
    return "_".join(heading.lower().replace("_", " ").split())


def parsed_dates(column: str) -> pl.Expr:
    """Dates (dd/mm/yyyy or ISO) from a column of text; null where the text is no date."""
    text = pl.col(column)
    return pl.coalesce(
        text.str.strptime(pl.Date, "%d/%m/%Y", strict=False),
        text.str.strptime(pl.Date, "%Y-%m-%d", strict=False),
    )


def with_parsed(
    table: pl.DataFrame, path: Path, column: str, parsed: pl.Expr, wanted: str
) -> pl.DataFrame:
    """The table with a column of text replaced by its parsed values.

    Args:
        wanted: what the value should be, as words (`a date such as 01/04/2025`).

    Raises:
        InputError: a value is there but does not parse; tells file, row and column, never the
            value.
    """
    bad = table.select("row", column, parsed.alias("parsed")).filter(
        pl.col(column).is_not_null() & pl.col("parsed").is_null()
    )
    if not bad.is_empty():
        raise InputError(
            "The value cannot be used",
            where=cell(path, bad["row"][0], column),
            remedy=f"Give {wanted}.",
        )
    return table.with_columns(parsed.alias(column))


def cell(path: Path, row: int, column: str) -> str:
    """A place in a file, as errors name it."""
    return f"{path}, row {row}, column {column}"


def read_bytes(path: Path) -> bytes:
    """The content of a file of at most 64 MB; `InputError` where it cannot be read."""
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= _LARGEST else None
    except FileNotFoundError:
        raise InputError(
            "There is no such file", where=str(path), remedy="Check the path."
        ) from None
    except IsADirectoryError:
        raise InputError("This is a folder", where=str(path), remedy="Name a file.") from None
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise InputError(f"The file cannot be opened ({reason})", where=str(path)) from None
    if content is None:
        raise InputError("The file is far too large to be this table", where=str(path))
    return content


def _decoded(path: Path) -> str:
    content = read_bytes(path).removeprefix(_BOM)
    if b"\x00" in content:
        raise _not_csv(path)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _not_csv(path: Path) -> InputError:
    return InputError("This is not a CSV file", where=str(path), remedy="Save it as CSV (UTF-8).")
