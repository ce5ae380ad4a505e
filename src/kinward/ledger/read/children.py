"""Which child of the finance system is which child of the return."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import polars as pl

from kinward.errors import InputError
from kinward.tables import Kind, headings_left_out, open_table

CHILDREN_SCHEMA: Final[dict[str, pl.DataType]] = {
    "child_id": pl.String(),
    "CHILD": pl.String(),
}
"""One row a child: its identifier in the finance system, and in the return."""
_COLUMNS: Final[dict[str, Kind]] = {"finance_child_id": "text", "return_child_id": "text"}


def read_children(path: Path) -> pl.DataFrame:
    """Read `children.csv` (`CHILDREN_SCHEMA`).

    Raises:
        InputError: see `tables.open_table`; also an identifier of the finance system that is there
            twice for different children.
    """
    table = open_table(path, _COLUMNS, filled=tuple(_COLUMNS))
    frame = table.frame.rename({"finance_child_id": "child_id", "return_child_id": "CHILD"})
    twice = frame.select(pl.col("CHILD") != pl.col("CHILD").first().over("child_id")).to_series()
    rows = twice.arg_true()
    if len(rows):
        raise InputError(
            "A child of the finance system is two children of the return",
            where=table.where(rows[0], "finance_child_id"),
            remedy="Keep the row that is right.",
        )
    return frame.unique(maintain_order=True).select(*CHILDREN_SCHEMA)


def unread(path: Path) -> tuple[str, ...]:
    """The headings of `children.csv` that are none of this file's, as written."""
    return headings_left_out(path, _COLUMNS)
