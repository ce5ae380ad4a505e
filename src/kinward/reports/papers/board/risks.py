"""The risks: how many are red, what is done about them, and what has moved."""

from __future__ import annotations

from collections.abc import Iterator

from kinward.programme.risks import on_scale, ratings, undone
from kinward.reports.papers.board.figures import Figures
from kinward.reports.papers.board.shape import joined, made, said
from kinward.reports.papers.model import PaperPart
from kinward.reports.tables import programme as rows
from kinward.words import counted

_MOST = 10


def risks(figures: Figures) -> Iterator[PaperPart]:
    """The highest open risks."""
    programme, as_at = figures.programme, figures.programme_on
    if programme is None or not programme.risks:
        return
    kept, wrong = on_scale(programme.risks)
    rated = ratings(kept, as_at)
    red = sum(each.colour == "red" for each in rated)
    late = undone(kept, as_at)
    sentences = [f"{counted(len(rated), 'risk')} {_is(len(rated))} open, of which {red} red."]
    sentences += [f"{each.what}: it is in no figure here." for each in wrong]
    if late:
        listed = ", ".join(each.ref for each in late)
        sentences.append(f"Too little is done about {counted(len(late), 'risk')}: {listed}.")
    if len(rated) > _MOST:
        sentences.append(f"The {_MOST} highest are below.")
    table = rows.risks(programme, as_at, rows.source_of(programme), _MOST)
    yield PaperPart("risks", "Risks", 1, joined(said("risks", *sentences), made(table)))


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
