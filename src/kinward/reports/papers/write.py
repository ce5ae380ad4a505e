"""Writes a paper in the formats that are asked for: all of them or none."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Literal

from kinward.reports.files import all_or_nothing
from kinward.reports.papers import book, page, pdf, pictures, word
from kinward.reports.papers.exempt import check
from kinward.reports.papers.model import Paper

Ending = Literal["docx", "pdf", "html", "xlsx"]


def write(
    paper: Paper,
    out: Path,
    name: str,
    endings: Collection[Ending] = ("docx", "pdf", "html", "xlsx"),
) -> tuple[Path, ...]:
    """Write a paper into a folder; its charts are drawn once.

    Args:
        out: the folder; made if it is not there.
        name: of the files, without their ending.

    Raises:
        KinwardError: the paper may not leave as it is.
        InputError: the folder cannot be written to; nothing is then changed.
    """
    return all_or_nothing(out, makers(paper, name, endings))


def makers(
    paper: Paper,
    name: str,
    endings: Collection[Ending] = ("docx", "pdf", "html", "xlsx"),
) -> dict[str, Callable[[Path], object]]:
    """What writes each file of a paper, by its name; its charts are drawn here, once.

    Raises:
        KinwardError: the paper may not leave as it is.
    """
    check(paper)
    drawn = {} if set(endings) <= {"xlsx"} else pictures.drawn(paper)
    each: dict[Ending, Callable[[Path], object]] = {
        "docx": lambda path: word.write(path, paper, drawn),
        "pdf": lambda path: pdf.write(path, paper, drawn),
        "html": lambda path: page.write(path, paper, drawn),
        "xlsx": lambda path: book.write(path, paper),
    }
    return {f"{name}.{ending}": make for ending, make in each.items() if ending in endings}
