"""The report as one HTML page that needs nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from kinward.reports.download import data_link
from kinward.reports.section import Figure, Section
from kinward.reports.table import HIDDEN, MISSING, NUMERIC

_LONG = 14
"""A table with more rows than this stands folded under its chart."""


@dataclass(frozen=True)
class Page:
    """What the page says beside its sections.

    Attributes:
        authority: whose report it is.
        sentences: what stands out.
        sections: its parts, in order.
        pictures: charts as SVG, by the key of their table.
        definitions: label and formula of each measure.
        notes: sentences about what the figures rest on.
        limit: counts from 1 to this are hidden; 0 where nothing is.
    """

    authority: str
    as_at: date
    audience: str
    made_up: bool
    sentences: Sequence[str]
    sections: Sequence[Section]
    pictures: Mapping[str, str]
    definitions: Sequence[tuple[str, str]]
    notes: Sequence[str]
    limit: int


def html(page: Page) -> str:
    """The page as HTML text."""
    text: str = _template().render(
        page=page,
        style=(_folder() / "report.css").read_text(encoding="utf-8"),
        numeric=NUMERIC,
        hidden=HIDDEN,
        missing=MISSING,
        data_link=data_link,
        folded=_folded,
    )
    return text


def _folded(figure: Figure, picture: str | None) -> bool:
    return picture is not None or (figure.folds and len(figure.table.frame) > _LONG)


@cache
def _template() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from kinward.reports.table import long_date

    environment = Environment(
        loader=FileSystemLoader(_folder()),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["long_date"] = long_date
    return environment.get_template("report.html")


def _folder() -> Path:
    return Path(__file__).parent / "templates"
