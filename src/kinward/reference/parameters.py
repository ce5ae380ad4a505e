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
        date: the day from which it holds.
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
    """Every parameter, by key and then by date."""
    rows = packaged("parameters.csv").sort("key", "date").iter_rows(named=True)
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


def parameter(key: str, on: date | None = None) -> Parameter:
    """The parameter of a key that holds on a day, or the newest.

    Raises:
        ArgumentError: there is none of that key, or none on that day.
    """
    dated = [each for each in parameters() if each.key == key]
    if not dated:
        known = ", ".join(sorted({each.key for each in parameters()}))
        raise ArgumentError(f"There is no parameter {key}", remedy=f"The parameters are {known}.")
    holding = [each for each in dated if on is None or each.date <= on]
    if not holding:
        raise ArgumentError(
            f"The parameter {key} holds only from {dated[0].date:%d/%m/%Y}",
            remedy="Choose a later date.",
        )
    return holding[-1]
