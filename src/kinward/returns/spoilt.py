"""What a spreadsheet can do to a file on its way: refused, because no figure would be right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import polars as pl

from kinward.errors import InputError

LEAST_MONTH_FIRST: Final = 3
"""So many dates of a file with the month first, and none with the day first, are no slip."""

_SHORTENED: Final = "E+"
_SHORTENED_FORM: Final = r"^\d(?:\.\d+)?E\+\d+$"
_DAY_FIRST: Final = r"^(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])/\d{4}"
_MONTH_FIRST: Final = r"^(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])/\d{4}"


def refuse_shortened(table: pl.DataFrame, paths: Mapping[int, str]) -> None:
    """Stop at identifiers such as 1.23E+09: different children may have become one.

    Args:
        table: CHILD as text, file, row.
        paths: the file at each position.

    Raises:
        InputError: names the first such row, and how many there are.
    """
    if not table["CHILD"].str.contains(_SHORTENED, literal=True).any():
        return
    hit = table.filter(pl.col("CHILD").str.contains(_SHORTENED_FORM)).select("file", "row")
    if hit.is_empty():
        return
    file, row = hit.row(0)
    more = f" (and {len(hit) - 1:,} more)" if len(hit) > 1 else ""
    raise InputError(
        f"a spreadsheet has shortened the child's identifier to the form 0.00E+00{more}",
        where=f"{paths[file]}, row {row}, column CHILD",
        remedy="Extract the file again, and do not save it from a spreadsheet.",
    )


def refuse_month_first(
    table: pl.DataFrame, columns: Sequence[str], paths: Mapping[int, str]
) -> None:
    """Stop at a file whose dates have the month first: half of them would be read wrongly.

    Args:
        table: the date columns as text, file, row.
        columns: the date columns.
        paths: the file at each position.

    Raises:
        InputError: a file has at least `LEAST_MONTH_FIRST` dates that can only be month first, and
            none that can only be day first.
    """
    counted = (
        table.group_by("file", maintain_order=True)
        .agg(
            pl.sum_horizontal(pl.col(columns).str.contains(form).sum()).alias(name)
            for name, form in (("day", _DAY_FIRST), ("month", _MONTH_FIRST))
        )
        .filter((pl.col("month") >= LEAST_MONTH_FIRST) & (pl.col("day") == 0))
    )
    if len(counted):
        raise InputError(
            "the dates have the month first, as in America",
            where=paths[counted["file"][0]],
            remedy="Extract the file again with dates as dd/mm/yyyy or yyyy-mm-dd.",
        )
