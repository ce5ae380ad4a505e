"""The report as one HTML page that needs nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from kinward.reports.download import data_link
from kinward.reports.section import Figure, Section
from kinward.reports.table import HIDDEN, NUMERIC, long_date

_TEMPLATES: Final = Path(__file__).parent / "templates"
_LONG: Final = 14
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

    @property
    def title(self) -> str:
        """What the report is of."""
        return f"Children looked after on {long_date(self.as_at)}"

    @property
    def status(self) -> str:
        """For whom it is."""
        if self.audience == "public":
            return "For publication: small numbers are hidden."
        return "For staff who may see children’s details. Not for publication: nothing is hidden."


def html(page: Page) -> str:
    """The page as HTML text."""
    text: str = _template().render(page=page, style=style(), folded=_folded)
    return text


def style() -> str:
    """How a page looks."""
    return (_TEMPLATES / "report.css").read_text(encoding="utf-8")


def environment(*folders: Path) -> Any:
    """What templates stand in, those of this folder too, with the tables of a report."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader([*folders, _TEMPLATES]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.filters["long_date"] = long_date
    made.globals |= {"numeric": NUMERIC, "hidden": HIDDEN, "data_link": data_link}
    return made


def _folded(figure: Figure, picture: str | None) -> bool:
    return picture is not None or (figure.folds and len(figure.table.frame) > _LONG)


@cache
def _template() -> Any:
    return environment().get_template("report.html")
