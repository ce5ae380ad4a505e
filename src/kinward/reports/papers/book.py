"""The tables of a paper as a workbook: each on a sheet, with sums and differences that live."""

from __future__ import annotations

from pathlib import Path

from kinward.reports import workbook
from kinward.reports.papers import words
from kinward.reports.papers.exempt import check, exemptions, sentence
from kinward.reports.papers.model import Paper, PaperPart, Table


def write(path: Path, paper: Paper) -> None:
    """Write the workbook; each formula carries the paper's own figure, for what works none out.

    Raises:
        KinwardError: the paper may not leave as it is.
        OSError: the file cannot be written.
    """
    check(paper)
    title = words.one_line(f"{paper.title}: {paper.authority}")
    said = [f"{name}: {value}" for name, value in paper.details if name != "Authority"]
    lines = [paper.status, *said, *_closed(paper)]
    cover = workbook.Cover(
        title, paper.as_at, [words.one_line(line) for line in lines if line], paper.made_up
    )
    workbook.write_workbook(path, cover, paper.tables)


def _closed(paper: Paper) -> list[str]:
    """A line for each exempt part that has tables."""
    return [
        f"{part.heading}: {sentence(paragraph)}"
        for part, paragraph in exemptions(paper)
        if paragraph is not None and _has_tables(part)
    ]


def _has_tables(part: PaperPart) -> bool:
    return any(isinstance(block, Table) for block in part.blocks)
