"""The budget of a financial year, by service type."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Final

import polars as pl

from kinward.errors import InputError
from kinward.ledger.findings import Finding
from kinward.ledger.read.service_types import MOST_WEEKS, service_key
from kinward.ledger.rules import RULES, left_out
from kinward.reference.parameters import parameter
from kinward.tables import Kind, Table, open_table, require_values

_COLUMNS: Final[dict[str, Kind]] = {
    "section": "text",
    "service_type": "text",
    "placements": "number",
    "annual_budget": "pounds",
    "weeks": "number",
}
_REQUIRED: Final = ("section", "service_type", "placements", "annual_budget")
_FILLED: Final = ("annual_budget",)
_NAMED: Final = ("section", "service_type")
_TOTALS: Final = ("total", "totals", "grandtotal", "subtotal")
"""What printed totals are called, as `key_of` gives it."""
_UNITS: Final = (100_000, 10_000, 1_000, 100, 10, 1)
"""Pence to which budgets are rounded: £1,000 at most."""


@dataclass(frozen=True)
class BudgetLine:
    """The budget of a service type in a section.

    Attributes:
        key: the service type without case, spacing and punctuation.
        placements: as a yearly average.
        annual: whole pence.
        weeks: paid weeks of a full year.
        row: of the file.
    """

    section: str
    service_type: str
    key: str
    placements: Fraction
    annual: int
    weeks: Fraction
    row: int


@dataclass(frozen=True)
class Budget:
    """The budget as read: its lines in the order of the file."""

    file: str
    lines: tuple[BudgetLine, ...]
    findings: tuple[Finding, ...]

    @property
    def sections(self) -> dict[str, str]:
        """The section of each service type, by key: the first one that the file gives."""
        return {line.key: line.section for line in reversed(self.lines)}


def read_budget(path: Path) -> Budget:
    """Read `budget.csv`. Empty placements are none, empty weeks 52 (parameter `paid_weeks`).

    Rows called Total are printed totals, of the section that they name or else of all: they are no
    lines, and held against the sum of those.

    Raises:
        InputError: see `tables.open_table`; also placements below nought, weeks that no year has,
            and a service type that is there twice in one section.
    """
    whole = open_table(path, _COLUMNS, _REQUIRED, filled=_FILLED)
    printed = whole.frame.select(_is_total()).to_series()
    table = replace(whole, frame=whole.frame.filter(~printed), rows=whole.rows.filter(~printed))
    for column in _NAMED:
        require_values(table, column)
    keyed = table.frame.with_columns(
        service_key(pl.col("service_type")).alias("key"),
        pl.col("weeks").fill_null(parameter("paid_weeks").value),
        pl.col("placements").fill_null(0.0),
    )
    _refuse(keyed, table)
    lines = tuple(
        BudgetLine(
            row["section"],
            row["service_type"],
            row["key"],
            exact(row["placements"]),
            row["annual_budget"],
            exact(row["weeks"]),
            number,
        )
        for row, number in zip(keyed.iter_rows(named=True), table.rows, strict=True)
    )
    return Budget(
        table.name,
        lines,
        (
            *left_out(table.name, table.unknown),
            *_findings(table.name, lines),
            *RULES["L36"].at(table.name, _wrong_totals(whole, printed, lines), "annual_budget"),
        ),
    )


def _is_total() -> pl.Expr:
    """Called a total; the other of the two names may then be empty."""
    called = [service_key(pl.col(name)).is_in(_TOTALS).fill_null(value=False) for name in _NAMED]
    return called[1] | (called[0] & pl.col("service_type").is_null())


def _wrong_totals(table: Table, printed: pl.Series, lines: tuple[BudgetLine, ...]) -> list[int]:
    """Rows of printed totals that are not the sum of their lines."""
    totals = table.frame.with_columns(row=table.rows).filter(printed).iter_rows(named=True)
    return [
        total["row"]
        for total in totals
        if not _sums(total["section"], total["annual_budget"], lines)
    ]


def _sums(section: str | None, printed: int, lines: tuple[BudgetLine, ...]) -> bool:
    """Whether a printed total is the sum of its lines, given how all of them are rounded."""
    own = [line.annual for line in lines if line.section == section]
    amounts = own or [line.annual for line in lines]
    unit = next(each for each in _UNITS if not any(value % each for value in (printed, *amounts)))
    return 2 * abs(printed - sum(amounts)) <= unit * (len(amounts) + 1)


def exact(number: float) -> Fraction:
    """A number as the file wrote it: the shortest decimal of the float."""
    return Fraction(repr(number))


def _findings(file: str, lines: tuple[BudgetLine, ...]) -> list[Finding]:
    keys = [line.key for line in lines]
    again = [line.row for place, line in enumerate(lines) if line.key in keys[:place]]
    bare = [line.row for line in lines if line.annual and not line.placements]
    return [
        *RULES["L30"].at(file, again, "section"),
        *RULES["L32"].at(file, bare, "placements"),
    ]


def _refuse(frame: pl.DataFrame, table: Table) -> None:
    for column, wrong, what, remedy in (
        (
            "placements",
            pl.col("placements") < 0,
            "The placements are below nought",
            "Give a yearly average.",
        ),
        (
            "weeks",
            ~pl.col("weeks").is_between(0, MOST_WEEKS, closed="right"),
            f"The weeks of a year are not above 0 and at most {MOST_WEEKS}",
            f"Leave it empty for {parameter('paid_weeks').value:.0f}.",
        ),
        (
            "service_type",
            ~pl.struct("section", "key").is_first_distinct(),
            "The section has the service type twice",
            "Put the two rows together.",
        ),
    ):
        rows = frame.select(wrong).to_series().arg_true()
        if len(rows):
            raise InputError(what, where=table.where(rows[0], column), remedy=remedy)
