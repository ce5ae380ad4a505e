"""The twelve tables of the SSDA903 return: their columns, types, and what each is recognised by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import polars as pl

Kind = Literal["id", "date", "partial_date", "code", "text", "integer"]


@dataclass(frozen=True)
class Column:
    """A column of the return.

    Attributes:
        kind: `date` columns are parsed to dates; `code` columns are trimmed and put in upper case;
            the others stay text (`integer` too, so that a bad value can be pointed at).
        code_set: the code set in `kinward.reference` that the values come from.
    """

    name: str
    kind: Kind
    code_set: str | None = None


@dataclass(frozen=True)
class Table:
    """A table of the return.

    Attributes:
        signature: columns that must all be there for a file to be recognised as this table.
        excludes: columns that must not be there.
    """

    name: str
    columns: tuple[Column, ...]
    signature: frozenset[str]
    excludes: frozenset[str] = frozenset()

    @property
    def names(self) -> tuple[str, ...]:
        """The column names, in the order of the return."""
        return tuple(column.name for column in self.columns)


def _id(name: str) -> Column:
    return Column(name, "id")


def _date(name: str) -> Column:
    return Column(name, "date")


def _code(name: str, code_set: str | None = None) -> Column:
    return Column(name, "code", code_set or name)


def _text(name: str) -> Column:
    return Column(name, "text")


_TABLES: Final = (
    Table(
        "Header",
        (
            _id("CHILD"),
            _code("SEX"),
            _date("DOB"),
            _code("ETHNIC"),
            _text("UPN"),
            _code("MOTHER"),
            _date("MC_DOB"),
        ),
        frozenset({"CHILD", "SEX", "DOB", "ETHNIC"}),
    ),
    Table(
        "Episodes",
        (
            _id("CHILD"),
            _date("DECOM"),
            _code("RNE"),
            _code("LS"),
            _code("CIN"),
            _code("PLACE"),
            _code("PLACE_PROVIDER"),
            _date("DEC"),
            _code("REC"),
            _code("REASON_PLACE_CHANGE"),
            _text("HOME_POST"),
            _text("PL_POST"),
            _text("URN"),
            _text("PL_LA"),
            _text("PL_LOCATION"),
            _text("PL_DISTANCE"),
        ),
        frozenset({"CHILD", "DECOM", "RNE", "LS", "PLACE", "DEC"}),
    ),
    Table(
        "Reviews",
        (_id("CHILD"), _date("DOB"), _date("REVIEW"), _code("REVIEW_CODE")),
        frozenset({"CHILD", "REVIEW", "REVIEW_CODE"}),
    ),
    Table(
        "UASC",
        (_id("CHILD"), _code("SEX"), _date("DOB"), _date("DUC")),
        frozenset({"CHILD", "DUC"}),
    ),
    Table(
        "OC2",
        (
            _id("CHILD"),
            _date("DOB"),
            Column("SDQ_SCORE", "integer"),
            _code("SDQ_REASON"),
            _code("CONVICTED", "BOOL01"),
            _code("HEALTH_CHECK", "BOOL01"),
            _code("IMMUNISATIONS", "BOOL01"),
            _code("TEETH_CHECK", "BOOL01"),
            _code("HEALTH_ASSESSMENT", "BOOL01"),
            _code("SUBSTANCE_MISUSE", "BOOL01"),
            _code("INTERVENTION_RECEIVED", "BOOL01"),
            _code("INTERVENTION_OFFERED", "BOOL01"),
        ),
        frozenset({"CHILD", "SDQ_SCORE", "HEALTH_ASSESSMENT"}),
    ),
    Table(
        "OC3",
        (_id("CHILD"), _date("DOB"), _code("IN_TOUCH"), _code("ACTIV"), _code("ACCOM")),
        frozenset({"CHILD", "IN_TOUCH", "ACTIV", "ACCOM"}),
    ),
    Table(
        "AD1",
        (
            _id("CHILD"),
            _date("DOB"),
            _date("DATE_INT"),
            _date("DATE_MATCH"),
            _code("FOSTER_CARE"),
            _code("NB_ADOPTR"),
            _code("SEX_ADOPTR"),
            _code("LS_ADOPTR"),
        ),
        frozenset({"CHILD", "DATE_INT", "DATE_MATCH"}),
    ),
    Table(
        "PlacedAdoption",
        (
            _id("CHILD"),
            _date("DOB"),
            _date("DATE_PLACED"),
            _date("DATE_PLACED_CEASED"),
            _code("REASON_PLACED_CEASED"),
        ),
        frozenset({"CHILD", "DATE_PLACED", "DATE_PLACED_CEASED"}),
    ),
    Table(
        "PrevPerm",
        (
            _id("CHILD"),
            _date("DOB"),
            _code("PREV_PERM"),
            _text("LA_PERM"),
            Column("DATE_PERM", "partial_date"),
        ),
        frozenset({"CHILD", "PREV_PERM"}),
    ),
    Table(
        "Missing",
        (_id("CHILD"), _date("DOB"), _code("MISSING"), _date("MIS_START"), _date("MIS_END")),
        frozenset({"CHILD", "MIS_START", "MIS_END"}),
    ),
    Table(
        "SWEpisodes",
        (
            _id("CHILD"),
            _date("DOB"),
            _text("SW_ID"),
            _date("SW_DECOM"),
            _date("SW_DEC"),
            _code("SW_REASON"),
        ),
        frozenset({"CHILD", "SW_ID", "SW_DECOM"}),
    ),
    Table(
        "DoLo",
        (_id("CHILD"), _date("DOB"), _date("DOLO_START"), _date("DOLO_END")),
        frozenset({"CHILD", "DOLO_START"}),
    ),
)

TABLES: Final[dict[str, Table]] = {table.name: table for table in _TABLES}
"""The tables of the return by name, in the order of the return."""

RETURN_BEGAN: Final = date(1991, 10, 14)
"""The day on which the Children Act 1989 came into force: no episode starts before it."""

PROVENANCE: Final[dict[str, pl.DataType]] = {
    "file": pl.UInt32(),
    "row": pl.UInt32(),
    "year": pl.Int32(),
}
"""Columns that every table carries beside its own: the position of its file in `Returns.files`, the
row as a spreadsheet counts it (the heading is row 1) and the return year (named by its end)."""


def polars_schema(table: str) -> dict[str, pl.DataType]:
    """The Polars schema of a typed table: its columns, then its provenance."""
    own = {
        column.name: pl.Date() if column.kind == "date" else pl.String()
        for column in TABLES[table].columns
    }
    return {**own, **PROVENANCE}
