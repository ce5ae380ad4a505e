"""What an import would change: each record by its ref, field by field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from kinward.dates import year_name
from kinward.programme.model import Board, Meeting, Need, Programme

KINDS: Final[dict[str, str]] = {
    "outcomes": "Outcomes",
    "workstreams": "Workstreams",
    "actions": "Actions",
    "savings": "Savings",
    "needs": "What is needed",
    "risks": "Risks",
    "issues": "Issues",
    "assumptions": "Assumptions",
    "boards": "Boards",
    "meetings": "Meetings",
}
"""What files bring: the programme's field, and its name."""


@dataclass(frozen=True)
class FieldChange:
    """A field that would change."""

    field: str
    old: object
    new: object


@dataclass(frozen=True)
class Change:
    """A record that would change: its kind (of `KINDS`), ref and fields."""

    kind: str
    ref: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class Changes:
    """What an import would do, as pairs of kind and ref.

    `missing` are those that the programme has and the import has not: they stay as they are.
    """

    new: tuple[tuple[str, str], ...]
    changed: tuple[Change, ...]
    unchanged: tuple[tuple[str, str], ...]
    missing: tuple[tuple[str, str], ...]


def changes(
    before: Programme, after: Programme, given: dict[str, frozenset[str]] | None = None
) -> Changes:
    """What would change in a programme.

    Args:
        before: the programme.
        after: as it was read.
        given: by kind, the fields that the file has columns for; others are left as they are. None:
            every kind and field.
    """
    new: list[tuple[str, str]] = []
    changed: list[Change] = []
    same: list[tuple[str, str]] = []
    missing: list[tuple[str, str]] = []
    for kind in KINDS if given is None else given:
        old, now = _by_ref(getattr(before, kind)), _by_ref(getattr(after, kind))
        for ref, record in now.items():
            if ref not in old:
                new.append((kind, ref))
                continue
            found = _fields(old[ref], record, None if given is None else given[kind])
            if found:
                changed.append(Change(kind, ref, found))
            else:
                same.append((kind, ref))
        missing += [(kind, ref) for ref in old if ref not in now]
    return Changes(tuple(new), tuple(changed), tuple(same), tuple(missing))


def merged(
    before: Programme, after: Programme, given: dict[str, frozenset[str]] | None = None
) -> dict[str, tuple[Any, ...]]:
    """By kind, the records as the import leaves them: what is missing stays, new ones come last."""
    result: dict[str, tuple[Any, ...]] = {}
    for kind in KINDS if given is None else given:
        kept = _by_ref(getattr(before, kind))
        for ref, record in _by_ref(getattr(after, kind)).items():
            names = None if given is None else given[kind]
            kept[ref] = _over(kept.get(ref), record, names)
        result[kind] = tuple(kept.values())
    return result


def _over(old: Any, new: Any, names: frozenset[str] | None) -> Any:
    """A record with the fields of the import over its own."""
    if old is None or names is None:
        return new
    return replace(old, **{each: getattr(new, each) for each in names if hasattr(new, each)})


def _by_ref(records: Iterable[Any]) -> dict[str, Any]:
    return {_ref(each): each for each in records}


def _ref(record: Any) -> str:
    """What names a record: its ref; what is needed by year and step, a meeting by board and day."""
    if isinstance(record, Need):
        return f"{year_name(record.financial_year)} {record.step}".strip()
    if isinstance(record, Meeting):
        return f"{record.board} {record.on.isoformat()}"
    return record.key if isinstance(record, Board) else str(record.ref)


def _fields(old: Any, new: Any, names: frozenset[str] | None) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(each.name, getattr(old, each.name), getattr(new, each.name))
        for each in fields(new)
        if (names is None or each.name in names)
        and getattr(old, each.name) != getattr(new, each.name)
    )
