"""Reading the small tables that people keep in CSV files and spreadsheets.

Headings are forgiven their case, spacing and punctuation ('Child ID' is `child_id`). Text is
UTF-8, with or without a BOM, or Windows-1252. Dates are dd/mm/yyyy or ISO. Errors name the file,
the row as a spreadsheet counts it (the heading is row 1) and the column, never a value.
"""

from kinward.tables.fields import Kind, parse_dates, parse_whole
from kinward.tables.records import open_sheets
from kinward.tables.table import (
    Table,
    headings_left_out,
    open_table,
    read_table,
    require_values,
    squeezed,
)

__all__ = [
    "Kind",
    "Table",
    "headings_left_out",
    "open_sheets",
    "open_table",
    "parse_dates",
    "parse_whole",
    "read_table",
    "require_values",
    "squeezed",
]
