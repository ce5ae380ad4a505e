"""What a part of the report is: a heading, sentences, charts and tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kinward.reports.table import ReportTable

Spec = dict[str, Any]
"""A Vega-Lite specification."""


@dataclass(frozen=True)
class Figure:
    """A table, with the chart drawn from it where there is one.

    Attributes:
        title: the finding, or what the table holds.
        chart: a Vega-Lite specification, drawn only when the report is written.
        about: what the chart shows, for those who cannot see it.
        folds: whether a long table stands folded.
    """

    table: ReportTable
    title: str
    chart: Spec | None = None
    about: str = ""
    folds: bool = True


@dataclass(frozen=True)
class Section:
    """A part of the report.

    Attributes:
        key: its anchor.
        topic: what it is about, in a word or two.
        heading: the finding.
        sentences: what else to know, as text.
    """

    key: str
    topic: str
    heading: str
    sentences: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()


def drawn(
    tables: Mapping[str, ReportTable],
    key: str,
    draw: Callable[[], Spec | None],
    title: str,
    about: str,
) -> Iterator[Figure]:
    """The figure of a table, if the report has that table."""
    if key in tables:
        yield Figure(tables[key], title, draw(), about)


def plain(tables: Mapping[str, ReportTable], *keys: str, folds: bool = True) -> Iterator[Figure]:
    """Tables without a chart, of those that the report has."""
    for key in keys:
        if key in tables:
            yield Figure(tables[key], tables[key].title, folds=folds)
