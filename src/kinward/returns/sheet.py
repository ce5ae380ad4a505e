"""A table as found in a file, before its values are typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

import polars as pl

from kinward.returns.recognise import Heading
from kinward.terms import Level


@dataclass(frozen=True)
class Note:
    """Something that reading found.

    Attributes:
        row: as a spreadsheet counts rows; 0 where the whole file is meant.
        detail: names of columns, for the message; never a value.
    """

    rule: str
    row: int = 0
    column: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Text:
    """Rows of a text file in which every line has as many fields as the heading.

    Attributes:
        body: UTF-8, without the heading; every line ends in a newline; no field is in quotes, and
            none holds a comma, a newline or a quotation mark.
        lines: lines in `body`.
        first_row: the row, as a spreadsheet counts it, of the first line.
        tidy: no field has blanks about it, and no letter is in lower case.
    """

    body: bytes
    lines: int
    first_row: int
    tidy: bool


@dataclass(frozen=True)
class Sheet:
    """A file, a sheet of a workbook, or a table within an XML file.

    Attributes:
        path: as a person would name it.
        names: the folders and files it lies in, outermost first, and its own name: evidence for
            its year.
        heading: what it was recognised as; None where it is no table of the return.
        content: its rows, in pieces: `Text`, or a frame of text columns (those of the heading) and
            `row`.
    """

    path: str
    names: tuple[str, ...]
    heading: Heading | None = None
    content: tuple[Text | pl.DataFrame, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def table(self) -> str | None:
        """The table it was recognised as."""
        return self.heading.table if self.heading else None


FOUND: Final[dict[str, tuple[Level, str]]] = {
    "K10": ("note", "This is no table of the return, so it is left out{detail}."),
    "K11": (
        "note",
        "Columns that are not in this table of the return, or that come twice, were left out: "
        "{detail}. Rename them if they should count.",
    ),
    "K12": ("warning", "There are no rows of data{detail}. Check that the extract was complete."),
    "K13": ("warning", "The column {detail} is missing. Add it to the extract."),
    "K14": (
        "error",
        "The row has {detail} fields than the heading, so values may be in the wrong columns. "
        "Look for a missing or extra comma.",
    ),
    "K15": (
        "warning",
        "The return year cannot be told from the dates, the name or the folder. Put the year in "
        "the name, as in 2024-25.",
    ),
    "K16": (
        "note",
        "The file is not UTF-8 and was read as Windows-1252. Check that accents are right.",
    ),
    "K17": (
        "warning",
        "The episodes end in several return years; all are taken as the return of the latest. Give "
        "each year's return in a file of its own.",
    ),
}
"""What reading can find: level and message by rule. `{detail}` is that of the note."""


def frame_of(
    heading: Heading, fields: Sequence[Sequence[str | None] | pl.Series], rows: Sequence[int]
) -> pl.DataFrame:
    """The content of a sheet, from its fields column by column and the number of each row."""
    columns = {
        name: pl.Series(values, dtype=pl.String)
        for name, values in zip_longest(heading.columns, fields, fillvalue=())
        if name
    }
    return pl.DataFrame(columns | {"row": pl.Series(rows, dtype=pl.UInt32)})
