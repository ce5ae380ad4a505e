"""Reading population by single year of age: a table of ours, or a wide table as ONS makes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from kinward.errors import ArgumentError, InputError
from kinward.reference import names
from kinward.reference.parameters import parameter
from kinward.tables import Kind, parse_whole
from kinward.tables.records import Records
from kinward.tables.table import columns_of, headed_records, table_of

POPULATION_SCHEMA: Final[dict[str, pl.DataType]] = {
    "year": pl.Int32(),
    "age": pl.Int32(),
    "population": pl.Int64(),
}
"""One row a year and age. `year` is that of the mid-year estimate or projection (30 June); the last
age of a file may stand for all beyond it."""

_OURS: Final[dict[str, Kind]] = {"year": "whole", "age": "whole", "population": "whole"}
_AGE: Final = re.compile(r"^(?:age )?(\d{1,3})\+?$", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_SHORT_YEAR: Final = re.compile(r"(?:population|pop|mid)[ _-]?(\d\d)(?!\d)", re.IGNORECASE)
_RANGES: Final = {"year": (1900, 2200), "age": (0, 130), "population": (0, 100_000_000)}


def read(path: Path, authority: str | None = None) -> pl.DataFrame:
    """Population by year and age (`POPULATION_SCHEMA`), sorted by both.

    Args:
        path: CSV or XLSX. Ours has the columns year, age, population. A wide one has a row for
            each authority, a column for each age (`0`, `1`, ... `90+`), one with its name and
            perhaps one with its code; its year stands in a column `year` or in the file's name.
        authority: the name or the ONS code of the authority, for a wide table.

    Raises:
        InputError: the file is neither, has no year, a number that cannot be, an age twice or not
            at all.
        ArgumentError: a wide table, and no authority was given or it is not in the table.
    """
    sheets = headed_records(path)
    ours = _ours_among(sheets)
    if ours is not None:
        table = table_of(ours, _OURS, filled=tuple(_OURS))
        for column, (low, high) in _RANGES.items():
            outside = (~table.frame[column].is_between(low, high)).arg_true()
            if len(outside):
                raise _impossible(table.where(outside[0], column), low, high)
        people = table.frame
    else:
        people = _read_wide(path, sheets, authority)
    typed = people.select(pl.col(name).cast(kind) for name, kind in POPULATION_SCHEMA.items())
    _refuse_gaps(typed, path.name)
    return typed.sort("year", "age")


def unread(path: Path) -> tuple[str, ...]:
    """The headings of our table that are none of it, as written; a wide one has many that are."""
    ours = _ours_among(headed_records(path, most=0))
    return () if ours is None else table_of(ours, _OURS).unknown


def _ours_among(sheets: Sequence[Records]) -> Records | None:
    """The first sheet that is our table."""
    return next((each for each in sheets if columns_of(each, _OURS) == _OURS.keys()), None)


@dataclass(frozen=True)
class _Headings:
    """The headings of a wide table."""

    ages: dict[str, int]
    name: str
    code: str | None
    year: str | None

    @classmethod
    def among(cls, headings: Sequence[str]) -> _Headings | None:
        def first(word: str) -> str | None:
            return next((each for each in headings if word in each.lower()), None)

        ages = {each: int(found[1]) for each in headings if (found := _AGE.match(each))}
        name = first("name")
        return cls(ages, name, first("code"), first("year")) if ages and name else None


def _wide_among(sheets: Sequence[Records]) -> tuple[Records, _Headings] | None:
    """The first sheet that is a wide table."""
    for sheet in sheets:
        if headings := _Headings.among(sheet.headings):
            return sheet, headings
    return None


def _read_wide(path: Path, sheets: Sequence[Records], authority: str | None) -> pl.DataFrame:
    found = _wide_among(sheets)
    if found is None:
        raise InputError(
            "This is no table of population",
            where=path.name,
            remedy="It needs year, age and population; or a name and a column for each age.",
        )
    raw, headings = found
    wanted = [headings.name, headings.code, headings.year, *headings.ages]
    table = table_of(raw, {each: "text" for each in wanted if each}, filled=(headings.name,))
    own = _row_of(authority, table.frame, headings.name, headings.code, path.name)
    year = pl.col(headings.year) if headings.year else pl.lit(str(_year_of(path)))
    long = (
        table.frame.with_row_index("position")
        .filter(own)
        .select("position", year.alias("year"), *headings.ages)
        .unpivot(index=["position", "year"], variable_name="heading", value_name="population")
    )
    numbers = long.with_columns(
        parse_whole(pl.col("year", "population")),
        pl.col("heading").replace_strict(headings.ages, return_dtype=pl.Int64).alias("age"),
    )
    for column, (low, high) in _RANGES.items():
        outside = (~numbers[column].is_between(low, high).fill_null(value=False)).arg_true()
        if len(outside):
            heading = headings.year if column == "year" else numbers["heading"][outside[0]]
            raise _impossible(table.where(numbers["position"][outside[0]], str(heading)), low, high)
    return numbers


def _row_of(
    authority: str | None, frame: pl.DataFrame, name: str, code: str | None, where: str
) -> pl.Expr:
    """True on the rows of the authority: by its code, else by its name."""
    known = frame[name].unique(maintain_order=True).to_list()
    if authority is None and len(known) == 1:
        return pl.lit(value=True)
    if authority is None:
        raise ArgumentError(
            "The table has many authorities",
            where=where,
            remedy="Say which one with --authority.",
        )
    if code and authority.strip().upper() in frame[code]:
        return pl.col(code).eq(authority.strip().upper())
    return pl.col(name).eq(known[names.find(authority, known, where=where)])


def _year_of(path: Path) -> int:
    """The year in a file's name: `population_mid2020.csv` and `population20_utla.csv` are 2020."""
    if found := _YEAR.search(path.stem):
        return int(found[1])
    if found := _SHORT_YEAR.search(path.stem):
        return 2000 + int(found[1])
    raise InputError(
        "The table does not tell its year",
        where=path.name,
        remedy="Put it into the file's name, as in population_mid2020.csv, or add a column year.",
    )


def _impossible(where: str, low: int, high: int) -> InputError:
    return InputError(
        f"The value is no whole number from {low} to {high}",
        where=where,
        remedy="Correct it in the file.",
    )


def _refuse_gaps(people: pl.DataFrame, where: str) -> None:
    """A rate needs each age of childhood once: a gap would raise it unseen."""
    if people.is_empty():
        raise InputError("The table has no rows", where=where, remedy="Add a row for each age.")
    twice = people.filter(pl.struct("year", "age").is_duplicated())
    if len(twice):
        raise InputError(
            f"The age {twice['age'][0]} is there more than once in {twice['year'][0]}",
            where=where,
            remedy="Add up rows that are apart by sex or area.",
        )
    childhood = range(int(parameter("rate_ages_below").value))
    for year in people["year"].unique().sort():
        missing = set(childhood) - set(people.filter(pl.col("year") == year)["age"])
        if missing:
            raise InputError(
                f"The age {min(missing)} is missing in {year}",
                where=where,
                remedy=f"Each year needs every age from 0 to {childhood[-1]}.",
            )
