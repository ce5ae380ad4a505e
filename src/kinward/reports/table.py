"""What a table of the report is, and how its values are written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Final, Literal

import polars as pl

Format = Literal["text", "count", "share", "number", "change", "pounds", "date", "month", "year"]
"""How a column is written. `share` holds fractions of 1 and is written as a percentage; `change` is
a number with its sign; `year` is a return year named by its end; `month` is a date that stands for
its month."""

HIDDEN: Final = "[c]"
"""Stands where a number is hidden because it is small or would give a small one away."""
MISSING: Final = "[x]"
"""Stands where there is no figure."""
NUMERIC: Final = frozenset({"count", "share", "number", "change", "pounds"})


@dataclass(frozen=True)
class Column:
    """A column of a report table.

    Attributes:
        name: its name in the frame and in the CSV.
        label: its heading, with the unit where it is not plain.
        format: how its values are written.
    """

    name: str
    label: str
    format: Format = "text"


@dataclass(frozen=True)
class ReportTable:
    """A table as the page, the workbook and the CSV all show it.

    Attributes:
        key: a short name, unique in the report (letters, digits and underscores).
        title: what the table holds, in words.
        columns: the columns shown, in order; the first is the heading of the row.
        frame: the data, one column for each of `columns`.
        source: where the figures come from.
        note: what a reader must know to use them.
        hidden: same shape as `frame`, true where a figure was there and is hidden; None where
            nothing is.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    frame: pl.DataFrame
    source: str
    note: str = ""
    hidden: pl.DataFrame | None = None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        return self.frame.is_empty()

    @cached_property
    def hides(self) -> bool:
        """Whether any figure of the table is hidden."""
        return any(HIDDEN in row for row in self.values)

    @cached_property
    def values(self) -> list[tuple[object, ...]]:
        """The rows, with `HIDDEN` and `MISSING` where there is no value to show."""
        names = [column.name for column in self.columns]
        shown = [
            _shown(
                self.frame[name].to_list(),
                None if self.hidden is None else self.hidden[name].to_list(),
            )
            for name in names
        ]
        return list(zip(*shown, strict=True))

    def cells(self) -> list[tuple[str, ...]]:
        """The rows as text for reading."""
        formats = [column.format for column in self.columns]
        return [
            tuple(write_value(value, how) for value, how in zip(row, formats, strict=True))
            for row in self.values
        ]


def mark_hidden(shown: ReportTable, whole: ReportTable) -> ReportTable:
    """The table `shown` with its `hidden` set from the same table before disclosure control."""
    mask = pl.DataFrame(
        {
            name: shown.frame[name].is_null() & whole.frame[name].is_not_null()
            for name in shown.frame.columns
        }
    )
    return replace(shown, hidden=mask)


def write_value(value: object, how: Format) -> str:
    """A value as text for reading: 1,234; 12.3%; +3.1; £1,234; 31 March 2026; 2025/26."""
    if isinstance(value, date):
        return f"{value:%B %Y}" if how == "month" else long_date(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _write_number(value, how)
    return str(value)


def long_date(day: date) -> str:
    """A date as people say it: 31 March 2026."""
    return f"{day.day} {day:%B %Y}"


def _shown(values: list[object], covered: list[bool] | None) -> list[object]:
    if covered is None:
        return [MISSING if value is None else value for value in values]
    return [
        (HIDDEN if cover else MISSING) if value is None else value
        for value, cover in zip(values, covered, strict=True)
    ]


def _write_number(value: float, how: Format) -> str:
    if how == "share":
        return f"{value * 100:.1f}%"
    if how == "number":
        return f"{value:,.1f}"
    if how == "change":
        return _write_change(value)
    if how == "pounds":
        return f"£{value:,.0f}".replace("£-", "−£")
    if how == "year":
        return f"{int(value) - 1}/{int(value) % 100:02d}"
    return f"{value:,.0f}"


def _write_change(value: float) -> str:
    """+3.1, −3.1, and 0.0 for all that rounds to it."""
    said = f"{value:+,.1f}".replace("-", "−")
    return said[1:] if said[1:] == "0.0" else said
