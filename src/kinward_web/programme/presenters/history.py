"""The history of a record: what each edition changed, as people read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from kinward.words import long_date
from kinward_web.programme.codec import decode
from kinward_web.programme.forms.asks import ASKS
from kinward_web.programme.forms.build import shown
from kinward_web.programme.forms.parts import PARTS
from kinward_web.programme.forms.spec import Part
from kinward_web.programme.models import Record

_NOTHING: Final = "nothing"
_DONE: Final = {
    "attended": "Said who came",
    "items": "Began it: its agenda stays as it was",
    "held": "Closed it",
    "without_quorum": "Said why it decided without a quorum",
}
"""What is said of a meeting's fields that no form asks for."""
_NAMES: Final = {
    "updates": ("on", "done"), "deliverables": ("ref",), "overrides": ("side", "on"),
    "shares": ("action",), "mitigations": ("text",), "decisions": ("ref",), "log": ("ref",),
    "messages": ("to", "text"), "papers": ("title",),
}  # fmt: skip
"""By list, what names an entry."""
_FROM_FILES: Final = {
    "reported_on": "Day of what is reported",
    "published_rag": "Published colour",
    "printed_rating": "Printed rating",
    "status": "Status",
}
"""What only files say."""


@dataclass(frozen=True)
class Change:
    """What somebody did to a record at one time."""

    at: datetime
    by: str
    lines: tuple[str, ...]


def changes(one: Record) -> list[Change]:
    """The changes of a record, the newest first."""
    rows = list(one.history.select_related("changed_by").order_by("history_id"))
    told: list[Change] = []
    before: Any = None
    for row in rows:
        now = decode(one.kind, row.body)
        words = ("Made it",) if before is None else tuple(lines(one.kind, before, now))
        told.append(Change(row.history_date, row.changed_by.name, words))
        before = now
    return told[::-1]


def lines(kind: str, before: Any, now: Any, became: str = "became") -> list[str]:
    """What is another in a record, field by field.

    Args:
        became: the verb; `becomes` of a change that is not made yet.
    """
    asks = ASKS[kind]
    old, new = shown(asks, before), shown(asks, now)
    told = [
        f"{ask.label}: {_words(old[ask.name])} {became} {_words(new[ask.name])}"
        for ask in asks
        if old[ask.name] != new[ask.name]
    ]
    told += [
        words
        for name, words in _DONE.items()
        if kind == "meeting" and getattr(before, name) != getattr(now, name)
    ]
    told += [
        f"{words}: {_words(getattr(before, name))} {became} {_words(getattr(now, name))}"
        for name, words in _FROM_FILES.items()
        if getattr(before, name, None) != getattr(now, name, None)
    ]
    if kind == "risk" and before.history != now.history:
        told.append(f"Earlier scores: {len(before.history):,} {became} {len(now.history):,}")
    for part in PARTS.get(kind, ()):
        was, is_now = getattr(before, part.name), getattr(now, part.name)
        if was != is_now:
            told += _entries(part, was, is_now, became) or [f"{part.titles}: changed"]
    return told or ["Saved without a change"]


def _entries(part: Part, was: Sequence[Any], is_now: Sequence[Any], became: str) -> list[str]:
    """What is another in a list inside a record, entry by entry."""
    title, told = part.title.lower(), []
    pairs, left = _paired(part, was, is_now)
    for old, new in pairs:
        if old is None:
            told.append(f"New {title}: {_name(part, new)}")
            continue
        first, last = shown(part.asks, old), shown(part.asks, new)
        told += [
            f"{part.title} {_name(part, old)}, {ask.label.lower()}: "
            f"{_words(first[ask.name])} {became} {_words(last[ask.name])}"
            for ask in part.asks
            if first[ask.name] != last[ask.name]
        ]
    return [*told, *(f"Taken out, {title}: {_name(part, each)}" for each in left)]


def _paired(
    part: Part, was: Sequence[Any], is_now: Sequence[Any]
) -> tuple[list[tuple[Any, Any]], list[Any]]:
    """Each entry behind what it was, None where it is new; and those that were taken out."""
    if len(was) == len(is_now):
        return list(zip(was, is_now, strict=True)), []
    left, pairs = list(was), []
    for new in is_now:
        named = [each for each in left if _name(part, each) == _name(part, new)]
        old = new if new in named else next(iter(named), None)
        if old is not None:
            left.remove(old)
        pairs.append((old, new))
    return pairs, left


def _name(part: Part, entry: Any) -> str:
    """What tells an entry of a list from the others."""
    return " ".join(_words(getattr(entry, each)) for each in _NAMES[part.name])


def _words(value: Any) -> str:
    if isinstance(value, date):
        return long_date(value)
    return _NOTHING if value in (None, "", ()) else str(value)
