"""What people typed into a programme, without small counts of children, for the public."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from kinward.programme.model import Programme
from kinward.reports.disclosure.few import without_few
from kinward.reports.disclosure.notes import without_small as cover

T = TypeVar("T")


def without_small(programme: Programme, limit: int) -> Programme:
    """The programme with every small count of children in its words hidden, updates left out.

    An update tells of single weeks and is for the board alone.
    """
    actions = tuple(
        replace(each, updates=tuple(replace(u, done="", next="", by="") for u in each.updates))
        for each in programme.actions
    )
    return _covered(replace(programme, actions=actions), limit)


def _covered(value: T, limit: int) -> T:
    if is_dataclass(value) and not isinstance(value, type):
        changes: dict[str, Any] = {}
        for field in fields(value):
            old = getattr(value, field.name)
            new = _covered(old, limit)
            if new is not old and new != old:
                changes[field.name] = new
        return replace(value, **changes) if changes else value
    if isinstance(value, tuple):
        return tuple(_covered(each, limit) for each in value)  # type: ignore[return-value]
    if isinstance(value, str):
        return without_few(cover(value, limit), limit)  # type: ignore[return-value]
    return value
