"""What the paper means for money, law, equality and children's voice: the analyst's own words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kinward.reports.papers.board.figures import Figures
from kinward.reports.papers.board.shape import prompt
from kinward.reports.papers.model import PaperPart

_ASKED: Final = (
    ("finance", "Finance", "What the position costs this year and next, and where the money comes "
     "from."),
    ("legal", "Legal", "The duties that bear on it, and the advice that was taken."),
    ("equality", "Equality", "Who is affected more than others, and what is done about it."),
    ("voice", "Children’s voice", "What children and young people said, and what changed because "
     "of it."),
)  # fmt: skip


def implications(_: Figures) -> Iterator[PaperPart]:
    """A heading for each, with what is to be written there."""
    yield PaperPart("implications", "Implications", 1)
    for key, heading, ask in _ASKED:
        name = f"implications-{key}"
        yield PaperPart(name, heading, 2, (prompt(name, ask),))
