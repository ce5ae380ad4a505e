"""A paper as plain JSON, kept beside its files, for the page of the service that shows it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kinward.reports.as_json import table_as_json
from kinward.reports.papers import words
from kinward.reports.papers.exempt import check, sentence
from kinward.reports.papers.model import (
    Block,
    Bullets,
    Chart,
    KeyFigures,
    Note,
    NumberedRecommendations,
    Paper,
    Paragraph,
    Table,
)


def as_json(paper: Paper) -> dict[str, Any]:
    """A paper: title, status, details and parts with their blocks.

    Raises:
        KinwardError: the paper may not leave as it is.
    """
    check(paper)
    return {
        "title": words.one_line(paper.title),
        "status": words.one_line(paper.status),
        "details": [[name, words.one_line(value)] for name, value in paper.details],
        "as_at": paper.as_at.isoformat(),
        "hides": paper.numbers_hidden,
        "parts": [
            {
                "key": part.key,
                "heading": words.one_line(part.heading),
                "level": part.level,
                "exempt": "" if part.exempt is None else sentence(part.exempt),
                "blocks": [_block(block) for block in part.blocks],
            }
            for part in paper.parts
        ],
    }


def tables(stored: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every table of a paper that `as_json` wrote, as the core's JSON."""
    for part in stored["parts"]:
        yield from (block["table"] for block in part["blocks"] if block["kind"] == "table")


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Table():
            return {"kind": "table", "table": table_as_json(block.table)}
        case Chart():
            told = {"caption": words.one_line(block.caption), "alt": words.one_line(block.alt)}
            return {"kind": "chart", "key": block.key, "spec": block.spec, **told}
        case KeyFigures():
            said = [[words.one_line(value), words.one_line(about)] for value, about in block.items]
            return {"kind": "large", "figures": said}
    return _lines(block)


def _lines(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"kind": "words", "lines": words.paragraphs(block.text)}
        case Note():
            return {"kind": "note", "lines": words.paragraphs(block.text)}
        case Bullets() | NumberedRecommendations():
            kind = "bullets" if isinstance(block, Bullets) else "numbered"
            return {"kind": kind, "lines": [words.one_line(each) for each in block.items]}
    raise TypeError(type(block).__name__)
