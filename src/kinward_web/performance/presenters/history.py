"""The history of a measure: what each edition of its card and its readings changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from kinward.words import long_date
from kinward_web.performance.models import Card, Typed
from kinward_web.planning.forms.values import plain

_NOTHING: Final = "nothing"
CARD: Final = {
    "label": "Name", "unit": "Unit", "formula": "How it is made", "source": "Where it comes from",
    "owner": "Owner", "tier": "Who looks at it", "theme": "Theme", "target": "Target",
    "low": "At least", "high": "At most", "points": "Days of the target",
    "tolerance_pct": "Tolerance in %", "tolerance": "Tolerance", "polarity": "What is better",
    "frequency": "How often", "to_date": "Year to date", "disclosure": "Hidden while small",
    "baseline_from": "Baseline from",
}  # fmt: skip
_READING: Final = {
    "period_end": "Period to", "value": "Value", "numerator": "Part", "denominator": "Whole",
    "source": "Where it comes from", "note": "Note", "typed_by": "Typed by",
}  # fmt: skip


@dataclass(frozen=True)
class Change:
    """What somebody did to a measure at one time."""

    at: datetime
    by: str
    lines: tuple[str, ...]


def changes(measure: str) -> list[Change]:
    """The changes of a measure and its readings, the newest first."""
    found = [
        *_of(Card.history.filter(measure=measure), CARD, lambda _: "How it is followed"),
        *_of(
            Typed.history.filter(measure=measure), _READING,
            lambda row: f"Reading to {long_date(row.period_end)}",
        ),
    ]  # fmt: skip
    return sorted(found, key=lambda each: each.at, reverse=True)


def _of(rows: Any, names: Mapping[str, str], title: Any) -> Iterator[Change]:
    before: dict[int, Any] = {}
    for row in rows.select_related("changed_by", "history_user").order_by("history_id"):
        lines = tuple(_lines(row, before.get(row.id), names))
        before[row.id] = row
        # Who removes a row is not who changed it last.
        who = (row.history_user or row.changed_by) if row.history_type == "-" else row.changed_by
        yield Change(row.history_date, who.name, tuple(f"{title(row)}: {each}" for each in lines))


def _lines(row: Any, before: Any, names: Mapping[str, str]) -> Iterator[str]:
    if row.history_type == "-":
        yield "removed"
        return
    if before is None:
        said = [
            f"{words.lower()} {words_of(getattr(row, name))}"
            for name, words in names.items()
            if words_of(getattr(row, name)) not in (_NOTHING, "no", "none")
        ]
        yield f"made, with {'; '.join(said)}" if said else "made"
        return
    for name, words in names.items():
        old, new = getattr(before, name), getattr(row, name)
        if old != new:
            yield f"{words.lower()} {words_of(old)} became {words_of(new)}"


def words_of(value: Any) -> str:
    if value in (None, "", []):
        return _NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, list):
        return ", ".join(f"{each} on {long_date(date.fromisoformat(day))}" for day, each in value)
    return str(value)
