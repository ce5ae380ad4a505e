"""A report as a paper: its sections become parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kinward.reports.page import Page
from kinward.reports.papers.model import (
    Block,
    Bullets,
    Chart,
    Paper,
    PaperPart,
    Paragraph,
    Table,
)
from kinward.reports.section import Figure, Section

_LONG: Final = 40
"""A table with more rows than this would part a reader from the text for a page and more."""


def from_page(page: Page) -> Paper:
    """What the page of a report tells, as a paper.

    The sections of a report for the public are made from figures that have gone through disclosure
    control, so that its numbers count as hidden.
    """
    public = page.audience == "public"
    return Paper(
        title=page.title,
        meeting="",
        date=None,
        as_at=page.as_at,
        authority=page.authority,
        audience="public" if public else "exempt",
        status=page.status,
        parts=(
            PaperPart("stands-out", "What stands out", 1, (Bullets(tuple(page.sentences)),)),
            *(part_of(section) for section in page.sections),
            *_last(page),
            *long_tables(page.sections),
        ),
        numbers_hidden=public,
        made_up=page.made_up,
    )


def part_of(section: Section, level: int = 1) -> PaperPart:
    """A section as a part: its sentences, then each chart with its table.

    A long table is left to the end of the paper (`long_tables`).
    """
    said = [
        Paragraph(sentence, from_figures=True, key=f"{section.key}-{place}")
        for place, sentence in enumerate(section.sentences, 1)
    ]
    blocks = [block for figure in section.figures for block in _figure(figure)]
    return PaperPart(section.key, section.heading, level, (*said, *blocks))


def long_tables(sections: Sequence[Section], level: int = 1) -> Iterator[PaperPart]:
    """The part that ends a paper, with the long tables; none where there are none."""
    tables = [
        Table(figure.table)
        for section in sections
        for figure in section.figures
        if _at_the_end(figure)
    ]
    if tables:
        yield PaperPart("long-tables", "Long tables", level, tuple(tables))


def _figure(figure: Figure) -> Iterator[Block]:
    if figure.chart is not None:
        where = "at the end" if _at_the_end(figure) else "below"
        about = f"{figure.about} The table {where} holds the figures.".strip()
        yield Chart(figure.table.key, figure.chart, figure.title, about)
    if not _at_the_end(figure):
        yield Table(figure.table)


def _at_the_end(figure: Figure) -> bool:
    return len(figure.table.frame) > _LONG


def _last(page: Page) -> Iterator[PaperPart]:
    if page.definitions:
        defined = tuple(f"{label}: {formula}" for label, formula in page.definitions)
        yield PaperPart("definitions", "How each figure is made", 1, (Bullets(defined),))
    if page.notes:
        rests = Bullets(tuple(page.notes))
        yield PaperPart("notes", "What the figures rest on", 1, (rests,))
