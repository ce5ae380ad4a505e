"""What every reader of a programme's files looks at: missing values, names twice, signs, totals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kinward.budget.fields import half_round_unit
from kinward.errors import InputError
from kinward.ledger.findings import Finding
from kinward.programme.read.fields import Fields
from kinward.programme.rules import RULES

Rows = list[dict[str, Any]]


def require(fields: Fields, rows: Rows, *columns: str) -> None:
    """Refuse a row without a value in a column; `InputError` names the first."""
    for column in columns:
        for place, row in enumerate(rows):
            if row[column] in (None, ""):
                raise fields.refuse(place, column, "The value is missing", "Every row needs one.")


def named_once(fields: Fields, names: Sequence[str]) -> None:
    """Refuse two rows with the same name; `InputError` names the second."""
    seen: set[str] = set()
    for place, name in enumerate(names):
        if name in seen:
            raise twice(fields, place)
        seen.add(name)


def twice(fields: Fields, place: int) -> InputError:
    """The error about a row whose ref another has."""
    what = "The ref is there twice"
    return fields.refuse(place, "ref", what, "Give each its own, or keep one of the rows.")


def unknown(fields: Fields) -> list[Finding]:
    """A note for each column that was left out."""
    return [
        finding
        for heading in fields.table.unknown
        for finding in RULES["P01"].at(fields.table.name, [1], heading, heading=heading)
    ]


def signs(fields: Fields, rows: Rows, columns: Iterable[str]) -> list[Finding]:
    """Turn the signs of amounts of which most are below 0, and say so.

    Under Kinward's own headings a saving is above 0: nothing is turned there, and a finding says
    that most are costs.
    """
    columns = [column for column in columns if column in fields.given]
    amounts = [row[column] for row in rows for column in columns if row[column]]
    if 2 * sum(amount < 0 for amount in amounts) <= len(amounts):
        return []
    if fields.own & set(columns):
        return RULES["P09"].at(fields.table.name, [1], columns[0])
    for row in rows:
        for column in columns:
            if row[column] is not None:
                row[column] = -row[column]
    return RULES["P02"].at(fields.table.name, [1], columns[0])


def differs(parts: Sequence[int], printed: int) -> bool:
    """Whether amounts do not sum to a printed total, by more than rounding explains."""
    slack = half_round_unit([*parts, printed]) * (len(parts) + 1)
    return abs(sum(parts) - printed) > slack
