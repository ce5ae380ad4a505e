"""The findings of a version: filtered by what the address says, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from kinward.dates import year_name
from kinward.reports.table import Column, ReportTable
from kinward.terms import LEVELS
from kinward_web.intake.checks.found import FINDINGS_SCHEMA, kept
from kinward_web.intake.models import Version

PER_PAGE: Final = 50
LEVEL_WORDS: Final = {"error": "Error", "warning": "Warning", "note": "Note"}
_SOURCE: Final = "Kinward's check of the upload"
_COLUMNS: Final = (
    Column("level", "Level"),
    Column("rule", "Rule"),
    Column("table", "Table"),
    Column("year", "Return year", "year"),
    Column("file", "File"),
    Column("row", "Row"),
    Column("column", "Column"),
)
_IN_FULL: Final = (*_COLUMNS, Column("message", "What is wrong"), Column("remedy", "What to do"))


@dataclass(frozen=True)
class Filters:
    """Which findings are asked for; empty for all.

    Attributes:
        file: the place of a file in the list of files, from 1: a name could be of a child.
    """

    level: str = ""
    rule: str = ""
    table: str = ""
    year: str = ""
    file: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Filters:
        """From an address."""
        return cls(**{name: asked.get(name, "")[:60].strip() for name in cls.__annotations__})


@dataclass(frozen=True)
class Choice:
    """Something to filter by."""

    value: str
    words: str


@dataclass(frozen=True)
class Listed:
    """Findings that match.

    Attributes:
        choices: by filter, what there is to choose.
        rule: message, remedy and title of the rule that is filtered by.
    """

    frame: pl.DataFrame
    total: int
    choices: dict[str, tuple[Choice, ...]]
    rule: dict[str, Any] | None

    def page(self, number: int) -> ReportTable:
        """A page of them, from 1."""
        return _table(self.frame.slice((number - 1) * PER_PAGE, PER_PAGE), _COLUMNS)

    def in_full(self) -> ReportTable:
        """All of them, with what each says."""
        return _table(self.frame, _IN_FULL)


def listed(version: Version, filters: Filters) -> Listed:
    """The findings of a version that match."""
    whole = kept(version.findings) if version.findings else pl.DataFrame(schema=FINDINGS_SCHEMA)
    files = whole["file"].unique().sort().to_list()
    frame = whole
    for name in ("level", "rule", "table"):
        if value := getattr(filters, name):
            frame = frame.filter(pl.col(name) == value)
    if filters.year:
        frame = frame.filter(pl.col("year").cast(pl.String) == filters.year)
    if filters.file:
        frame = frame.filter(pl.col("file") == _file(files, filters.file))
    rules = version.counts.get("rules", [])
    return Listed(
        frame=frame,
        total=len(whole),
        choices=_choices(whole, files),
        rule=next((each for each in rules if each["rule"] == filters.rule), None),
    )


def _file(files: list[str], place: str) -> str:
    """The name of the file at a place; empty, which no file is called, where there is none."""
    known = place.isdecimal() and 1 <= int(place) <= len(files)
    return files[int(place) - 1] if known else ""


def _choices(whole: pl.DataFrame, files: list[str]) -> dict[str, tuple[Choice, ...]]:
    levels, years = set(whole["level"]), whole["year"].drop_nulls().unique().sort()
    return {
        "level": tuple(Choice(each, LEVEL_WORDS[each]) for each in LEVELS if each in levels),
        "rule": tuple(Choice(each, each) for each in whole["rule"].unique().sort()),
        "table": tuple(Choice(each, each) for each in whole["table"].unique().sort() if each),
        "year": tuple(Choice(str(each), year_name(each)) for each in years),
        "file": tuple(Choice(str(place), each) for place, each in enumerate(files, start=1)),
    }


def _table(frame: pl.DataFrame, columns: tuple[Column, ...]) -> ReportTable:
    shown = frame.with_columns(
        pl.col("level").replace(LEVEL_WORDS),
        pl.when(pl.col("row") == 0)
        .then(pl.lit("Whole file"))
        .otherwise(pl.col("row").cast(pl.String))
        .alias("row"),
    ).select(
        pl.col(column.name).fill_null("") if column.format == "text" else column.name
        for column in columns
    )
    return ReportTable("findings", "Findings", columns, shown, _SOURCE)


def by_rule(version: Version) -> ReportTable:
    """How often each rule is broken, the gravest first."""
    columns = (
        Column("level", "Level"),
        Column("rule", "Rule"),
        Column("count", "Findings", "count"),
        Column("message", "What is wrong"),
        Column("remedy", "What to do"),
    )
    rows = [
        {**each, "level": LEVEL_WORDS[each["level"]]} for each in version.counts.get("rules", [])
    ]
    schema = {c.name: pl.Int64() if c.name == "count" else pl.String() for c in columns}
    frame = pl.DataFrame(rows, schema=schema)
    return ReportTable("rules", "Findings by rule", columns, frame, _SOURCE)
