"""What a paper says, as the service's page shows it: drawings for charts, a CSV for each table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse

from kinward.reports.as_json import table_from_json
from kinward.reports.download import csv_text
from kinward_web.charts import drawing
from kinward_web.documents.presenters import TableShown, shown
from kinward_web.papers.content import tables
from kinward_web.papers.models import Paper

_LONG: Final = 14
"""A table with more rows than this stands folded."""


@dataclass(frozen=True)
class ChartShown:
    """A chart.

    Attributes:
        id: of its element.
        about: what it shows, for those who cannot see it.
    """

    id: str
    caption: str
    about: str
    drawing: dict[str, Any]

    @property
    def id_data(self) -> str:
        """The id of the element that holds the drawing."""
        return f"{self.id}-data"


@dataclass(frozen=True)
class BlockShown:
    """A block: words, bullets, numbered, note, large (figures), table or chart.

    Attributes:
        figures: each figure with what it is of.
    """

    kind: str
    lines: tuple[str, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    table: TableShown | None = None
    chart: ChartShown | None = None


@dataclass(frozen=True)
class PartShown:
    """A heading and what stands under it; `level` is that of its heading on the page."""

    key: str
    heading: str
    level: int
    exempt: str
    blocks: tuple[BlockShown, ...]


def parts(stored: dict[str, Any], address: Callable[[str], str]) -> list[PartShown]:
    """The parts of a paper.

    Args:
        stored: as `content.as_json` wrote it.
        address: where the CSV of a table is, by the table's key.
    """
    return [
        PartShown(
            each["key"],
            each["heading"],
            each["level"] + 1,
            each["exempt"],
            tuple(_block(block, address) for block in each["blocks"]),
        )
        for each in stored["parts"]
    ]


def addresses(paper: Paper, audience: str) -> Callable[[str], str]:
    """Where the CSV of each table of a paper is, by the table's key."""

    def address(table: str) -> str:
        return reverse(f"paper_{audience}_table", args=[paper.pk, table])

    return address


def csv(stored: dict[str, Any] | None, key: str) -> str | None:
    """A table of a paper as CSV; None where it has none of that key."""
    for table in tables(stored) if stored else ():
        if table["key"] == key:
            return csv_text(table_from_json(table))
    return None


def has_charts(stored: dict[str, Any]) -> bool:
    """Whether anything is drawn in a paper."""
    return any(block["kind"] == "chart" for part in stored["parts"] for block in part["blocks"])


def _block(stored: dict[str, Any], address: Callable[[str], str]) -> BlockShown:
    kind = stored["kind"]
    if kind == "table":
        table = table_from_json(stored["table"])
        folded = table.frame.height > _LONG
        return BlockShown(kind, table=shown(table, address(table.key), folded=folded))
    if kind == "chart":
        chart = ChartShown(
            f"chart-{stored['key']}", stored["caption"], stored["alt"], drawing(stored["spec"])
        )
        return BlockShown(kind, chart=chart)
    if kind == "large":
        return BlockShown(kind, figures=tuple((value, about) for value, about in stored["figures"]))
    return BlockShown(kind, tuple(stored["lines"]))
