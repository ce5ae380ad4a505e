"""The blocks that parts of a paper are put together from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from kinward.errors import KinwardError
from kinward.reports.formulas import within
from kinward.reports.papers.board.figures import Figures
from kinward.reports.papers.model import Block, Chart, Paragraph, Table
from kinward.reports.table import ReportTable

LONG = 40
"""A table with more rows goes to the end of the paper."""


def said(key: str, *sentences: str) -> Iterator[Paragraph]:
    """One paragraph made from the figures, under a key that stays; none where nothing is said."""
    text = " ".join(each.strip() for each in sentences if each.strip())
    if text:
        yield Paragraph(text, from_figures=True, key=key)


def circular(error: KinwardError | None) -> str:
    """What is said where actions wait for one another in a circle; else nothing."""
    return f"{error.what}. Until that is put right, no action is red for another." if error else ""


def prompt(key: str, ask: str) -> Paragraph:
    """Where the analyst's own words go, and what they should tell (see `own.applied`)."""
    return Paragraph(ask, from_figures=False, key=key)


def tables(figures: Figures, *keys: str) -> Iterator[Block]:
    """Tables of those that there are, without their charts."""
    for key in keys:
        if key in figures.tables and not figures.tables[key].empty:
            yield Table(figures.tables[key])


def charted(figures: Figures, *keys: str, table: bool = True, finding: str = "") -> Iterator[Block]:
    """Charts of those that there are, each with its table unless that is long.

    Args:
        finding: what the chart shows, where its own title only says what it is of.
    """
    for key in keys:
        drawn = figures.charts.get(key)
        long = drawn is None or len(drawn.table.frame) > LONG
        if drawn is not None and drawn.chart is not None:
            where = "" if long or not table else " The table below holds the figures."
            yield Chart(key, drawn.chart, finding or drawn.title, f"{drawn.about}{where}")
        if table and (drawn is None or not long):
            yield from tables(figures, key)


def made(*given: ReportTable | None) -> Iterator[Block]:
    """Tables that have rows."""
    for each in given:
        if each is not None and not each.empty:
            yield Table(each)


def joined(*groups: Iterable[Block]) -> tuple[Block, ...]:
    """Blocks one after another."""
    return tuple(block for group in groups for block in group)


def narrowed(
    figures: Figures, key: str, names: Collection[str], as_key: str = ""
) -> ReportTable | None:
    """A table with some of its columns, so that it stands on an upright page; None without it.

    Args:
        as_key: its key in the paper, where the whole table is in the paper too.
    """
    table = figures.tables.get(key)
    if table is None:
        return None
    columns = tuple(each for each in table.columns if each.name in names)
    kept = [each.name for each in columns]
    return replace(
        table,
        key=as_key or key,
        columns=columns,
        frame=table.frame.select(kept),
        hidden=None if table.hidden is None else table.hidden.select(kept),
        formulas=tuple(within(table.formulas, kept)),
    )
