"""The history of somebody's own words, as people read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kinward_web.papers.models import Paragraph


@dataclass(frozen=True)
class Change:
    """What somebody did at one time."""

    at: datetime
    by: str
    lines: tuple[str, ...]


def changes(one: Paragraph) -> list[Change]:
    """The changes of a paragraph, the newest first."""
    rows = one.history.select_related("changed_by").order_by("-history_id")
    return [Change(row.history_date, row.changed_by.name, tuple(_lines(row))) for row in rows]


def _lines(row: Paragraph) -> list[str]:
    if not row.text:
        return ["Took the words out"]
    where = Paragraph.Mode(row.mode).label
    too = ", in the public paper too" if row.public else ""
    return [f"{where}{too}:", *row.text.splitlines()]
