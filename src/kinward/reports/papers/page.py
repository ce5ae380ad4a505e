"""A paper as one HTML page that needs nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from kinward.reports import render
from kinward.reports.page import environment, style
from kinward.reports.papers import words
from kinward.reports.papers.exempt import check, sentence
from kinward.reports.papers.model import Chart, Paper
from kinward.reports.workbook import MADE_UP

_TEMPLATES: Final = Path(__file__).parent / "templates"


def write(path: Path, paper: Paper, drawn: Mapping[str, str]) -> None:
    """Write the page.

    Args:
        drawn: the charts as SVG, by their keys.

    Raises:
        KinwardError: the paper may not leave as it is.
        OSError: the file cannot be written.
    """
    path.write_text(html(paper, drawn), encoding="utf-8")


def html(paper: Paper, drawn: Mapping[str, str]) -> str:
    """The page as HTML text.

    Raises:
        KinwardError: the paper may not leave as it is.
    """
    check(paper)
    text: str = _template().render(
        paper=paper,
        style=style(),
        own_style=(_TEMPLATES / "paper.css").read_text(encoding="utf-8"),
        pictures={chart.key: _picture(chart, drawn) for chart in paper.blocks(Chart)},
        made_up=MADE_UP if paper.made_up else "",
        contents=words.has_contents(paper),
        sentence=sentence,
    )
    return text


def _picture(chart: Chart, drawn: Mapping[str, str]) -> str:
    key = f"chart-{chart.key}"
    return render.named(
        drawn[chart.key], key, words.one_line(chart.caption), words.one_line(chart.alt)
    )


@cache
def _template() -> Any:
    made = environment(_TEMPLATES)
    made.filters["clean"] = words.clean
    made.filters["paragraphs"] = words.paragraphs
    made.filters["under"] = words.under
    made.filters["kind"] = lambda block: type(block).__name__
    return made.get_template("paper.html")
