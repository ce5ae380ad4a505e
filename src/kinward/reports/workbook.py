"""The report as a workbook: a sheet of contents, then every table on a sheet of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kinward.reports.formulas import written
from kinward.reports.table import PENCE, Column, Format, ReportTable, long_date

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

MADE_UP: Final = "Made-up data. Nobody in it exists."
_FORMATS: Final[dict[Format, str]] = {
    "count": "#,##0",
    "share": "0.0%",
    "number": "#,##0.0",
    "change": "+#,##0.0;-#,##0.0;0.0",
    "pounds": "£#,##0",
    "pence": "£#,##0;-£#,##0",
    "pence_change": "+£#,##0;-£#,##0;£0",
    "weekly": "£#,##0.00;-£#,##0.00",
    "weekly_change": "+£#,##0.00;-£#,##0.00;£0.00",
    "places": "#,##0.00",
    "places_change": "+#,##0.00;-#,##0.00;0.00",
    "date": "d mmm yyyy",
    "month": "mmm yyyy",
    "year": "@",
    "text": "@",
}
_WIDEST: Final = 60
_TOTAL: Final = " total"
"""Ends the name of a style in the rows that sum others."""


@dataclass(frozen=True)
class Cover:
    """What the first sheet says."""

    title: str
    as_at: date
    lines: Sequence[str]
    made_up: bool


def write_workbook(path: Path, cover: Cover, tables: Sequence[ReportTable]) -> None:
    """Write the workbook.

    Raises:
        OSError: the file cannot be written.
    """
    # By way of memory: XlsxWriter has an error of its own for a file that cannot be made.
    path.write_bytes(workbook_bytes(cover, tables))


def workbook_bytes(cover: Cover, tables: Sequence[ReportTable]) -> bytes:
    """What the workbook holds; texts that begin like a formula stay text."""
    from xlsxwriter import Workbook

    settings = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    content = BytesIO()
    with Workbook(content, settings) as book:
        # The time is that of the figures: the same figures give the same file.
        made = datetime.combine(cover.as_at, time())
        book.set_properties(
            {"title": cover.title, "comments": "Made with Kinward", "created": made}
        )
        styles = _styles(book)
        names = _sheet_names(tables)
        _contents(book, cover, list(zip(names, tables, strict=True)), styles)
        for name, table in zip(names, tables, strict=True):
            _sheet(book.add_worksheet(name), cover, table, styles)
    return content.getvalue()


def _styles(book: Workbook) -> dict[str, Any]:
    styles: dict[str, Any] = {
        f"{how}{_TOTAL * bold}": book.add_format(
            {"num_format": code, "valign": "top", "text_wrap": how == "text", "bold": bold}
        )
        for how, code in _FORMATS.items()
        for bold in (False, True)
    }
    mark = {"num_format": "@", "align": "right", "valign": "top"}
    head = {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 2}
    return {
        **styles,
        "mark": book.add_format(mark),
        "head": book.add_format(head),
        "head_number": book.add_format(head | {"align": "right"}),
        "title": book.add_format({"bold": True, "font_size": 16}),
        "strong": book.add_format({"bold": True, "font_color": "#7a2e05"}),
        "plain": book.add_format({"text_wrap": False}),
        "link": book.add_format({"font_color": "#1a5fa0", "underline": 1}),
    }


def _sheet_names(tables: Sequence[ReportTable]) -> list[str]:
    """A sheet name from each key: readable, at most 31 characters, none twice."""
    names: list[str] = []
    for table in tables:
        stem = re.sub(r"[\[\]:*?/\\]", " ", table.key.replace("_", " ").capitalize())[:28].strip()
        name, again = stem, 1
        while name.lower() in {taken.lower() for taken in names} | {"contents", "history"}:
            again += 1
            name = f"{stem} {again}"
        names.append(name)
    return names


def _contents(
    book: Workbook, cover: Cover, listed: Sequence[tuple[str, ReportTable]], styles: dict[str, Any]
) -> None:
    sheet = book.add_worksheet("Contents")
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 70)
    sheet.set_column(2, 2, 60)
    row = _heading(sheet, cover.title, cover, styles)
    for line in cover.lines:
        sheet.write_string(row, 0, line, styles["plain"])
        row += 1
    row += 1
    data = [[name, table.title, table.source] for name, table in listed]
    columns = [{"header": h, "header_format": styles["head"]} for h in ("Sheet", "Table", "Source")]
    last = row + max(len(data), 1)
    sheet.add_table(
        row,
        0,
        last,
        2,
        {"name": "contents", "columns": columns, "style": None, "autofilter": False},
    )
    for i, (name, title, source) in enumerate(data, row + 1):
        sheet.write_url(i, 0, f"internal:'{name}'!A1", styles["link"], name)
        sheet.write_string(i, 1, title, styles["text"])
        sheet.write_string(i, 2, source, styles["text"])


def _heading(sheet: Worksheet, title: str, cover: Cover, styles: dict[str, Any]) -> int:
    """The title, and the made-up mark under it; returns the next free row."""
    sheet.write_string(0, 0, title, styles["title"])
    if not cover.made_up:
        return 1
    sheet.write_string(1, 0, MADE_UP, styles["strong"])
    sheet.set_header(f"&C&B{MADE_UP}")
    return 2


def _sheet(sheet: Worksheet, cover: Cover, table: ReportTable, styles: dict[str, Any]) -> None:
    row = _heading(sheet, table.title, cover, styles)
    day = table.as_at or cover.as_at
    lines = [f"Source: {table.source}. As at {long_date(day)}.", table.note]
    if table.formulas:
        lines.append("Sums and differences are formulas: they follow the cells that they rest on.")
    if table.hides:
        lines.append("[c] stands for a figure that is hidden.")
    if any("[x]" in values for values in table.values):
        lines.append("[x] stands where there is no figure.")
    for line in filter(None, lines):
        sheet.write_string(row, 0, line, styles["plain"])
        row += 1
    sheet.write_url(row, 0, "internal:'Contents'!A1", styles["link"], "Back to the contents")
    row += 1
    _table(sheet, row, table, styles)
    sheet.freeze_panes(row + 1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(row)


def _table(sheet: Worksheet, top: int, table: ReportTable, styles: dict[str, Any]) -> None:
    values = table.values
    headings = _unique([column.label for column in table.columns])
    columns = [
        {
            "header": h,
            "header_format": styles["head" if c.format in ("text", "year") else "head_number"],
        }
        for h, c in zip(headings, table.columns, strict=True)
    ]
    shape = (top, 0, top + max(len(values), 1), len(columns) - 1)
    # Whoever sorts rows takes them away from the sums that count them.
    sortable = not table.formulas
    settings = {"name": f"t_{table.key}", "columns": columns, "style": "Table Style Light 1"}
    sheet.add_table(*shape, {**settings, "autofilter": sortable})
    names = [column.name for column in table.columns]
    formulas = written(table.formulas, names, values, top + 1)
    for j, column in enumerate(table.columns):
        sheet.set_column(j, j, _width(column, [row[j] for row in values]))
        for i, row in enumerate(values):
            at = (top + 1 + i, j)
            style = styles[f"{column.format}{_TOTAL * (i in table.totals)}"]
            if (i, j) in formulas:
                value = _number(row[j], column.format)
                sheet.write_formula(*at, formulas[i, j], style, value)
            else:
                _write(sheet, at, row[j], column.format, style, styles["mark"])


def _write(
    sheet: Worksheet, at: tuple[int, int], value: object, how: Format, style: Any, mark: Any
) -> None:
    if isinstance(value, date):
        sheet.write_datetime(*at, value, style)
    elif how == "year" and isinstance(value, int):
        sheet.write_string(*at, f"{value - 1}/{value % 100:02d}", style)
    elif isinstance(value, int | float):
        sheet.write_number(*at, _number(value, how), style)
    else:
        sheet.write_string(*at, str(value), style if how == "text" else mark)


def _number(value: Any, how: Format) -> float:
    """As the cell holds it: pence become pounds."""
    number: float = value / 100 if how in PENCE else value
    return number


def _unique(labels: Sequence[str]) -> list[str]:
    """Headings of a table must differ, whatever their case."""
    made: list[str] = []
    for label in labels:
        name, again = label, 1
        while name.lower() in {other.lower() for other in made}:
            again += 1
            name = f"{label} ({again})"
        made.append(name)
    return made


def _width(column: Column, values: Sequence[object]) -> float:
    longest = max((len(str(value)) for value in values), default=0)
    if column.format != "text":
        return max(12.0, min(18.0, len(column.label) * 0.6))
    return min(_WIDEST, max(14, longest + 2, len(column.label) + 2))
