"""Lists, files and places of papers as pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from kinward.words import long_date
from kinward_web.documents.tables import XLSX
from kinward_web.papers.kinds import name_of
from kinward_web.papers.models import Paper
from kinward_web.papers.selectors.papers import DOWNLOADS, EXEMPT, PUBLIC

NAMES: Final = {
    "docx": (
        "Document to edit (DOCX)",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "pdf": ("Document to read and print (PDF)", "application/pdf"),
    "xlsx": ("Workbook with live formulas (XLSX)", XLSX),
    "html": ("Page to read and print (HTML)", "text/html; charset=utf-8"),
}
"""The files of a paper by their ending: name, and type."""
AUDIENCES: Final = {PUBLIC: "Public", EXEMPT: "Exempt"}
HEADINGS: Final = (
    "Paper",
    "Programme",
    "Meeting",
    "Figures of",
    "For",
    "State",
    "Built by",
    "When",
)


@dataclass(frozen=True)
class File:
    """A file to download."""

    name: str
    href: str
    size: str


@dataclass(frozen=True)
class Copy:
    """A paper for one audience: where it is read, and its files."""

    audience: str
    name: str
    href: str
    files: tuple[File, ...]

    @property
    def exempt(self) -> bool:
        """Whether it is not for publication."""
        return self.audience == EXEMPT


@dataclass(frozen=True)
class Line:
    """A paper in a list."""

    paper: Paper
    name: str
    programme: str
    meeting: str
    audiences: str


def line(paper: Paper, board: str, *, whole: bool) -> Line:
    """A paper as a list tells it.

    Args:
        board: the name of the board that meets; empty where the paper is for none of ours.
        whole: whether its reader is told of exempt papers.
    """
    return Line(
        paper,
        name_of(paper.kind),
        paper.programme.name if paper.programme else "",
        meeting_words(paper, board),
        _audiences(paper, whole=whole),
    )


def meeting_words(paper: Paper, board: str) -> str:
    """The meeting that a paper is for, with its day."""
    where = board or paper.meeting_words
    day = long_date(paper.meeting_day) if paper.meeting_day else ""
    return ", ".join(filter(None, (where, day)))


def row(told: Line) -> tuple[object, ...]:
    """A paper for the file of the list."""
    paper = told.paper
    return (
        told.name, told.programme, told.meeting, paper.as_at, told.audiences,
        paper.get_state_display(), paper.by.name, paper.made.isoformat(timespec="minutes"),
    )  # fmt: skip


def copies(paper: Paper, audiences: Sequence[str]) -> list[Copy]:
    """The paper for each audience, with its files."""
    return [
        Copy(
            each,
            AUDIENCES[each],
            reverse(f"paper_{each}", args=[paper.pk]),
            tuple(_files(paper, each)),
        )
        for each in audiences
    ]


def _files(paper: Paper, audience: str) -> Any:
    for ending in DOWNLOADS:
        if (kept := paper.files[audience].get(ending)) is not None:
            href = reverse(f"paper_{audience}_file", args=[paper.pk, ending])
            yield File(NAMES[ending][0], href, filesizeformat(kept["size"]))


def _audiences(paper: Paper, *, whole: bool) -> str:
    if not whole:
        return AUDIENCES[PUBLIC]
    return {"both": "Public and exempt", "public": "Public", "exempt": "Exempt"}[paper.asked]
