"""Facts that several views share: who a row is about, when they were born, what was given.

Every table gets `child`, a number for CHILD (null where that is blank), `child_year`, a number for
the child in that return year, and `year_start` and `year_end`, the days that bound the year.
"""

from __future__ import annotations

from functools import cached_property

import polars as pl
from polars import col

from kinward.returns.model import Returns

WHO = (
    # A 64-bit hash numbers the children without a look-up table. Two children of one nation's
    # returns share a number with a chance below one in a billion.
    pl.when(col("CHILD").is_not_null()).then(col("CHILD").hash()).alias("child"),
    pl.date(col("year") - 1, 4, 1).alias("year_start"),
    pl.date(col("year"), 3, 31).alias("year_end"),
)


class Facts:
    """What the tables say of children and years, worked out when it is first asked for."""

    def __init__(self, returns: Returns) -> None:
        self.returns = returns
        self._tables: dict[str, pl.DataFrame] = {}
        self._years: dict[str, list[int]] = {}

    def table(self, name: str) -> pl.DataFrame:
        """A table as read, with the numbers of child and child-year and the days of the year."""
        if name not in self._tables:
            self._tables[name] = (
                self.returns.tables[name]
                .with_columns(WHO)
                .with_columns(child_year=col("child") + col("year").cast(pl.UInt64))
            )
        return self._tables[name]

    def years(self, name: str) -> list[int]:
        """The return years for which a table has rows."""
        if name not in self._years:
            self._years[name] = self.returns.tables[name]["year"].drop_nulls().unique().to_list()
        return self._years[name]

    def has(self, table: str, *columns: str) -> dict[str, pl.Expr]:
        """For each column, as `has_*`: true on rows of a file in which it has a value somewhere.

        Vintages differ in their columns, and a column that is not in a file says nothing about
        any row of it.
        """
        files = [pl.when(col(c).is_not_null()).then("file").unique().implode() for c in columns]
        given = self.returns.tables[table].select(
            file.alias(name) for file, name in zip(files, columns, strict=True)
        )
        return {f"has_{name}": col("file").is_in(given[name]) for name in columns}

    def unreadable(self, table: str, column: str) -> pl.Expr:
        """True on rows of a table where the column holds something that is not a date."""
        bad = self.returns.unparsed.filter((col("table") == table) & (col("column") == column))
        if bad.is_empty():
            return pl.lit(False)
        places = bad.select(_place())["place"]
        return _place().is_in(places.implode())

    @cached_property
    def births(self) -> pl.DataFrame:
        """child_year, birth: by the header of that year, one row each."""
        return self._born.select("child_year", "birth").unique("child_year", keep="last")

    @cached_property
    def any_births(self) -> pl.DataFrame:
        """child, any_birth: by the latest header that tells, one row each."""
        latest = self._born.sort("year", maintain_order=True).unique("child", keep="last")
        return latest.select("child", any_birth="birth")

    @cached_property
    def _born(self) -> pl.DataFrame:
        """The header rows that tell when a child was born."""
        header = self.table("Header").select("child", "child_year", "year", birth="DOB")
        return header.filter(col("child").is_not_null() & col("birth").is_not_null())

    def with_birth(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The frame with DOB: its own where it has one, else the header's of that or any year."""
        frame = frame if "DOB" in frame.columns else frame.with_columns(DOB=pl.lit(None, pl.Date))
        for births, key, born in (
            (self.births, "child_year", "birth"),
            (self.any_births, "child", "any_birth"),
        ):
            if frame["DOB"].null_count() == 0:
                break
            frame = (
                frame.join(births, on=key, how="left", maintain_order="left")
                .with_columns(DOB=pl.coalesce("DOB", born))
                .drop(born)
            )
        return frame

    def listed(self, table: str) -> pl.Expr:
        """True on rows whose child has a row in a table in the same year."""
        keys = self.table(table)["child_year"].drop_nulls().unique()
        return col("child_year").is_in(keys.implode())

    def given(self, table: str, *, years_on: int = 0) -> pl.Expr:
        """True on rows of a year (or of `years_on` years before it) for which a table has rows."""
        return (col("year") + years_on).is_in(self.years(table))


def _place() -> pl.Expr:
    """File and row as one number."""
    return (col("file").cast(pl.UInt64) * 2**32 + col("row")).alias("place")
