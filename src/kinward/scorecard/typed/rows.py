"""The rows of `measures.csv`, each field read as what it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

from kinward.errors import InputError
from kinward.scorecard.periods import Period, parse_period
from kinward.tables import Kind, Table, open_table
from kinward.tables.harmless import as_meant

NUMBERS: Final = (
    *("value", "numerator", "denominator", "previous"),
    *("target", "target_low", "target_high", "tolerance_pct", "tolerance"),
)
_DATES: Final = ("typed_on", "baseline_from")
_TEXTS: Final = (
    *("measure", "unit", "better", "owner", "frequency", "tier", "theme", "to_date"),
    *("hide_small", "formula", "definition", "source", "typed_by", "note", "rag", "direction"),
)
_COLUMNS: Final[dict[str, Kind]] = {
    **dict.fromkeys((*_TEXTS, "period", *NUMBERS), "text"),
    **dict.fromkeys(_DATES, "date"),
}
_ALIASES: Final = {
    "actual": "value",
    "date": "period",
    "month": "period",
    "year": "period",
    "period_end": "period",
    "polarity": "better",
    "floor": "target_low",
    "ceiling": "target_high",
}
"""Headings of published scorecards."""
_PERIODS: Final = "a period such as 2015-12, Dec 2015, 2015-Q3, Q3 2015/16, 2015/16 or 31/12/2015"
_ZEROES: Final = 18


@dataclass(frozen=True)
class Row:
    """A row: its filled fields by column, and where it stands."""

    name: str
    number: int
    text: Mapping[str, str]
    numbers: Mapping[str, Decimal]
    dates: Mapping[str, date]
    period: Period | None

    def where(self, column: str) -> str:
        """The place of a field, as errors name it."""
        return f"{self.name}, row {self.number}, column {column}"


def rows(path: Path) -> list[Row]:
    """Every row, in order.

    Raises:
        InputError: see `tables.open_table`; also a number or a period that is none, and a value
            without a period.
    """
    table = open_table(path, _COLUMNS, required=("measure",), filled=("measure",), aliases=_ALIASES)
    return [_row(table, place) for place in range(len(table.frame))]


def _row(table: Table, place: int) -> Row:
    fields = {k: v for k, v in table.frame.row(place, named=True).items() if v is not None}
    row = Row(
        table.name,
        int(table.rows[place]),
        {name: as_meant(fields[name]) for name in _TEXTS if name in fields},
        {n: _number(fields[n], table.where(place, n)) for n in NUMBERS if n in fields},
        {name: fields[name] for name in _DATES if name in fields},
        _period(fields.get("period"), table.where(place, "period")),
    )
    if row.period is None and {"value", "previous"} & set(row.numbers):
        raise InputError(
            "A value has no period", where=row.where("period"), remedy=f"Give {_PERIODS}."
        )
    return row


def _number(text: str, where: str) -> Decimal:
    bare = text.replace(",", "").replace("£", "").replace(" ", "").removesuffix("%")
    try:
        number = Decimal(bare)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number.adjusted()) > _ZEROES:
        raise InputError(
            "The value is not a number", where=where, remedy="Write 95.8, without words."
        )
    return number


def _period(text: str | None, where: str) -> Period | None:
    if text is None:
        return None
    found = parse_period(text)
    if found is None:
        raise InputError("This is no period", where=where, remedy=f"Give {_PERIODS}.")
    return found
