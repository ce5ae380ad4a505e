"""Reading records that are a row each: outcomes, issues, assumptions, boards and meetings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from kinward.ledger.findings import Finding
from kinward.programme.governance import Board, Meeting
from kinward.programme.plan import Outcome
from kinward.programme.read.entries import made
from kinward.programme.read.fields import Fields
from kinward.programme.read.found import require, twice, unknown
from kinward.programme.registers import Assumption, Issue
from kinward.programme.rules import RULES

Found = tuple[list[Any], list[Finding]]


def read_outcomes(fields: Fields) -> Found:
    """Read a table of outcomes; `InputError` of a row without ref or title, or a ref twice."""
    return _read(fields, Outcome, ("ref", "title"))


def read_issues(fields: Fields) -> Found:
    """Read a table of issues; `InputError` of a row without a title, or a ref twice."""
    return _read(fields, Issue, ("ref", "title"), letter="I")


def read_assumptions(fields: Fields) -> Found:
    """Read a table of assumptions; `InputError` of a row without text, or a ref twice."""
    return _read(fields, Assumption, ("ref", "text"), letter="A")


def read_boards(fields: Fields) -> Found:
    """Read a table of boards; `InputError` of a row without key or name, or a key twice."""
    return _read(fields, Board, ("key", "name", "cadence"), once=("key",))


def read_meetings(fields: Fields) -> Found:
    """Read a table of meetings; `InputError` of a row without board or day, or one there twice."""
    return _read(fields, Meeting, ("board", "on"), once=("board", "on"))


def _read(
    fields: Fields,
    holds: Callable[..., Any],
    needed: Sequence[str],
    letter: str = "",
    once: tuple[str, ...] = ("ref",),
) -> Found:
    """The records of a table in its order.

    Args:
        needed: columns that every row fills.
        letter: what refs begin with that are made where the file gives none.
        once: columns that name a record.
    """
    rows = fields.read()
    found = unknown(fields)
    if letter and "ref" not in fields.given and rows:
        found += RULES["P04"].at(fields.table.name, [1], "ref")
        for number, row in enumerate(rows, 1):
            row["ref"] = f"{letter}{number}"
    require(fields, rows, *needed)
    seen: set[tuple[Any, ...]] = set()
    for place, row in enumerate(rows):
        name = tuple(row[each] for each in once)
        if name in seen:
            raise _twice(fields, place, once)
        seen.add(name)
    return [made(fields, place, holds, row) for place, row in enumerate(rows)], found


def _twice(fields: Fields, place: int, once: tuple[str, ...]) -> Exception:
    if once == ("ref",):
        return twice(fields, place)
    what = f"There are two rows of one {' and '.join(once)}"
    return fields.refuse(place, once[-1], what, "Keep one of the rows.")
