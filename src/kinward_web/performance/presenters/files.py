"""The scorecard as files: a table as CSV, and all of it as a workbook."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings

from kinward.reports.download import csv_text
from kinward.reports.scorecard import build
from kinward.reports.tables.scorecard import lines
from kinward.reports.workbook import Cover, workbook_bytes
from kinward.scorecard.model import ScoreLine
from kinward_web.performance.presenters.own import own_report
from kinward_web.performance.selectors.scorecards import Own, Seen


def csv(found: Sequence[ScoreLine]) -> str:
    """Lines as CSV."""
    return csv_text(lines("scorecard", "Scorecard", found, _source()))


def workbook(seen: Seen) -> bytes:
    """Every table of the scorecard, behind a cover."""
    # What must be hidden from this reader was hidden when it was put together.
    told = build(seen.card, _source(), 0)
    public = seen.audience == "public"
    hides = ("Measures that tell of few children are withheld.",) if public else ()
    cover = Cover(
        title=f"Scorecard, {settings.AUTHORITY}",
        as_at=seen.card.as_at,
        lines=(*told.sentences, *hides, *told.notes),
        made_up=settings.DEMONSTRATION,
    )
    return workbook_bytes(cover, list(told.tables.values()))


def own_csv(own: Own) -> str:
    """The readings of a person's own areas as CSV."""
    return csv_text(own_report(own))


def _source() -> str:
    return f"Scorecard, {settings.AUTHORITY}"
