"""Dated parameters: the numbers that definitions rest on, each with its unit, date and source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from kinward.errors import ArgumentError
from kinward.reference.packaged import packaged


@dataclass(frozen=True)
class Parameter:
    """A number that a definition rests on.

    Attributes:
        key: its name.
        value: the number, in `unit`.
        date: that of the source.
        source: who set it, and where.
        note: what it is for, in a few words.
    """

    key: str
    value: float
    unit: str
    date: date
    source: str
    note: str


@cache
def parameters() -> tuple[Parameter, ...]:
    """Every parameter, by key."""
    rows = packaged("parameters.csv").sort("key").iter_rows(named=True)
    return tuple(
        Parameter(
            row["key"],
            float(row["value"]),
            row["unit"],
            date.fromisoformat(row["date"]),
            row["source"],
            row["note"],
        )
        for row in rows
    )


def parameter(key: str) -> Parameter:
    """The parameter of a key; `ArgumentError` where there is none."""
    for each in parameters():
        if each.key == key:
            return each
    known = ", ".join(each.key for each in parameters())
    raise ArgumentError(f"There is no parameter {key}", remedy=f"The parameters are {known}.")
