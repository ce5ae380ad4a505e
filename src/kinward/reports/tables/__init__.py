"""The tables of the report, built once from the summary; page, workbook and CSV all show these."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kinward.cohort.model import Summary
from kinward.reports.table import ReportTable
from kinward.reports.tables import care, children


def build(summary: Summary, source: str) -> dict[str, ReportTable]:
    """Every table that the summary has figures for, by key, in the order of the report.

    Args:
        source: the source of figures made from the returns.
    """
    makers: tuple[Callable[[Summary, str], Iterator[ReportTable]], ...] = (
        children.stock,
        children.compared,
        children.flows,
        children.breakdowns,
        children.mix,
        care.durations,
        care.practice,
        care.published,
    )
    made = (table for maker in makers for table in maker(summary, source))
    return {table.key: table for table in made if not table.empty}
