"""Which table of the return a heading belongs to. Names of files play no part.

A heading is compared with the columns of the return after everything but letters and digits is
taken out and the rest put in upper case: `Place Provider`, `place_provider` and `PLACE-PROVIDER`
are one column. Where a heading fits more than one table, the one with most of its columns wins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from kinward.errors import InputError
from kinward.returns.schema import TABLES, Table

ALIASES: Final = {"CHILDID": "CHILD", "PL": "PLACE"}
"""Names that DfE's XML gives to columns of the return."""

EXPECTED: Final = {"Episodes": ("CIN", "PLACE_PROVIDER", "REC"), "Header": ("UPN",)}
"""Columns that every vintage has and that are missed, though a table is recognised without them."""

NEAR_MISS: Final = 2
"""So many columns that no other table has make a file plainly meant as that table."""

OTHER_MARKS: Final = {";": "semicolons", "\t": "tabs", "|": "bars"}
"""What spreadsheets and systems write between fields in place of commas."""


@dataclass(frozen=True)
class Heading:
    """A heading that was recognised.

    Attributes:
        table: the name of the table.
        columns: for each field, the column of the return, or None where it is kept out.
        kept_out: the headings that are no column of this table, or that come twice.
    """

    table: str
    columns: tuple[str | None, ...]
    kept_out: tuple[str, ...]

    @property
    def missing(self) -> frozenset[str]:
        """The columns of the table that the heading does not have."""
        return frozenset(TABLES[self.table].names) - set(self.columns)


def _plain(name: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", name.upper())


_COLUMNS: Final = {
    _plain(name): name for table in TABLES.values() for name in table.names
} | ALIASES

_OWN: Final[dict[str, frozenset[str]]] = {
    table.name: frozenset(table.names)
    - {name for other in TABLES.values() if other is not table for name in other.names}
    for table in TABLES.values()
}


def own_columns(table: str) -> frozenset[str]:
    """The columns that a table shares with no other."""
    return _OWN[table]


def canonical(name: str) -> str | None:
    """The column of the return that a heading names, or None."""
    return _COLUMNS.get(_plain(name))


@cache
def recognise(names: tuple[str, ...]) -> Heading | None:
    """The table that a heading belongs to, or None where it is no table of the return."""
    columns = [canonical(name) for name in names]
    given = {name for name in columns if name}
    fitting = [
        table
        for table in TABLES.values()
        if table.signature <= given and not table.excludes & given
    ]
    if not fitting:
        return None
    table = max(fitting, key=lambda table: len(given.intersection(table.names)))
    return _heading(table, names, columns)


def _heading(table: Table, names: Sequence[str], columns: Sequence[str | None]) -> Heading:
    known = set(table.names)
    seen: set[str] = set()
    used: list[str | None] = []
    kept_out: list[str] = []
    for name, column in zip(names, columns, strict=True):
        if column in known and column not in seen:
            seen.add(column)
            used.append(column)
        else:
            used.append(None)
            if name.strip():
                kept_out.append(_printable(name))
    return Heading(table.name, tuple(used), tuple(kept_out))


def _printable(name: str) -> str:
    """A heading as it may be shown: one line, and no longer than a heading is."""
    return "".join(char for char in " ".join(name.split()) if char.isprintable())[:40]


def refuse_other_marks(names: Sequence[str], where: str) -> None:
    """Say so where fields are separated by something else than commas.

    Raises:
        InputError: the heading is that of a table of the return once it is split there.
    """
    for mark, called in OTHER_MARKS.items():
        if any(recognise(tuple(name.split(mark))) for name in names if mark in name):
            raise InputError(
                f"the fields are separated by {called}, not by commas",
                where=where,
                remedy="Save the file as 'CSV (comma delimited)' or as .xlsx.",
            )


def refuse_near_miss(names: tuple[str, ...], where: str) -> None:
    """Say which columns are missing from a file that is plainly meant as a table of the return.

    Raises:
        InputError: where the heading lacks a required column, but has at least `NEAR_MISS` columns
            that only that table has.
    """
    given = {column for name in names if (column := canonical(name))}
    table = max(TABLES.values(), key=lambda table: len(given & _OWN[table.name]))
    if len(given & _OWN[table.name]) < NEAR_MISS:
        return
    missing = sorted(table.signature - given, key=table.names.index)
    raise InputError(
        f"the {table.name} table lacks the column{'s' if len(missing) > 1 else ''} "
        + ", ".join(missing),
        where=where,
        remedy="Add what is missing to the heading, or leave the file out.",
    )
