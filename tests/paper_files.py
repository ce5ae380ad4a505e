"""What the files of a paper hold beyond what the paper says: cells behind formulas, hidden sheets,
rows of a page."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import html as page
from openpyxl import load_workbook

from kinward.reports.table import HIDDEN, MISSING, ReportTable


def told_by_book(content: bytes, tables: list[ReportTable]) -> Iterator[tuple[str, Any]]:
    """What a workbook holds where a table shows no figure: the stored value and the formula.

    Raises:
        AssertionError: a sheet is out of sight, or holds numbers outside its table.
    """
    for data_only in (True, False):
        book = load_workbook(BytesIO(content), data_only=data_only)
        assert not book.defined_names
        sheets = {str(sheet["A1"].value): sheet for sheet in book.worksheets}
        for sheet in book.worksheets:
            assert sheet.sheet_state == "visible"
            lines = {*sheet.row_dimensions.values(), *sheet.column_dimensions.values()}
            assert not any(line.hidden for line in lines)
        for table in tables:
            sheet = sheets[table.title]
            rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
            top = next(at for at, row in enumerate(rows) if _is_head(row, table))
            body = rows[top + 1 : top + 1 + len(table.values)]
            beyond = [*rows[:top], *rows[top + 1 + len(table.values) :]]
            assert not any(isinstance(v, int | float) for row in beyond for v in row), table.key
            yield from _uncovered(table, body)


def _is_head(row: list[object], table: ReportTable) -> bool:
    return row[: len(table.columns)] == [column.label for column in table.columns]


def _uncovered(table: ReportTable, body: list[list[Any]]) -> Iterator[tuple[str, Any]]:
    for ours, theirs in zip(table.values, body, strict=True):
        for mine, written in zip(ours, theirs, strict=False):
            if mine in (HIDDEN, MISSING) and written != mine:
                yield table.key, written


def told_by_page(content: str, tables: list[ReportTable]) -> Iterator[tuple[str, Any]]:
    """What a page holds where a table shows no figure, and figures that are there for machines."""
    tree = page.fromstring(content)
    for script in tree.iter("script"):
        yield "script", script.text
    for each in tree.xpath("//@*[starts-with(name(), 'data-')]"):
        if any(sign.isdigit() for sign in each):
            yield "attribute", each
    found = {_caption(each): each for each in tree.iter("table")}
    for table in tables:
        rows = [
            ["".join(cell.itertext()).strip() for cell in row if cell.tag in ("td", "th")]
            for row in found[table.title].iterfind(".//tbody/tr")
        ]
        yield from _uncovered(table, rows)


def _caption(table: Any) -> str:
    return "".join(table.find("caption").itertext()).strip()
