"""Tables of a programme's pages: each is shown, and is a CSV file at an address of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kinward_web.programme.presenters.cells import Cell

Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """A table; the first cell of a row is its heading.

    Attributes:
        name: in addresses and file names.
        caption: what it is of.
        headings: of the columns.
        rows: as many cells each as there are headings.
        csv: the address of the same as CSV; empty where it has none.
        empty: what is said where there are no rows.
        more: how many rows are left out, which the file has.
    """

    name: str
    caption: str
    headings: tuple[Cell, ...]
    rows: tuple[Row, ...]
    csv: str = ""
    empty: str = "There are none."
    more: int = 0

    def titles(self) -> list[str]:
        """The headings as text."""
        return [each.text for each in self.headings]

    def short(self, most: int) -> Table:
        """The first so many rows."""
        return replace(self, rows=self.rows[:most], more=max(len(self.rows) - most, 0))

    def plain(self) -> Iterator[list[str]]:
        """The rows as text, for a file."""
        for row in self.rows:
            yield [cell.text for cell in row]


def headings(*texts: str, numeric: Sequence[str] = ()) -> tuple[Cell, ...]:
    """Headings; those named in `numeric` stand on the right."""
    return tuple(Cell(text, numeric=text in numeric) for text in texts)
