"""The budget of a financial year, by service type."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

import polars as pl

from kinward.errors import InputError
from kinward.ledger.findings import Finding
from kinward.ledger.read.service_types import MOST_WEEKS, service_key
from kinward.ledger.rules import RULES, left_out
from kinward.reference.parameters import parameter
from kinward.tables import Kind, Table, open_table

_COLUMNS: Final[dict[str, Kind]] = {
    "section": "text",
    "service_type": "text",
    "placements": "number",
    "annual_budget": "pounds",
    "weeks": "number",
}
_REQUIRED: Final = ("section", "service_type", "placements", "annual_budget")
_FILLED: Final = ("section", "service_type", "annual_budget")


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

    Raises:
        InputError: see `tables.open_table`; also placements below nought, weeks that no year has,
            and a service type that is there twice in one section.
    """
    table = open_table(path, _COLUMNS, _REQUIRED, filled=_FILLED)
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
        table.name, lines, (*left_out(table.name, table.unknown), *_findings(table.name, lines))
    )


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
