"""What the returns stage gives: the tables as read, the findings, and the log of repairs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

FINDING_SCHEMA: Final[dict[str, pl.DataType]] = {
    "rule": pl.String(),
    "level": pl.String(),
    "table": pl.String(),
    "file": pl.UInt32(),
    "row": pl.UInt32(),
    "column": pl.String(),
    "message": pl.String(),
}
"""A finding. `file` is a position in `Returns.files`; `row` is 0 where the whole file is meant."""

UNPARSED_SCHEMA: Final[dict[str, pl.DataType]] = {
    "table": pl.String(),
    "column": pl.String(),
    "file": pl.UInt32(),
    "row": pl.UInt32(),
}
"""A value that is there but is not a date."""

REPAIR_SCHEMA: Final[dict[str, pl.DataType]] = {
    "rule": pl.String(),
    "table": pl.String(),
    "file": pl.UInt32(),
    "row": pl.UInt32(),
}
"""A repair: the rule that made it and the source row it was made to."""


@dataclass(frozen=True)
class SourceFile:
    """A file (or a sheet, or a table within an XML file) of the return.

    Attributes:
        path: as a person would name it, from what was given (`returns.zip/2025/episodes.csv`).
        table: the table it was recognised as, or None.
        year: the return year, named by its end, or None where nothing tells.
        rows: rows of data.
    """

    path: str
    table: str | None
    year: int | None
    rows: int


@dataclass(frozen=True)
class Returns:
    """The returns as read: every row of every file, typed, nothing changed.

    Attributes:
        files: what was read, in the order of the paths.
        tables: all twelve tables by name (empty where no file holds one), each with the schema of
            `schema.polars_schema`, sorted by file and row.
        columns: the columns that at least one file of each table had.
        unparsed: values that are there but are not dates (`UNPARSED_SCHEMA`).
        findings: what reading itself found (`FINDING_SCHEMA`): unknown columns, empty tables.
    """

    files: tuple[SourceFile, ...]
    tables: Mapping[str, pl.DataFrame]
    columns: Mapping[str, frozenset[str]]
    unparsed: pl.DataFrame
    findings: pl.DataFrame

    @property
    def years(self) -> tuple[int, ...]:
        """The return years for which there are episodes, oldest first."""
        return tuple(sorted(self.tables["Episodes"]["year"].drop_nulls().unique().to_list()))


@dataclass(frozen=True)
class Checked:
    """The returns after checking and repair.

    Attributes:
        returns: as read; the source rows stay as they were.
        findings: every finding (`FINDING_SCHEMA`), sorted by file, row and rule.
        tables: the repaired tables. `Header` has one row a child; `Episodes` one row an episode,
            stitched over the years, sorted by child and DECOM, no two overlapping, with a column
            `end_assumed` (true where DEC was made by a repair and is not known).
        repairs: every repair (`REPAIR_SCHEMA`).
        repaired: False where the repairs were only listed (`--no-repair`): `tables` are then the
            tables as read.
    """

    returns: Returns
    findings: pl.DataFrame
    tables: Mapping[str, pl.DataFrame]
    repairs: pl.DataFrame
    repaired: bool
