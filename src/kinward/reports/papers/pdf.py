"""A paper as tagged PDF (PDF/UA-1), set by Typst.

What the paper says is handed to a fixed template as data, so that nothing in anybody's words can be
read as code, and no file or package is looked up for it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any, Final

from kinward.errors import KinwardError
from kinward.reports.papers import pictures, words
from kinward.reports.papers.exempt import check, sentence
from kinward.reports.papers.layout import MARGIN_MM, PADDING_MM, Heading, Item, Laid, runs
from kinward.reports.papers.model import (
    Bullets,
    Chart,
    KeyFigures,
    Note,
    NumberedRecommendations,
    Paper,
)
from kinward.reports.papers.model import Paragraph as Text
from kinward.reports.table import NUMERIC
from kinward.reports.workbook import MADE_UP

_ABSENT: Final = "[?]"
"""Stands for a letter that no font of this machine has."""
_TEMPLATES: Final = Path(__file__).parent / "templates"


def write(path: Path, paper: Paper, drawn: Mapping[str, str]) -> None:
    """Write the paper.

    Args:
        drawn: its charts as SVG, by their keys.

    Raises:
        KinwardError: it may not leave as it is, or it cannot be set.
        OSError: the file cannot be written.
    """
    check(paper)
    path.write_bytes(_set(paper, drawn))


def _set(paper: Paper, drawn: Mapping[str, str]) -> bytes:
    import typst

    said = json.dumps(_document(paper, drawn), ensure_ascii=False)
    given = {f"picture-{chart.key}": drawn[chart.key] for chart in paper.blocks(Chart)}
    inputs = {"paper": said, **given}
    template = (_TEMPLATES / "paper.typ").read_bytes()
    moment = datetime.combine(paper.as_at, time(), UTC)
    try:
        return _compiled(template, inputs, moment)
    except typst.TypstError:
        # What is tagged may hold no letter that cannot be shown.
        absent = "".join(letter for letter in _unusual(inputs) if not _shows(letter))
    try:
        shown = {key: _replaced(text, absent) for key, text in inputs.items()}
        return _compiled(template, shown, moment)
    except typst.TypstError as error:
        raise KinwardError(
            "The PDF of the paper cannot be set",
            remedy="Write it as Word, and tell who keeps Kinward.",
        ) from error


def _compiled(template: bytes, inputs: dict[str, str], moment: datetime) -> bytes:
    import typst

    return typst.compile(
        template,
        format="pdf",
        sys_inputs=inputs,
        pdf_standards="ua-1",
        pdf_tags=True,
        timestamp=moment,
    )


def _unusual(inputs: Mapping[str, str]) -> list[str]:
    """The letters past those that every font of the Latin script has."""
    return sorted({letter for text in inputs.values() for letter in text if letter > "\u017f"})


def _shows(letter: str) -> bool:
    """Whether some font of this machine has a letter."""
    import typst

    template = b'#set document(title: "-")\n#sys.inputs.letter'
    try:
        _compiled(template, {"letter": letter}, datetime(2000, 1, 1, tzinfo=UTC))
    except typst.TypstError:
        return False
    return True


def _replaced(text: str, absent: str) -> str:
    return text.translate(dict.fromkeys(map(ord, absent), _ABSENT))


def _document(paper: Paper, drawn: Mapping[str, str]) -> dict[str, Any]:
    day = paper.date or paper.as_at
    return {
        "title": words.one_line(paper.title),
        "authority": words.one_line(paper.authority),
        "subject": words.subject(paper),
        "day": [day.year, day.month, day.day],
        "margin": MARGIN_MM,
        "padding": PADDING_MM,
        "head": words.one_line(paper.title),
        "status": words.one_line(paper.status),
        "foot": MADE_UP if paper.made_up else words.one_line(paper.authority),
        "details": [[name, words.one_line(value)] for name, value in paper.details],
        "made_up": MADE_UP if paper.made_up else "",
        "contents": words.has_contents(paper),
        "runs": [
            {"wide": run.wide, "items": [_item(item, paper, drawn) for item in run.items]}
            for run in runs(paper)
        ],
    }


def _item(item: Item, paper: Paper, drawn: Mapping[str, str]) -> dict[str, Any]:  # noqa: PLR0911
    match item:
        case Heading():
            mark = None if item.exempt is None else sentence(item.exempt)
            told = words.one_line(item.text)
            return {"kind": "heading", "words": told, "level": item.level, "exempt": mark}
        case Text():
            return {"kind": "words", "words": words.paragraphs(item.text)}
        case Note():
            return {"kind": "note", "words": words.paragraphs(item.text)}
        case Bullets() | NumberedRecommendations():
            kind = "bullets" if isinstance(item, Bullets) else "numbered"
            return {"kind": kind, "words": [words.one_line(each) for each in item.items]}
        case KeyFigures():
            said = [[words.one_line(value), words.one_line(about)] for value, about in item.items]
            return {"kind": "large", "words": said}
        case Chart():
            return {
                "kind": "picture",
                "key": item.key,
                "alt": words.one_line(item.alt),
                "caption": words.one_line(item.caption),
                "mm": pictures.width_mm(drawn[item.key]),
            }
        case Laid():
            return _table(item, paper)
    raise TypeError(type(item).__name__)


def _table(laid: Laid, paper: Paper) -> dict[str, Any]:
    table = laid.table
    numbers = [column.format in NUMERIC for column in table.columns]
    return {
        "kind": "table",
        "caption": words.one_line(table.title),
        "under": words.one_line(words.under(table, paper.as_at)),
        "size": laid.fit.size,
        "whole": laid.fit.whole,
        "head": [words.one_line(column.label) for column in table.columns],
        "rows": [[words.one_line(cell) for cell in row] for row in table.cells()],
        "totals": sorted(table.totals),
        "pieces": [
            [{"place": place, "mm": width, "number": numbers[place]} for place, width in piece]
            for piece in laid.fit.pieces
        ],
    }
