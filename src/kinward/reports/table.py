"""What a table of the report is, and how its values are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Final, Literal

import polars as pl

from kinward.reports.formulas import Formula, Sum, within

Pence = Literal["pence", "pence_change", "weekly", "weekly_change"]
Format = (
    Literal["text", "count", "share", "number", "change", "pounds", "date", "month", "year"]
    | Literal["places", "places_change"]
    | Pence
)
"""How a column is written. `share` holds fractions of 1 and is written as a percentage; `change` is
a number with its sign; `year` is a return year named by its end; `month` is a date that stands for
its month. `pence` holds pence and is read in whole pounds, `weekly` in pounds and pence; `places`
has two decimals; each has a form with its sign."""

HIDDEN: Final = "[c]"
"""Stands where a number is hidden because it is small or would give a small one away."""
MISSING: Final = "[x]"
"""Stands where there is no figure."""
PENCE: Final[dict[Format, int]] = {
    "pence": 0,
    "pence_change": 0,
    "weekly": 2,
    "weekly_change": 2,
}
"""Formats of columns that hold pence, and how many decimals of a pound are read."""
_DECIMALS: Final[dict[Format, int]] = {"number": 1, "places": 2}
_SIGNED: Final[dict[Format, int]] = {"change": 1, "places_change": 2}
NUMERIC: Final[frozenset[Format]] = frozenset(
    {"count", "share", "number", "change", "pounds", "places", "places_change", *PENCE}
)


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
        formulas: which cells a workbook works out from others.
        keys: of each row, the key of the group that it tells of (a category, an age band); empty
            where rows are of no group.
        as_at: the day that it is of; None for that of the document it stands in.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    frame: pl.DataFrame
    source: str
    note: str = ""
    hidden: pl.DataFrame | None = None
    formulas: tuple[Formula, ...] = ()
    keys: tuple[str, ...] = ()
    as_at: date | None = None

    @cached_property
    def totals(self) -> frozenset[int]:
        """The rows that sum others."""
        return frozenset(each.row for each in self.formulas if isinstance(each, Sum))

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
    """The table `shown` with its `hidden` set from the same table before disclosure control.

    A table from which rows were left out has none to mark: what is not there is not hidden. A
    column of which every figure is hidden is left out, and the note says so.
    """
    if shown.frame.height != whole.frame.height:
        return shown
    mask = pl.DataFrame(
        {
            name: shown.frame[name].is_null() & whole.frame[name].is_not_null()
            for name in shown.frame.columns
        }
    )
    return _without_columns(replace(shown, hidden=mask), [
        each for each in shown.columns if mask.height > 1 and mask[each.name].all()
    ])  # fmt: skip


def _without_columns(table: ReportTable, gone: Sequence[Column]) -> ReportTable:
    """The table without columns that show nothing, unless it has no other figures."""
    kept = tuple(each for each in table.columns if each not in gone)
    if not gone or all(each.format == "text" for each in kept):
        return table
    names = [each.name for each in kept]
    listed = "; ".join(each.label for each in gone)
    said = f"Left out, as every figure of it is hidden: {listed}."
    note = f"{table.note.rstrip('.')}. {said}" if table.note else said
    formulas = tuple(within(table.formulas, names))
    return replace(table, columns=kept, note=note, formulas=formulas)


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
    if how in PENCE:
        return _write_pence(value, PENCE[how], signed=how.endswith("_change"))
    if how in _SIGNED:
        return _write_change(value, _SIGNED[how])
    if how == "share":
        return f"{value * 100:.1f}%"
    if how == "year":
        return f"{int(value) - 1}/{int(value) % 100:02d}"
    sign = "£" if how == "pounds" else ""
    decimals = _DECIMALS.get(how, 0)
    # What rounds to nought has no sign.
    return f"{sign}{round(value, decimals) + 0.0:,.{decimals}f}".replace("£-", "−£")


def _write_change(value: float, decimals: int = 1) -> str:
    """+3.1, −3.1, and 0.0 for all that rounds to it."""
    said = _minus(f"{value:+,.{decimals}f}")
    return said if any(figure in said for figure in "123456789") else said[1:]


def _minus(said: str) -> str:
    return said.replace("-", "−")


def _write_pence(value: float, decimals: int, *, signed: bool) -> str:
    """Pence as pounds, rounded here for reading, half to even: £1,234; −£0.50; +£12."""
    pounds = round(Fraction(value) / 100, decimals)
    sign = "−" if pounds < 0 else "+" if signed and pounds > 0 else ""
    return f"{sign}£{float(abs(pounds)):,.{decimals}f}"
