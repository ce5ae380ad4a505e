"""The rows of the returns while errors are planted in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Final

import polars as pl

from kinward import dates

PLANTED_SCHEMA: Final = {
    "rule": pl.String(),
    "table": pl.String(),
    "file": pl.String(),
    "row": pl.Int32(),
    "column": pl.String(),
    "what": pl.String(),
}
"""The list of what was planted: `file` is relative to the folder of the returns, `row` is as a
spreadsheet counts it (the heading is row 1) after every error has been planted."""


@dataclass(eq=False, slots=True)
class Line:
    """A row of a table of a return year; blanks are empty texts."""

    table: str
    year: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def __setitem__(self, column: str, value: str) -> None:
        self.cells[column] = value

    def day(self, column: str) -> date | None:
        """The date in a column, or None where it is blank."""
        text = self.cells[column]
        return as_date(text) if text else None

    @property
    def start(self) -> date:
        """1 April of the return year."""
        return dates.year_start(self.year)

    @property
    def end(self) -> date:
        """31 March of the return year."""
        return dates.year_end(self.year)

    def copy(self, **changes: str) -> Line:
        """Another line like this one, with changes."""
        return Line(self.table, self.year, {**self.cells, **changes})


@dataclass
class Book:
    """Every line of the returns, by table and year, and by child."""

    lines: dict[tuple[str, int], list[Line]]
    _by_child: dict[tuple[str, str], list[Line]] = field(default_factory=dict)

    @classmethod
    def of(cls, frames: Mapping[tuple[str, int], pl.DataFrame]) -> Book:
        """A book of clean tables."""
        book = cls(
            {
                (table, year): [Line(table, year, row) for row in frame.iter_rows(named=True)]
                for (table, year), frame in sorted(frames.items(), key=lambda item: item[0][1])
            }
        )
        for lines in book.lines.values():
            for line in lines:
                book._by_child.setdefault((line["CHILD"], line.table), []).append(line)
        return book

    @property
    def children(self) -> list[str]:
        """Every child of the Header tables, in order."""
        return sorted({child for child, table in self._by_child if table == "Header"})

    def of_child(self, child: str, table: str) -> list[Line]:
        """A child's lines of a table, oldest return first, in the order of the file."""
        return self._by_child.get((child, table), [])

    def beside(self, line: Line, table: str) -> list[Line]:
        """The lines of another table (or the same) of the same child and year."""
        return [other for other in self.of_child(line["CHILD"], table) if other.year == line.year]

    def born(self, line: Line) -> date:
        """The date of birth in the header of the line's child and year."""
        return as_date(self.beside(line, "Header")[0]["DOB"])

    def age(self, line: Line, day: date) -> int:
        """The child's age on a day, in completed years."""
        return dates.age(self.born(line), day)

    def before(self, line: Line) -> Line | None:
        """The episode before this one in the same return."""
        return self._neighbour(line, -1)

    def after(self, line: Line) -> Line | None:
        """The episode after this one in the same return."""
        return self._neighbour(line, 1)

    def last_year(self, line: Line) -> Line | None:
        """On the first episode of a return: the same one, open, in the return before."""
        episodes = self.of_child(line["CHILD"], "Episodes")
        position = episodes.index(line)
        found = episodes[position - 1] if position else None
        if found is None or found.year != line.year - 1 or found["DECOM"] != line["DECOM"]:
            return None
        return found

    def ever_after(self, line: Line) -> bool:
        """True where the child has another episode later, in this or any later return."""
        return self.of_child(line["CHILD"], "Episodes")[-1] is not line

    def insert(self, line: Line, after: Line) -> None:
        """Puts a line right behind another of the same table and year."""
        lines = self.lines[after.table, after.year]
        lines.insert(lines.index(after) + 1, line)

    def delete(self, line: Line) -> None:
        """Takes a line out."""
        self.lines[line.table, line.year].remove(line)

    def frames(
        self, clean: Mapping[tuple[str, int], pl.DataFrame]
    ) -> dict[tuple[str, int], pl.DataFrame]:
        """Every table as it is now, with the columns of the clean ones."""
        return {
            key: pl.DataFrame([line.cells for line in lines], schema=clean[key].schema)
            for key, lines in self.lines.items()
        }

    def _neighbour(self, line: Line, step: int) -> Line | None:
        episodes = self.beside(line, "Episodes")
        position = episodes.index(line) + step
        return episodes[position] if 0 <= position < len(episodes) else None


@cache
def as_date(text: str) -> date:
    """A date as the return writes it."""
    return date(int(text[6:]), int(text[3:5]), int(text[:2]))


def as_text(day: date) -> str:
    """A date as the return writes it."""
    return f"{day:%d/%m/%Y}"


def moved(text: str, days: int) -> str:
    """A date in text, some days on or (negative) back."""
    return as_text(as_date(text) + timedelta(days=days))
