"""Reserves: what each began with, what went in and out, and what it ends with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import polars as pl

from kinward.budget.fields import unknown_columns
from kinward.errors import InputError
from kinward.ledger.findings import Finding, in_order
from kinward.tables import Kind, Table, open_table
from kinward.terms import Level

_COLUMNS: Final[dict[str, Kind]] = {
    "reserve": "text",
    "entry": "text",
    "date": "date",
    "amount": "pounds",
    "label": "text",
}
_REQUIRED: Final = ("reserve", "entry", "amount")
_ENTRIES: Final = ("opening", "movement", "closing")

RESERVES_SCHEMA: Final[dict[str, pl.DataType]] = {
    "reserve": pl.String(),
    "opening": pl.Int64(),
    "paid_in": pl.Int64(),
    "drawn": pl.Int64(),
    "closing": pl.Int64(),
    "stated": pl.Int64(),
    "difference": pl.Int64(),
}
"""One row a reserve, in pence: opening + paid_in - drawn = closing. `stated` is the closing balance
that the file gives, if it does, and `difference` that less `closing`."""


@dataclass(frozen=True)
class Movement:
    """What goes into a reserve (above 0) or is drawn from it (below), in pence."""

    day: date | None
    pence: int
    label: str
    row: int


@dataclass(frozen=True)
class Reserve:
    """A reserve.

    Attributes:
        name: of the reserve.
        opening: pence; 0 where the file gives none.
        movements: by day, those without one last.
        stated: the closing balance that the file gives, or None.
    """

    name: str
    opening: int
    movements: tuple[Movement, ...]
    stated: int | None

    @property
    def closing(self) -> int:
        """Opening and movements, in pence."""
        return self.opening + sum(move.pence for move in self.movements)


@dataclass(frozen=True)
class Reserves:
    """Reserves as read: in the order of the file, and what is doubtful."""

    file: str
    reserves: tuple[Reserve, ...]
    findings: tuple[Finding, ...]

    def frame(self) -> pl.DataFrame:
        """One row each (`RESERVES_SCHEMA`)."""
        rows = [
            (
                each.name, each.opening,
                sum(move.pence for move in each.movements if move.pence > 0),
                -sum(move.pence for move in each.movements if move.pence < 0),
                each.closing, each.stated,
                None if each.stated is None else each.stated - each.closing,
            )
            for each in self.reserves
        ]  # fmt: skip
        return pl.DataFrame(rows, schema=RESERVES_SCHEMA, orient="row")


def read_reserves(path: Path) -> Reserves:
    """Read `reserves.csv`: rows of `opening`, `movement` and `closing` of each reserve.

    Raises:
        InputError: see `tables.open_table`; also an entry that is none of the three, and an opening
            or closing balance that is there twice.
    """
    table = open_table(path, _COLUMNS, _REQUIRED, filled=_REQUIRED)
    rows = table.frame.with_columns(
        pl.col("entry").str.to_lowercase(), table.rows.cast(pl.UInt32).alias("row")
    )
    _refuse(table, rows)
    made, found = [], [*unknown_columns(table, "B30")]
    for name in rows["reserve"].unique(maintain_order=True):
        own = rows.filter(pl.col("reserve") == name).to_dicts()
        reserve = _reserve(name, own)
        made.append(reserve)
        found += _doubts(table.name, reserve, own)
    return Reserves(table.name, tuple(made), in_order(found))


def _refuse(table: Table, rows: pl.DataFrame) -> None:
    known = pl.col("entry").is_in(_ENTRIES)
    once = (pl.col("entry") == "movement") | pl.struct("reserve", "entry").is_first_distinct()
    for wrong, what, remedy in (
        (~known, "This is no entry of a reserve", f"Take one of {', '.join(_ENTRIES)}."),
        (~once, "The reserve has this balance twice", "Keep one of the two rows."),
    ):
        places = rows.select(wrong).to_series().arg_true()
        if len(places):
            raise InputError(what, where=table.where(places[0], "entry"), remedy=remedy)


def _reserve(name: str, rows: list[dict[str, Any]]) -> Reserve:
    balances = {row["entry"]: row["amount"] for row in rows if row["entry"] != "movement"}
    moves = [
        Movement(row["date"], row["amount"], row["label"] or "", row["row"])
        for row in rows
        if row["entry"] == "movement"
    ]
    ordered = sorted(moves, key=lambda move: move.day or date.max)
    return Reserve(name, balances.get("opening", 0), tuple(ordered), balances.get("closing"))


def _doubts(file: str, reserve: Reserve, rows: list[dict[str, Any]]) -> Iterator[Finding]:
    def found(rule: str, row: int, column: str, message: str, remedy: str) -> Finding:
        level: Level = "error" if rule == "B31" else "warning"
        return Finding(rule, level, file, row, column, message, remedy)

    by_entry = {row["entry"]: row for row in rows}
    if reserve.stated is not None and reserve.stated != reserve.closing:
        yield found(
            "B31", by_entry["closing"]["row"], "amount",
            "The closing balance is not the opening one with the movements.",
            "Add the movement that is missing, or correct a balance.",
        )  # fmt: skip
    if "opening" not in by_entry:
        yield found(
            "B32", rows[0]["row"], "entry",
            "The reserve has no opening balance; it counts as 0.",
            "Add a row with the entry opening.",
        )  # fmt: skip
    balance = reserve.opening
    for move in reserve.movements:
        before, balance = balance, balance + move.pence
        if balance < 0 <= before:
            yield found(
                "B33", move.row, "amount",
                "The movement draws more than the reserve has left.",
                "See whether money is still to be paid in, or the amount is wrong.",
            )  # fmt: skip
        if move.day and not _within(move.day, by_entry):
            yield found(
                "B34", move.row, "date",
                "The movement is not between the days of the opening and the closing balance.",
                "Correct the date, or leave the movement to its own year.",
            )  # fmt: skip


def _within(day: date, by_entry: dict[str, dict[str, Any]]) -> bool:
    opening = by_entry.get("opening", {}).get("date") or date.min
    closing = by_entry.get("closing", {}).get("date") or date.max
    return bool(opening <= day <= closing)
