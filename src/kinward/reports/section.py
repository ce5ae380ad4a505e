"""What a part of the report is: a heading, sentences, charts and tables."""

from __future__ import annotations

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
    """

    table: ReportTable
    title: str
    chart: Spec | None = None
    about: str = ""


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
