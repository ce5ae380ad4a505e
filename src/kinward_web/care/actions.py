"""Reading and downloading single children: each time a row of the audit log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from kinward_web.audit.actions import Kind, record
from kinward_web.care.asked import Asked
from kinward_web.care.selectors import children

if TYPE_CHECKING:
    from kinward_web.accounts.models import User
    from kinward_web.intake.models import Snapshot


@transaction.atomic
def read_list(
    *, by: User, snapshot: Snapshot, asked: Asked, download: bool = False
) -> children.OfDay | None:
    """The children of a choice, one by one; None where nothing is kept.

    Raises:
        PermissionDenied: no right to see single children, or to download them.
    """
    if download and not by.has_perm("children.download"):
        raise PermissionDenied
    found = children.of_day(by, snapshot, asked)
    if found is None:
        return None
    record(
        by=by,
        kind=Kind.DOWNLOAD if download else Kind.READ,
        subject="children",
        subject_id=f"figures {snapshot.number}",
        words=f"{'Downloaded' if download else 'Read'} a list of single children",
        after=_filter(asked),
    )
    return found


@transaction.atomic
def read_child(
    *, by: User, snapshot: Snapshot, pseudonym: str, download: bool = False
) -> children.Child | None:
    """One child's journey; None where there is no such child, or not for this person.

    Raises:
        PermissionDenied: no right to see single children, or to download them.
    """
    if download and not by.has_perm("children.download"):
        raise PermissionDenied
    found = children.child(by, snapshot, pseudonym)
    if found is None:
        return None
    record(
        by=by,
        kind=Kind.DOWNLOAD if download else Kind.READ,
        subject="child",
        subject_id=found.pseudonym,
        words=f"{'Downloaded' if download else 'Read'} a child's journey",
    )
    return found


@transaction.atomic
def find_child(*, by: User, snapshot: Snapshot, words: str) -> str | None:
    """The pseudonym of the child that somebody looks for; None where there is none, or not for this
    person. The log tells that they looked, found or not, and never what they typed.

    Raises:
        PermissionDenied: no right to see single children.
    """
    found = children.found(by, snapshot, words)
    record(
        by=by,
        kind=Kind.READ,
        subject="child",
        subject_id=found or "",
        words="Looked for a child" if found else "Looked for a child and found none",
    )
    return found


@transaction.atomic
def downloaded(*, by: User, asked: Asked | None, what: str) -> None:
    """Tell the log of a download of counted figures.

    Args:
        asked: of whom; None for the stored figures of all.
        what: the table, or the workbook.
    """
    if not by.has_perm("cohort.see"):
        raise PermissionDenied
    record(
        by=by,
        kind=Kind.DOWNLOAD,
        subject="table",
        subject_id=what[:80],
        words="Downloaded figures of the children looked after",
        after=None if asked is None else _filter(asked),
    )


def _filter(asked: Asked) -> dict[str, Any]:
    return {"as_at": asked.as_at.isoformat(), "filter": dict(asked.words)}
