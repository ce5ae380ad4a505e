"""Reading the statistical neighbours of each authority from LAIT's workbook (`sn_may_2025.xlsx`).

The sheet has one row an authority: its number in the column `LA number`, its neighbours' numbers in
SN1 to SN10, and how close each is in the column after it; an authority too new to have any has
hyphens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from kinward.errors import InputError
from kinward.tables import open_sheets

NEIGHBOURS_SCHEMA: Final[dict[str, pl.DataType]] = {
    "la_number": pl.Int32(),
    "rank": pl.Int32(),
    "neighbour_la_number": pl.Int32(),
    "closeness": pl.String(),
}
"""One row an authority and neighbour, the closest with rank 1. Numbers are DfE's."""

_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_NAME: Final = re.compile(r"^sn_([a-z]{3})[a-z]*_(\d{4})\.xlsx$")
_NUMBER_HEADINGS: Final = ("la number", "la num")
_NONE: Final = "-"
_RANK: Final = re.compile(r"^sn *(\d+)$")


def edition(path: Path) -> date | None:
    """The month of a workbook of neighbours, by its name (`sn_may_2025.xlsx`), or None."""
    named = _NAME.match(path.name.lower())
    if not named or named[1] not in _MONTHS:
        return None
    return date(int(named[2]), _MONTHS.index(named[1]) + 1, 1)


def newest(paths: Iterable[Path]) -> tuple[Path, date] | None:
    """The newest workbook of neighbours and its month; None where there is none."""
    dated = [(month, path) for path in paths if (month := edition(path))]
    return max(dated)[::-1] if dated else None


def read_neighbours(path: Path) -> pl.DataFrame:
    """The neighbours of every authority (`NEIGHBOURS_SCHEMA`), by authority and rank.

    Raises:
        InputError: not a workbook, no sheet with the headings, or a number that is none.
    """
    for _, sheet in open_sheets(path):
        for position, row in enumerate(sheet.rows()):
            headings = [str(heading or "").strip().lower() for heading in row]
            number = next((h for h in _NUMBER_HEADINGS if h in headings), None)
            ranks = {at: int(m[1]) for at, h in enumerate(headings) if (m := _RANK.match(h))}
            if number and ranks:
                body = sheet.slice(position + 1)
                return _melt(body, headings.index(number), ranks, path, position + 2)
    raise InputError(
        "This workbook has no statistical neighbours",
        where=path.name,
        remedy="Its sheet needs the headings LA number and SN1 to SN10.",
    )


def _melt(
    body: pl.DataFrame, number: int, ranks: dict[int, int], path: Path, first_row: int
) -> pl.DataFrame:
    columns = body.columns
    filled = body.with_row_index("row", offset=first_row).filter(
        pl.col(columns[number]).is_not_null()
    )
    parts = [
        filled.select(
            "row",
            pl.col(columns[number]).alias("la_number"),
            pl.lit(rank, pl.Int32).alias("rank"),
            pl.col(columns[at]).alias("neighbour_la_number"),
            _closeness(columns, at).alias("closeness"),
        )
        for at, rank in ranks.items()
    ]
    none = pl.col("neighbour_la_number").str.strip_chars().is_in(["", _NONE])
    rows = pl.concat(parts).filter(~none)
    numbers = ("la_number", "neighbour_la_number")
    typed = rows.with_columns(
        pl.col(numbers).cast(pl.Float64, strict=False).cast(pl.Int32, strict=False)
    )
    wrong = typed.filter(pl.any_horizontal(pl.col(numbers).is_null()))["row"]
    if len(wrong):
        raise InputError(
            "An authority's number is not a number",
            where=f"{path.name}, row {wrong[0]}",
            remedy="Take the file as DfE publishes it.",
        )
    return typed.select(NEIGHBOURS_SCHEMA.keys()).sort("la_number", "rank")


def _closeness(columns: list[str], at: int) -> pl.Expr:
    """The words beside a neighbour, in one spelling ('Very Close' is 'Very close')."""
    if at + 1 >= len(columns):
        return pl.lit(None, pl.String)
    words = pl.col(columns[at + 1]).str.strip_chars().str.to_lowercase()
    return words.str.slice(0, 1).str.to_uppercase() + words.str.slice(1)
