"""What the text of a paper claims: `claims.csv`, one row a claim."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from kinward.budget.papers.model import Claim
from kinward.budget.papers.parse import parse_figure
from kinward.budget.papers.printed import read_number, read_step
from kinward.budget.papers.tables import PaperTable
from kinward.errors import InputError
from kinward.tables import Kind, Table, open_table

CLAIMS: Final = "claims"
_COLUMNS: Final[dict[str, Kind]] = {
    "claim": "text",
    "value": "text",
    "unit": "text",
    "about": "text",
    "figure": "text",
    "rounded_to": "text",
    "why": "text",
}
_REQUIRED: Final = ("claim", "value", "about")


def read_claims(
    path: Path, tables: Mapping[str, PaperTable]
) -> tuple[PaperTable, tuple[Claim, ...]]:
    """Read the claims: as a table that expressions may name, and as what is to be checked.

    Raises:
        InputError: see `tables.open_table`; also a value that is no number, a rounding that is
            none, a table that is not there, and a figure that cannot be read.
    """
    read = open_table(path, _COLUMNS, _REQUIRED, filled=_REQUIRED)
    columns: dict[str, list[str | None]] = {name: read.frame[name].to_list() for name in _COLUMNS}
    table = PaperTable(
        name=CLAIMS,
        file=read.name,
        columns=columns,
        rows=tuple(read.rows.to_list()),
        labels=("claim",),
        rounding_column="rounded_to",
    )
    everything = {**tables, CLAIMS: table}
    claims = [
        _claim(position, row, read, everything)
        for position, row in enumerate(read.frame.iter_rows(named=True))
    ]
    return table, tuple(claims)


def _claim(
    position: int, row: dict[str, str | None], read: Table, tables: Mapping[str, PaperTable]
) -> Claim:
    value, rounding, text = row["value"] or "", row["rounded_to"], row["figure"] or ""
    if read_number(value) is None:
        raise InputError(
            "The value is not a number",
            where=read.where(position, "value"),
            remedy="Write it as the text does, such as 54, 6.3m or 1,429.",
        )
    if rounding is not None and read_step(rounding) is None:
        raise InputError(
            "This is not a rounding",
            where=read.where(position, "rounded_to"),
            remedy="Write exact, zeros, or a step such as 0.1 or 1000.",
        )
    about = row["about"] or ""
    named = next((table for name, table in tables.items() if about in _names(name, table)), None)
    if named is None:
        raise InputError(
            "There is no such table",
            where=read.where(position, "about"),
            remedy=f"The tables are {', '.join(tables)}.",
        )
    where = read.where(position, "figure")
    figure = parse_figure(text, tables, None, where) if text else None
    what, unit, why = row["claim"] or "", row["unit"] or "", row["why"] or ""
    return Claim(what, unit, named.name, position, figure, text, why)


def _names(name: str, table: PaperTable) -> tuple[str, ...]:
    """What a claim may call a table: its name, or its file with or without the ending."""
    file = table.file.split(", sheet ")[0]
    return name, file, Path(file).stem
