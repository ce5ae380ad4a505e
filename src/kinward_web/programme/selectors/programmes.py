"""Programmes and their records, as rows and as the core reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from kinward.programme import model as core
from kinward.programme.words import PAGES
from kinward.words import long_date
from kinward_web.programme.codec import decode
from kinward_web.programme.kinds import KINDS
from kinward_web.programme.models import Programme, Record


def programmes() -> list[Programme]:
    """Every programme, those that are closed last."""
    found = Programme.objects.select_related("changed_by")
    return sorted(found, key=lambda each: (each.closed is not None, each.name.lower()))


def by_slug(slug: str) -> Programme | None:
    """The programme of an address."""
    return Programme.objects.select_related("changed_by").filter(slug=slug).first()


def records(programme: Programme, *kinds: str) -> list[Record]:
    """The records of some kinds, or of all, in the order that people number them."""
    found = Record.objects.filter(programme=programme).select_related("changed_by")
    if kinds:
        found = found.filter(kind__in=kinds)
    return sorted(found, key=lambda each: natural(each.ref))


def record(programme: Programme, kind: str, pk: int) -> Record | None:
    """One record."""
    found = Record.objects.filter(programme=programme, kind=kind, pk=pk)
    return found.select_related("changed_by", "programme").first()


def held(one: Record) -> Any:
    """A record as the core's dataclass."""
    return decode(one.kind, one.body)


def called(one: Record) -> str:
    """What people call a record: a meeting by its board and day, a board or document by its name,
    all others by their reference."""
    own = held(one)
    if one.kind == "meeting":
        board = Record.objects.filter(programme=one.programme_id, kind="board", ref=own.board)
        names = [held(each).name for each in board]
        return f"{names[0] if names else own.board}, {long_date(own.on)}"
    if one.kind == "board":
        return str(own.name)
    return PAGES[own.key] if one.kind == "page" else one.ref


def whole(programme: Programme, found: Iterable[Record] | None = None) -> core.Programme:
    """A programme as the core reads it.

    Args:
        found: its records, where they were read already; None to read them.

    Raises:
        ArgumentError: its records do not go together.
    """
    parts: dict[str, list[Any]] = {kind.field: [] for kind in KINDS.values()}
    for one in records(programme) if found is None else found:
        parts[KINDS[one.kind].field].append(held(one))
    return core.Programme(
        key=programme.slug,
        name=programme.name,
        purpose=programme.purpose,
        owner=programme.owner,
        **{field: tuple(each) for field, each in parts.items()},
    )


def portfolio() -> core.Portfolio:
    """Every programme that is not closed, with the reads of one."""
    return portfolio_of(records_of([each for each in programmes() if each.closed is None]))


def records_of(found: Iterable[Programme]) -> dict[Programme, list[Record]]:
    """The records of programmes, with one read, each in the order that people number them."""
    rows: dict[int, tuple[Programme, list[Record]]] = {each.pk: (each, []) for each in found}
    for one in Record.objects.filter(programme__in=rows):
        rows[one.programme_id][1].append(one)
    return {each: sorted(own, key=lambda one: natural(one.ref)) for each, own in rows.values()}


def portfolio_of(rows: Mapping[Programme, list[Record]]) -> core.Portfolio:
    """Programmes side by side, as the core reads them."""
    return core.Portfolio("All programmes", tuple(whole(each, rows[each]) for each in rows))


def natural(ref: str) -> list[tuple[int, int, str]]:
    """A key that sorts 1.9 before 1.10."""
    parts = re.findall(r"\d+|\D+", ref)
    return [(0, int(each), "") if each.isdecimal() else (1, 0, each.lower()) for each in parts]
