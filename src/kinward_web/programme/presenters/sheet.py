"""A table as a spreadsheet: numbers as numbers, every other cell as text that nothing runs."""

from __future__ import annotations

from io import BytesIO
from typing import Final

from kinward_web.programme.presenters.tables import Table

_NAME: Final = 31
"""Letters that the name of a sheet may have."""


def sheet(table: Table) -> bytes:
    """The table as XLSX, its headings in view."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    content = BytesIO()
    with Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        head = book.add_format({"bold": True})
        own = book.add_worksheet(table.caption[:_NAME])
        own.freeze_panes(1, 1)
        for column, text in enumerate(table.titles()):
            own.write_string(0, column, text, head)
        for place, row in enumerate(table.rows, 1):
            for column, cell in enumerate(row):
                if cell.number is not None:
                    own.write_number(place, column, float(cell.number))
                elif cell.text:
                    own.write_string(place, column, cell.text)
        own.autofit()
    return content.getvalue()
