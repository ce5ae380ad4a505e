"""Adding to the audit log: called by each action, in its own transaction."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

from django.core.cache import cache

from kinward_web.audit.models import AuditEntry

if TYPE_CHECKING:
    from kinward_web.accounts.models import User

Kind = AuditEntry.Kind
_MINUTE_S: Final = 60


def record(
    *,
    by: User | None,
    kind: AuditEntry.Kind,
    subject: str,
    subject_id: object = "",
    words: str,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> AuditEntry:
    """Write one row of the log.

    Args:
        by: who did it; None for the service itself.
        subject: what it was done to, in a word ('plan', 'child', 'data set').
        words: what was done, in a sentence without a child's name or value.
        before, after: what changed, as plain JSON.
    """
    return AuditEntry.objects.create(
        by=by,
        by_name=by.email if by is not None else "the service",
        role=by.role if by is not None else "",
        kind=kind,
        subject=subject,
        subject_id=_cut("subject_id", str(subject_id)),
        words=_cut("words", words),
        before=before,
        after=after,
    )


def refused(*, by: User, view: str) -> None:
    """Note that somebody asked for what is not for them: once a minute for each person and view, so
    that nobody floods the log.

    Args:
        view: the name of the address, never what fills it.
    """
    if cache.add(f"refused-{by.pk}-{view}-{minute()}", 1, 2 * _MINUTE_S):
        record(
            by=by, kind=Kind.REFUSED, subject="page", subject_id=view,
            words="Asked for what their role or areas do not include",
        )  # fmt: skip


def minute() -> int:
    """Which minute it is."""
    return int(time.time() // _MINUTE_S)


def _cut(name: str, text: str) -> str:
    """As much as the field takes: a long name must not undo what is logged."""
    field: Any = AuditEntry._meta.get_field(name)
    return text[: field.max_length]
