"""Adding, changing and removing a programme's records."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction

from kinward.errors import ArgumentError
from kinward_web.accounts.editing import already, save
from kinward_web.audit.actions import Kind, record
from kinward_web.programme.actions import keeping
from kinward_web.programme.actions.judging import judged
from kinward_web.programme.codec import decode, encode
from kinward_web.programme.kinds import KINDS
from kinward_web.programme.models import Programme, Record
from kinward_web.programme.selectors.programmes import whole

if TYPE_CHECKING:
    from kinward_web.accounts.models import User

_REF_MOST: Final = 120


@transaction.atomic
def add(*, by: User, programme: Programme, kind: str, held: Any, key: str) -> Record:
    """Add a record.

    Args:
        held: the core's dataclass of the kind.
        key: of the request: the same key again gives the same record.

    Raises:
        PermissionDenied: the person may not.
        ArgumentError: there is one of that name, or it does not go with the rest of the programme.
        InputError: actions would wait for one another in a circle.
    """
    needs(by, KINDS[kind].needs)
    there = Record.objects.filter(key=key).select_related("changed_by").first()
    if there is not None:
        return there
    lock(programme)
    made = _added(by, programme, kind, held, key)
    whole(programme)
    judged(made, {})
    return made


@transaction.atomic
def change(
    *, by: User, one: Record, held: Any, edition: int, key: str, words: str = "", needed: str = ""
) -> Record:
    """Change a record.

    Args:
        held: the core's dataclass as it is to be.
        edition: the one that the person was looking at.
        words: for the log; empty for the usual ones.
        needed: the permission, where it is not the kind's own.

    Raises:
        PermissionDenied: the person may not.
        StaleError: somebody else changed it meanwhile.
        ArgumentError: as of `add`.
    """
    needs(by, needed or KINDS[one.kind].needs)
    lock(one.programme)
    found = Record.objects.select_for_update(of=("self",)).select_related("changed_by", "programme")
    row = found.get(pk=one.pk)
    if already(row, by=by, edition=edition, key=key):
        return row
    before = row.body
    if _changed(by, row, held, key, words):
        whole(row.programme)
        judged(row, before)
    return row


@transaction.atomic
def bring(
    *, by: User, programme: Programme, given: Iterable[tuple[str, Any, Record | None]], key: str
) -> None:
    """Add and change records together: they need to go together only as they all stand then.

    The programme must be locked (`lock`), and the rows read since.

    Args:
        given: the kind, the core's dataclass as it is to be, and its row; None to add it.

    Raises:
        PermissionDenied: the person may not.
        ArgumentError, InputError: as of `add`.
    """
    done: list[tuple[Record, dict[str, Any]]] = []
    for kind, held, row in given:
        needs(by, KINDS[kind].needs)
        if row is None:
            done.append((_added(by, programme, kind, held, uuid.uuid4().hex), {}))
            continue
        before = row.body
        if _changed(by, row, held, key, ""):
            done.append((row, before))
    whole(programme)
    for one, was in done:
        judged(one, was)


@transaction.atomic
def remove(*, by: User, one: Record, edition: int) -> None:
    """Remove a record. The log and the history keep what it was.

    Raises:
        PermissionDenied: the person may not.
        StaleError: somebody else changed it meanwhile.
        ArgumentError: it must stay, as a closed meeting does.
    """
    needs(by, KINDS[one.kind].needs)
    lock(one.programme)
    found = Record.objects.select_for_update(of=("self",)).select_related("changed_by", "programme")
    row = found.filter(pk=one.pk).first()
    if row is None:
        return
    already(row, by=by, edition=edition, key="")
    keeping.removing(by, row)
    before, pk = row.body, row.pk
    row.delete()
    row.pk = pk
    _log(by, Kind.REMOVE, row, f"Removed: {_name(row.kind)}", before, None)


def needs(by: User, permission: str) -> None:
    """Let nobody go on who may not.

    Raises:
        PermissionDenied: the person lacks it, or sees only their own area.
    """
    if not (by.has_perm(permission) and by.has_perm("areas.all")):
        raise PermissionDenied


def lock(programme: Programme) -> None:
    """One change of a programme after the other: its records must go together."""
    Programme.objects.select_for_update().get(pk=programme.pk)


def _added(by: User, programme: Programme, kind: str, held: Any, key: str) -> Record:
    ref = _ref(kind, held)
    keeping.adding(by, programme, held)
    _free(programme, kind, ref, None)
    made = Record.objects.create(
        programme=programme, kind=kind, ref=ref, body=encode(kind, held), key=key, changed_by=by
    )
    _log(by, Kind.CREATE, made, f"Added to a programme: {_name(kind)}", None, made.body)
    return made


def _changed(by: User, row: Record, held: Any, key: str, words: str) -> bool:
    """Change a row, and say whether anything of it is another now."""
    before = row.body
    keeping.changing(by, row, decode(row.kind, before), held)
    row.body, row.ref = encode(row.kind, held), _ref(row.kind, held)
    if row.body == before:
        return False
    _free(row.programme, row.kind, row.ref, row.pk)
    save(row, by=by, key=key)
    _log(by, Kind.CHANGE, row, words or f"Changed: {_name(row.kind)}", before, row.body)
    return True


def _ref(kind: str, held: Any) -> str:
    ref = KINDS[kind].ref(held).strip()
    if not ref or len(ref) > _REF_MOST:
        raise ArgumentError(
            "The reference is empty or too long", where="ref",
            remedy=f"Give one of 1 to {_REF_MOST} signs.",
        )  # fmt: skip
    return ref


def _free(programme: Programme, kind: str, ref: str, own: int | None) -> None:
    taken = Record.objects.filter(programme=programme, kind=kind, ref=ref)
    if (taken if own is None else taken.exclude(pk=own)).exists():
        raise ArgumentError(
            f"{ref} is there already", where="ref", remedy="Give it a reference of its own."
        )


def _name(kind: str) -> str:
    return KINDS[kind].name.lower()


def _log(
    by: User,
    kind: Kind,
    row: Record,
    words: str,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
) -> None:
    """Only the fields that changed: the history has the rest."""
    old, new = before or {}, after or {}
    names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    record(
        by=by,
        kind=kind,
        subject=f"programme {row.kind}",
        subject_id=f"{row.programme_id}/{row.ref}",
        words=words,
        before=None if before is None else {name: old.get(name) for name in names},
        after=None if after is None else {name: new.get(name) for name in names},
    )
