"""Tables as CSV, ready to open in a spreadsheet without harm."""

from __future__ import annotations

import csv
import io
from base64 import b64encode
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from kinward.reports.files import write_archive
from kinward.reports.table import PENCE, Format, ReportTable
from kinward.tables.harmless import harmless


def csv_text(table: ReportTable) -> str:
    """The table as CSV: headings as shown, ISO dates, shares as fractions, `[c]` and `[x]`.

    Money that is held in pence is written in pounds to the penny.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    # A heading can be somebody's words too: the name of a plan.
    writer.writerow(_plain(column.label, "text") for column in table.columns)
    formats = [column.format for column in table.columns]
    writer.writerows(
        [_plain(value, how) for value, how in zip(row, formats, strict=True)]
        for row in table.values
    )
    return out.getvalue()


def csv_bytes(table: ReportTable) -> bytes:
    """The CSV as a file, with a mark so that Excel reads UTF-8."""
    return ("\ufeff" + csv_text(table)).encode()


def write_csvs(path: Path, tables: Iterable[ReportTable]) -> None:
    """Write an archive with the CSV of each table, named by its key.

    Raises:
        OSError: the archive cannot be written.
    """
    write_archive(path, {f"{table.key}.csv": csv_bytes(table) for table in tables})


def data_link(table: ReportTable) -> str:
    """The CSV as a link that holds the whole file."""
    body = b64encode(csv_bytes(table)).decode()
    return f"data:text/csv;charset=utf-8;base64,{body}"


def _plain(value: object, how: Format) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if how in PENCE and isinstance(value, int | float):
        return Decimal(round(Fraction(value))).scaleb(-2)
    if isinstance(value, float):
        return round(value, 6)
    return harmless(value)
