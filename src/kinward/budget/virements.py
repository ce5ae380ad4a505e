"""Virements: budget moved between lines, and how the original budget became the current one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from kinward.budget.control import Control
from kinward.budget.fields import unknown_columns
from kinward.errors import InputError
from kinward.ledger.findings import Finding, in_order
from kinward.tables import Kind, open_table

RECONCILED_SCHEMA: Final[dict[str, pl.DataType]] = {
    "line": pl.String(),
    "original": pl.Int64(),
    "moved_in": pl.Int64(),
    "moved_out": pl.Int64(),
    "current": pl.Int64(),
    "stated": pl.Int64(),
    "difference": pl.Int64(),
}
"""One row a line, in pence: original + moved_in - moved_out = current. `stated` is the current
budget that budget control gives, if it gives both, and `difference` that less `current`. Virements
move and never make money: original and current have one sum."""

_COLUMNS: Final[dict[str, Kind]] = {
    "date": "date",
    "from_line": "text",
    "to_line": "text",
    "amount": "pounds",
    "reason": "text",
    "approved_by": "text",
}
_FILLED: Final = ("date", "from_line", "to_line", "amount")


@dataclass(frozen=True)
class Virement:
    """A move of budget; pence, above 0."""

    day: date
    from_line: str
    to_line: str
    pence: int
    reason: str
    approved_by: str
    row: int


@dataclass(frozen=True)
class VirementLog:
    """Virements as read: the file's name, the moves by day, and what is doubtful."""

    file: str
    moves: tuple[Virement, ...]
    findings: tuple[Finding, ...]


def read_virements(path: Path) -> VirementLog:
    """Read `virements.csv`; of one day in the order of the file.

    Raises:
        InputError: see `tables.open_table`; also an amount that is not above 0.
    """
    table = open_table(path, _COLUMNS, filled=_FILLED)
    wrong = (table.frame["amount"] <= 0).arg_true()
    if len(wrong):
        raise InputError(
            "The amount is not above 0",
            where=table.where(wrong[0], "amount"),
            remedy="Swap the two lines if it goes the other way.",
        )
    found = list(unknown_columns(table, "B20"))
    moves = []
    for place, row in enumerate(table.frame.iter_rows(named=True)):
        at = int(table.rows[place])
        moves.append(
            Virement(
                row["date"], row["from_line"], row["to_line"], row["amount"],
                row["reason"] or "", row["approved_by"] or "", at,
            )
        )  # fmt: skip
        for column in ("reason", "approved_by"):
            if row[column] is None:
                found.append(
                    Finding(
                        "B21", "warning", table.name, at, column,
                        "The virement does not say who approved it."
                        if column == "approved_by"
                        else "The virement has no reason.",
                        "Add it: a virement is a decision.",
                    )
                )  # fmt: skip
    return VirementLog(table.name, tuple(sorted(moves, key=lambda m: m.day)), in_order(found))


def reconcile(
    control: Control, log: VirementLog, as_at: date
) -> tuple[pl.DataFrame, tuple[Finding, ...]]:
    """From the original to the current budget of each line (`RECONCILED_SCHEMA`), with findings.

    A line is named by its service; where two sections have a service of that name, as `section /
    service`, which always holds. A virement between lines of which one is not known moves nothing
    and is a finding; one of more than the line then has moves it all the same, and is one too.
    Without an original budget in budget control its budget is the original.

    Args:
        as_at: virements of later days do not count yet.
    """
    lines = _line_names(control.lines)
    original, stated = _budgets(control.lines)
    now, moved_in, moved_out = (
        dict(original),
        dict.fromkeys(original, 0),
        dict.fromkeys(original, 0),
    )
    found: list[Finding] = []
    for move in log.moves:
        if move.day > as_at:
            continue
        source, target = lines.get(_key(move.from_line)), lines.get(_key(move.to_line))
        found += _doubts(log.file, move, source, target, now)
        if source is None or target is None or source == target:
            continue
        now[source] -= move.pence
        now[target] += move.pence
        moved_out[source] += move.pence
        moved_in[target] += move.pence
    rows = [
        (name, original[name], moved_in[name], moved_out[name], now[name], stated[name])
        for name in original
    ]
    given = [name for name in RECONCILED_SCHEMA if name != "difference"]
    schema = {name: RECONCILED_SCHEMA[name] for name in given}
    frame = pl.DataFrame(rows, schema=schema, orient="row").with_columns(
        difference=pl.col("stated") - pl.col("current")
    )
    return frame, in_order(found + _unexplained(control, frame))


def _key(name: str) -> str:
    return " ".join(name.lower().split())


def _line_names(lines: pl.DataFrame) -> dict[str, str]:
    """The full name of a line by what it may be called; a name of two lines is none."""
    names: dict[str, str] = {}
    services = [_key(service) for service in lines["service"]]
    for section, service in lines.select("section", "service").iter_rows():
        full = f"{section} / {service}"
        names[_key(full)] = full
        if services.count(_key(service)) == 1:
            names[_key(service)] = full
    return names


def _budgets(lines: pl.DataFrame) -> tuple[dict[str, int], dict[str, int | None]]:
    """The original budget of each line by its full name, and the current one if both are given."""
    original: dict[str, int] = {}
    stated: dict[str, int | None] = {}
    columns = ("section", "service", "original_budget", "budget")
    for section, service, first, budget in lines.select(*columns).iter_rows():
        name = f"{section} / {service}"
        original[name] = budget if first is None else first
        stated[name] = None if first is None else budget
    return original, stated


def _doubts(
    file: str, move: Virement, source: str | None, target: str | None, now: Mapping[str, int]
) -> list[Finding]:
    found = [
        Finding(
            "B22", "error", file, move.row, column,
            "Budget control has no line of this name, or more than one: nothing was moved.",
            "Name the line as budget control does: service, or section / service.",
        )
        for column, line in (("from_line", source), ("to_line", target))
        if line is None
    ]  # fmt: skip
    if source is not None and source == target:
        found.append(
            Finding(
                "B23", "warning", file, move.row, "to_line",
                "The virement goes from a line to itself: nothing was moved.",
                "Correct one of the two lines.",
            )
        )  # fmt: skip
    elif source is not None and target is not None and move.pence > now[source]:
        found.append(
            Finding(
                "B24", "error", file, move.row, "amount",
                "The virement is of more than the line had on the day.",
                "See whether the amount or the line is wrong.",
            )
        )  # fmt: skip
    return found


def _unexplained(control: Control, frame: pl.DataFrame) -> list[Finding]:
    return [
        Finding(
            "B25", "error", control.file, row, "budget",
            "The budget is not the original one with the virements up to the as-at date.",
            "Add the virement that is missing, or correct the budget.",
        )
        for row, difference in zip(control.lines["row"], frame["difference"], strict=True)
        if difference
    ]  # fmt: skip
