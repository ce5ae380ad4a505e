"""Reading the cases of preventive services: one row a child and a piece of work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from kinward.edge_of_care.rules import CASE_RULES
from kinward.errors import InputError
from kinward.ledger.findings import Finding
from kinward.tables import Kind, Table, open_table, squeezed

POINTS: Final[dict[str, int]] = {"closure": 0, "3_months": 3, "6_months": 6, "12_months": 12}
"""When it is asked whether the child is looked after, and the months from closure to then."""
ANSWERS: Final[dict[str, str]] = {
    "closure": "looked_after_at_closure",
    "3_months": "at_3_months",
    "6_months": "at_6_months",
    "12_months": "at_12_months",
}
"""The column of the answer at each point."""
CASES_SCHEMA: Final[dict[str, pl.DataType]] = {
    "service": pl.String(),
    "opened": pl.Date(),
    "closed": pl.Date(),
    **{column: pl.Boolean() for column in ANSWERS.values()},
    "row": pl.UInt32(),
}
"""One row a case. An answer is whether the child was looked after; null where it is not known. The
identifier of the case is read to find the same one twice, and is not kept."""

_COLUMNS: Final[dict[str, Kind]] = {
    "service": "text",
    "case_id": "text",
    "opened": "date",
    "closed": "date",
    **dict.fromkeys(ANSWERS.values(), "text"),
}
_FILLED: Final = ("service", "opened")
_REQUIRED: Final = ("service", "opened", "closed", "looked_after_at_closure")
_ALIASES: Final[dict[str, str]] = {
    f"looked_after_at_{months}_months": f"at_{months}_months" for months in (3, 6, 12)
}
_YES_NO: Final = {
    **dict.fromkeys(("yes", "y", "true", "1"), True),
    **dict.fromkeys(("no", "n", "false", "0"), False),
}


@dataclass(frozen=True)
class Cases:
    """The cases of a file.

    Attributes:
        file: its name, for messages.
        frame: `CASES_SCHEMA`, in the order of the file.
        findings: what is doubtful in the file itself; `doubts` adds what depends on the day.
    """

    file: str
    frame: pl.DataFrame
    findings: tuple[Finding, ...]


def read_cases(path: Path) -> Cases:
    """Read `edge_of_care.csv`.

    A case that closed before it opened, and one that is there twice, are left out with a finding.
    Names of services are told apart without case, spacing and punctuation; the first spelling is
    kept.

    Raises:
        InputError: see `tables.open_table`; also an answer that is neither yes nor no.
    """
    table = open_table(path, _COLUMNS, _REQUIRED, filled=_FILLED, aliases=_ALIASES)
    answered = table.frame.with_columns(_answers(table, column) for column in ANSWERS.values())
    numbered = answered.with_columns(
        row=table.rows,
        service=_first_spelling(answered["service"]),
        backwards=(pl.col("closed") < pl.col("opened")).fill_null(value=False),
        again=pl.col("case_id").is_not_null()
        & ~pl.struct(_first_spelling(answered["service"]), "case_id", "opened").is_first_distinct(),
    )
    unclosed = pl.col("closed").is_null() & pl.any_horizontal(
        pl.col(column).is_not_null() for column in ANSWERS.values()
    )
    found = [
        finding
        for heading in table.unknown
        for finding in CASE_RULES["E01"].at(table.name, [1], heading=heading)
    ]
    for rule, broken, column in (
        ("E02", pl.col("again"), "case_id"),
        ("E03", pl.col("backwards"), "closed"),
        ("E04", unclosed, "closed"),
    ):
        rows = numbered.filter(broken)["row"].to_list()
        found += CASE_RULES[rule].at(table.name, rows, column)
    kept = numbered.filter(~pl.col("again") & ~pl.col("backwards")).select(*CASES_SCHEMA)
    return Cases(table.name, kept, tuple(found))


def doubts(cases: Cases, as_at: date) -> tuple[Finding, ...]:
    """What is doubtful on a day: answers that are due and missing, or given before their time."""
    found: list[Finding] = []
    for point, column in ANSWERS.items():
        due, known = due_on(point) <= as_at, pl.col(column).is_not_null()
        missing = _rows(cases, due & ~known)
        early = _rows(cases, (due_on(point) > as_at) & known)
        found += CASE_RULES["E05"].at(cases.file, missing, column)
        found += CASE_RULES["E06"].at(cases.file, early, column)
    found += CASE_RULES["E07"].at(cases.file, _rows(cases, pl.col("opened") > as_at), "opened")
    return tuple(found)


def last_day(cases: Cases) -> date:
    """The last day that the file knows of: a case opened or closed, or an answer is of it.

    Raises:
        InputError: there is no case.
    """
    of_answers = [
        due_on(point).filter(pl.col(column).is_not_null()).max()
        for point, column in ANSWERS.items()
    ]
    days: list[date | None] = [
        cases.frame.select(each.alias("day"))["day"][0]
        for each in (pl.col("opened").max(), pl.col("closed").max(), *of_answers)
    ]
    known = [day for day in days if day is not None]
    if not known:
        raise InputError("The file has no case", where=cases.file, remedy="Give one row a case.")
    return max(known)


def due_on(point: str) -> pl.Expr:
    """The day on which a point comes; null while the case is open."""
    return pl.col("closed").dt.offset_by(f"{POINTS[point]}mo")


def _rows(cases: Cases, broken: pl.Expr) -> Iterable[int]:
    return [int(row) for row in cases.frame.filter(broken)["row"]]


def _answers(table: Table, column: str) -> pl.Series:
    """A column of answers as booleans."""
    text = table.frame[column].str.to_lowercase()
    read = text.replace_strict(_YES_NO, default=None, return_dtype=pl.Boolean())
    wrong = (read.is_null() & text.is_not_null()).arg_true()
    if len(wrong):
        raise InputError(
            "The value is neither yes nor no",
            where=table.where(wrong[0], column),
            remedy="Leave it empty where it is not yet known.",
        )
    return read.alias(column)


def _first_spelling(names: pl.Series) -> pl.Series:
    seen: dict[str, str] = {}
    return pl.Series(
        "service", [seen.setdefault(squeezed(name), name) for name in names], dtype=pl.String()
    )
