"""What files of a programme would change. Nothing is taken away: what they leave out stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from django.db.models import Count, Max, Sum
from django.utils import timezone

from kinward.errors import InputError
from kinward.ledger.findings import Finding, in_order
from kinward.programme import model as core
from kinward.programme.changes import changes, merged
from kinward.programme.checks import check
from kinward.programme.kept import kept
from kinward.programme.read.files import Defaults, read_programme
from kinward_web.programme.kinds import KINDS
from kinward_web.programme.models import Programme, Record
from kinward_web.programme.selectors.programmes import records, whole
from kinward_web.programme.selectors.standing import others_of

_MOST: Final = 2_000
"""Records that one import may add and change."""


@dataclass(frozen=True)
class Bringing:
    """A record that would be new, or another.

    Attributes:
        kind: key of `KINDS`.
        row, before: as it is; None where it is new.
        after: as it would be.
    """

    kind: str
    ref: str
    row: Record | None
    before: Any
    after: Any


@dataclass(frozen=True)
class Incoming:
    """What files would change.

    Attributes:
        records: those that would be new or change.
        same: how many are there already as in the files.
        missing: by kind of which the files have any, the names of those that they leave out and
            that stay.
        findings: what is doubtful in the files, and in the programme with them.
        stamp: of the programme that they were held against.
    """

    records: tuple[Bringing, ...]
    same: int
    missing: dict[str, tuple[str, ...]]
    findings: tuple[Finding, ...]
    stamp: str


def incoming(programme: Programme, path: Path, defaults: Defaults) -> Incoming:
    """What a file would change in a programme.

    Raises:
        InputError: it cannot be read, or changes more records than one import may.
        ArgumentError: with it the programme would not go together.
    """
    marked = stamp(programme)
    rows = {(each.kind, each.ref): each for each in records(programme)}
    before = whole(programme, rows.values())
    read = read_programme([path], before.key, before.name, defaults, known=before)
    own = kept(before, read.programme, read.given, read.inside)
    told = changes(before, own.programme, own.given)
    missing: dict[str, list[str]] = {}
    for field, ref in told.missing:
        if getattr(own.programme, field):
            missing.setdefault(_KIND_OF[field], []).append(ref)
    after = merged(before, own.programme, own.given)
    found: list[Bringing] = []
    for field, records_after in after.items():
        kind = KINDS[_KIND_OF[field]]
        old = {kind.ref(each): each for each in getattr(before, field)}
        for new in records_after:
            ref = kind.ref(new)
            if new != old.get(ref):
                row = rows.get((kind.key, ref))
                found.append(Bringing(kind.key, ref, row, old.get(ref), new))
    if len(found) > _MOST:
        raise InputError(
            f"The file would change more than {_MOST:,} records", where=path.name,
            remedy="Bring it in by parts.",
        )  # fmt: skip
    left = {kind: tuple(refs) for kind, refs in missing.items()}
    doubts = _doubts(programme, before, replace(before, **after))  # type: ignore[arg-type]
    findings = in_order([*read.findings, *own.findings, *doubts])
    return Incoming(tuple(found), len(told.unchanged), left, findings, marked)


def _doubts(row: Programme, before: core.Programme, after: core.Programme) -> Iterator[Finding]:
    """What would be doubtful in the programme that is not yet."""
    today = timezone.localdate()
    others = [held for held, _ in others_of(row, after).values()]
    there = set(check(before, today, others))
    yield from (each for each in check(after, today, others) if each not in there)


def stamp(programme: Programme) -> str:
    """Changes whenever somebody changes a record of the programme."""
    found = Record.objects.filter(programme=programme).aggregate(
        n=Count("pk"), editions=Sum("edition"), last=Max("pk")
    )
    return f"{programme.pk}-{found['n']}.{found['editions'] or 0}.{found['last'] or 0}"


_KIND_OF = {kind.field: kind.key for kind in KINDS.values()}
