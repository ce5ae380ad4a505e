"""What went before: the programme's own purpose, and what the figures rest on."""

from __future__ import annotations

from collections.abc import Iterator

from kinward.reports.papers.board.figures import Figures
from kinward.reports.papers.board.shape import joined, prompt, said
from kinward.reports.papers.model import PaperPart


def background(figures: Figures) -> Iterator[PaperPart]:
    """The analyst's own words, after what the programme says of itself."""
    programme = figures.programme
    told = () if programme is None else (programme.purpose,)
    source = f"The figures come from {figures.source}."
    ask = "What the meeting has seen before, and why this paper comes now."
    yield PaperPart(
        "background", "Background", 1,
        joined(said("background", *told), said("background-source", source),
               [prompt("background-own", ask)]),
    )  # fmt: skip
