"""Sections as pages show them: cells as text, charts as drawings, a download behind each."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import Any, Final, Protocol

from kinward.reports.as_json import table_from_json
from kinward.reports.table import HIDDEN, MISSING, NUMERIC, ReportTable
from kinward_web.charts import drawing
from kinward_web.documents.origins import Origin, origin

_LONG: Final = 14
"""A table with more rows than this, or one behind a chart, stands folded."""


@dataclass(frozen=True)
class Link:
    """Where a count leads.

    Attributes:
        href: the list of what it counts.
        lists: what is counted, in words that follow the number.
    """

    href: str
    lists: str


class Links(Protocol):
    """Says which cells of a table lead to what they count.

    Attributes:
        stamp: of two that are equal, all cells lead to the same places.
    """

    @property
    def stamp(self) -> str: ...

    def __call__(self, table: ReportTable) -> Mapping[tuple[int, str], Link]:
        """By row and name of the column."""
        ...


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its text, whether it is a number, what a mark means, where it leads."""

    text: str
    numeric: bool
    means: str = ""
    link: Link | None = None


@dataclass(frozen=True)
class Row:
    """A row: its heading, its cells, and whether it sums others."""

    heading: Cell
    cells: tuple[Cell, ...]
    total: bool = False


@dataclass(frozen=True)
class TableShown:
    """A table as a page shows it, with where its CSV is."""

    key: str
    title: str
    headings: tuple[Cell, ...]
    rows: tuple[Row, ...]
    source: str
    note: str
    csv: str
    folded: bool


@dataclass(frozen=True)
class FigureShown:
    """A table with the chart drawn from it, where there is one, and what it is made from."""

    id: str
    title: str
    about: str
    table: TableShown
    drawing: dict[str, Any] | None
    origin: Origin | None = None

    @property
    def id_data(self) -> str:
        """The id of the element that holds the drawing."""
        return f"{self.id}-data"


@dataclass(frozen=True)
class SectionShown:
    """A section of a page.

    Attributes:
        stored: its figures, as the core's JSON.
        addresses: where the CSV of the table of each is.
        links: which cells lead to what they count.
    """

    key: str
    topic: str
    heading: str
    sentences: tuple[str, ...]
    stored: Sequence[dict[str, Any]]
    addresses: tuple[str, ...]
    links: Links | None = None

    @cached_property
    def figures(self) -> tuple[FigureShown, ...]:
        """The figures, each with its drawing."""
        return tuple(
            _figure(stored, address, self.links)
            for stored, address in zip(self.stored, self.addresses, strict=True)
        )

    @property
    def has_charts(self) -> bool:
        """Whether any figure is drawn."""
        return any(figure["chart"] is not None for figure in self.stored)

    @property
    def digest(self) -> str:
        """Of all that is in it: the page is kept under this once it was written."""
        leads = self.links.stamp if self.links else ""
        told = [self.key, self.heading, self.sentences, self.stored, self.addresses, leads]
        return blake2b(json.dumps(told).encode(), digest_size=20).hexdigest()


def sections(
    stored: Sequence[dict[str, Any]],
    address: Callable[[str], str],
    links: Links | None = None,
) -> list[SectionShown]:
    """Sections as a page shows them.

    Args:
        stored: as the core's JSON.
        address: where the CSV of a table is, by the table's key.
        links: which cells lead to what they count.
    """
    return [
        SectionShown(
            key=each["key"],
            topic=each["topic"],
            heading=each["heading"],
            sentences=tuple(each["sentences"]),
            stored=each["figures"],
            addresses=tuple(address(figure["table"]["key"]) for figure in each["figures"]),
            links=links,
        )
        for each in stored
    ]


def _figure(stored: dict[str, Any], address: str, links: Links | None) -> FigureShown:
    table = table_from_json(stored["table"])
    chart = stored["chart"]
    folded = chart is not None or (stored["folds"] and table.frame.height > _LONG)
    return FigureShown(
        id=f"chart-{table.key}",
        title=stored["title"],
        about=stored["about"],
        table=shown(table, address, folded=folded, links=links),
        drawing=None if chart is None else drawing(chart),
        origin=origin(table.key),
    )


def shown(
    table: ReportTable, address: str, *, folded: bool = False, links: Links | None = None
) -> TableShown:
    """A table of the core as a page shows it.

    Args:
        address: where its CSV is.
        links: which cells lead to what they count.
    """
    numeric = [column.format in NUMERIC for column in table.columns]
    names = [column.name for column in table.columns]
    leads = links(table) if links else {}
    return TableShown(
        key=table.key,
        title=table.title,
        headings=tuple(
            Cell(column.label, number)
            for column, number in zip(table.columns, numeric, strict=True)
        ),
        rows=tuple(
            _row(
                row,
                numeric,
                [leads.get((place, name)) for name in names],
                total=place in table.totals,
            )
            for place, row in enumerate(table.cells())
        ),
        source=table.source,
        note=table.note,
        csv=address,
        folded=folded,
    )


def _row(
    row: tuple[str, ...], numeric: list[bool], leads: Sequence[Link | None], *, total: bool
) -> Row:
    cells = [
        Cell(text, number, _MEANS.get(text, ""), link)
        for text, number, link in zip(row, numeric, leads, strict=True)
    ]
    return Row(cells[0], tuple(cells[1:]), total)


_MEANS: Final = {HIDDEN: "hidden because it is small", MISSING: "no figure"}
