"""Programmes as they were recorded at the ends of past months: from the history of their records.

What somebody put right later, or dated back, is not in a month that was over by then: these are the
figures that a page of that evening would have shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Max, Min
from django.utils import timezone

from kinward.programme import model as core
from kinward_web.programme.codec import decode
from kinward_web.programme.kinds import KINDS
from kinward_web.programme.models import Programme, Record
from kinward_web.programme.selectors.programmes import natural

_TAKEN_AWAY = "-"
"""The type of a row of the history with which a record went."""


def recorded_since() -> date | None:
    """The day on which the first programme was recorded; None where there is none."""
    first = Programme.history.aggregate(first=Min("history_date"))["first"]
    return timezone.localtime(first).date() if first else None


def stamp(end: date) -> str:
    """Changes only where the history up to a day does, which it does not once the day is over."""
    rows = [
        model.history.filter(history_date__lt=_after(end)).aggregate(n=Count("*"), last=Max("pk"))
        for model in (Programme, Record)
    ]
    return "-".join(f"{row['n']}.{row['last'] or 0}" for row in rows)


class Recorded:
    """The programmes evening by evening; days are asked for in order."""

    def __init__(self) -> None:
        self._heads, self._rows = _History(Programme), _History(Record)

    def on(self, day: date) -> core.Portfolio:
        """The programmes that were not closed at the end of a day, as they stood then.

        Raises:
            ArgumentError: their records do not go together.
        """
        heads = [each for each in self._heads.upto(day).values() if each.closed is None]
        parts: dict[int, dict[str, list[Any]]] = {
            each.id: {kind.field: [] for kind in KINDS.values()} for each in heads
        }
        for one in sorted(self._rows.upto(day).values(), key=lambda each: natural(each.ref)):
            if one.programme_id in parts:
                kind = KINDS[one.kind]
                parts[one.programme_id][kind.field].append(decode(one.kind, one.body))
        return core.Portfolio(
            "All programmes", tuple(_whole(each, parts[each.id]) for each in heads)
        )


def _whole(head: Any, parts: Mapping[str, list[Any]]) -> core.Programme:
    return core.Programme(
        key=head.slug, name=head.name, purpose=head.purpose, owner=head.owner,
        **{field: tuple(each) for field, each in parts.items()},
    )  # fmt: skip


class _History:
    """The rows of a model as they stood, day after day: each is read once."""

    def __init__(self, model: Any) -> None:
        self._rows = iter(model.history.order_by("history_date", "history_id"))
        self._ahead = next(self._rows, None)
        self._held: dict[int, Any] = {}

    def upto(self, end: date) -> dict[int, Any]:
        """By their ids, those that stood at the end of a day; days are asked for in order."""
        limit = _after(end)
        while self._ahead is not None and self._ahead.history_date < limit:
            if self._ahead.history_type == _TAKEN_AWAY:
                self._held.pop(self._ahead.id, None)
            else:
                self._held[self._ahead.id] = self._ahead
            self._ahead = next(self._rows, None)
        return self._held


def _after(day: date) -> datetime:
    """The first moment after a day, here."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
