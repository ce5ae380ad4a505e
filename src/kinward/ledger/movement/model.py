"""Movement between two positions: its parts by line, and the rows of the files behind them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final, Literal

import polars as pl

from kinward.dates import year_name
from kinward.ledger.as_json import pounds
from kinward.ledger.model import LineKind

Cause = Literal["starters", "leavers", "transfers", "rate_changes", "changed_ends", "other"]
CAUSES: Final[dict[Cause, str]] = {
    "starters": "Starters",
    "leavers": "Leavers",
    "transfers": "Transfers",
    "rate_changes": "Rate changes",
    "changed_ends": "Changed end dates",
    "other": "Other",
}

MOVED_SCHEMA: Final[dict[str, pl.DataType]] = {
    "line": pl.UInt32(),
    "cause": pl.String(),
    "kind": pl.String(),
    "before_row": pl.UInt32(),
    "after_row": pl.UInt32(),
    "pence": pl.Int64(),
}
"""One row a placement or adjustment, line and cause. `line` counts `Movement.lines` from 0; `kind`
is `placement` or `adjustment`; the rows are those of the two files, null where the file has none.
Who started, left or moved is here though it moved nothing: a leaver may go on the day expected."""


@dataclass(frozen=True)
class Parts:
    """Why projected spend moved, in whole pence.

    Attributes:
        starters: placements that were not in the year before.
        leavers: those that ended since, or are not in the year any more.
        transfers: of either, where the child went from one placement to another.
        rate_changes: weekly costs, contributions and paid weeks of a placement.
        changed_ends: ends and planned ends of what goes on or had ended already.
        other: corrected starts, another service type or billing, and adjustments.
    """

    starters: int = 0
    leavers: int = 0
    transfers: int = 0
    rate_changes: int = 0
    changed_ends: int = 0
    other: int = 0

    @property
    def total(self) -> int:
        """The change in projected spend."""
        return sum(getattr(self, each.name) for each in fields(self))

    def __add__(self, more: Parts) -> Parts:
        return Parts(*(getattr(self, key) + getattr(more, key) for key in CAUSES))


@dataclass(frozen=True)
class MovementLine:
    """The movement of a line of the key activity table, or of a total of lines.

    Attributes:
        section: empty for the total of all.
        label: the service type, or what the adjustment or the total is called.
        before: projected spend of the earlier position, in pence.
        after: that of the later one; the parts sum to the difference.
    """

    section: str
    label: str
    kind: LineKind | Literal["total"]
    before: int
    after: int
    parts: Parts

    @property
    def change(self) -> int:
        """How far projected spend moved; more is positive."""
        return self.after - self.before


@dataclass(frozen=True)
class Movement:
    """What moved the projected spend of a year between two positions.

    Attributes:
        year: the financial year of both positions, named by its end.
        lines: those with spend in either position; ordered as in the key activity table.
        sections: a total of each section.
        total: of all lines.
        moved: what stands behind the parts (`MOVED_SCHEMA`).
        notes: what a reader must know, in sentences.
    """

    year: int
    before_as_at: date
    after_as_at: date
    lines: tuple[MovementLine, ...]
    sections: tuple[MovementLine, ...]
    total: MovementLine
    moved: pl.DataFrame
    notes: tuple[str, ...] = ()

    def count(self, cause: Cause) -> int:
        """How many placements and adjustments a cause rests on."""
        rows = self.moved.filter(pl.col("cause") == cause)
        return rows.select("kind", "before_row", "after_row").n_unique()


def document(movement: Movement) -> dict[str, Any]:
    """For JSON: money in pounds with two decimals, `placements` as rows of the files."""
    return {
        "year": year_name(movement.year),
        "before_as_at": movement.before_as_at,
        "after_as_at": movement.after_as_at,
        "lines": [_line(each) for each in movement.lines],
        "totals": {
            **_line(movement.total),
            "sections": [_line(each) for each in movement.sections],
        },
        "counts": {cause: movement.count(cause) for cause in CAUSES},
        "moved": [
            {
                "line": row["line"],
                "cause": row["cause"],
                "kind": row["kind"],
                "before_row": row["before_row"],
                "after_row": row["after_row"],
                "amount": pounds(row["pence"]),
            }
            for row in movement.moved.iter_rows(named=True)
        ],
        "notes": list(movement.notes),
    }


def _line(line: MovementLine) -> dict[str, Any]:
    return {
        "section": line.section,
        "service_type": line.label,
        "kind": line.kind,
        "before": pounds(line.before),
        "after": pounds(line.after),
        "change": pounds(line.change),
        **{cause: pounds(getattr(line.parts, cause)) for cause in CAUSES},
    }
