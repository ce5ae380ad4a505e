"""How a paper's text is written, the same in each format."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from kinward.reports.papers.model import Paper
from kinward.reports.table import HIDDEN, MISSING, ReportTable, long_date

_LISTED: Final = 5
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text without what XML and PDF cannot hold."""
    return _UNWRITABLE.sub("", text)


def one_line(text: str) -> str:
    """Text for a heading, a cell or an item of a list."""
    return " ".join(clean(text).split())


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text: its lines that say something."""
    return [line for line in map(one_line, text.splitlines()) if line]


def under(table: ReportTable, as_at: date) -> str:
    """What stands under a table: its source, its day, its note, and what its marks mean.

    Args:
        as_at: the day of the paper, for a table that is of no other.
    """
    said = [f"Source: {table.source}. As at {long_date(table.as_at or as_at)}."]
    if table.note:
        said.append(table.note if table.note.endswith(".") else f"{table.note}.")
    if table.hides:
        said.append(f"{HIDDEN} stands for a figure that is hidden.")
    if any(MISSING in row for row in table.values):
        said.append(f"{MISSING} stands where there is no figure.")
    return " ".join(said)


def subject(paper: Paper) -> str:
    """What the paper is of, for the properties of a file."""
    told = [paper.meeting, f"figures as at {long_date(paper.as_at)}", paper.status]
    return one_line("; ".join(filter(None, told)))


def has_contents(paper: Paper) -> bool:
    """Whether the paper is long enough for a list of its parts."""
    return len(paper.parts) >= _LISTED
