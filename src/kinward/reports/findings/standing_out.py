"""What stands out, in the order in which a director would ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kinward.cohort.model import Summary
from kinward.reports.findings import compared, practice, stock
from kinward.reports.table import ReportTable


def sentences(
    summary: Summary, quality: Mapping[str, ReportTable] | None, ahead: Sequence[str] = ()
) -> list[str]:
    """The sentences at the head of the report; money and what lies ahead follow today's number.

    Args:
        quality: the tables of the quality of the data; None where it is told elsewhere.
    """
    return [
        *stock.looked_after(summary),
        *ahead,
        *compared.neighbours(summary),
        *stock.mix(summary),
        *stock.ages(summary),
        *stock.re_entries(summary),
        *practice.durations(summary),
        *practice.stability(summary),
        *practice.reviews(summary),
        *practice.published(summary),
        *(() if quality is None else practice.quality(quality)),
    ]
