"""The one way in which rows of the log are removed or lose a name: when their time is over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q

from kinward_web.audit.models import AuditEntry


@contextmanager
def _open() -> Iterator[None]:
    """The database lets rows go, and names in them, only while the one row of `audit_purging` is
    there, which no other transaction ever sees."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO audit_purging (one) VALUES (1)")
        yield
        cursor.execute("DELETE FROM audit_purging")


def remove(*, before: datetime) -> int:
    """Remove the rows older than a moment, in the caller's transaction; returns how many."""
    with _open():
        return AuditEntry.objects.filter(at__lt=before).delete()[0]


def forget(*, person: int, addresses: Iterable[str], names: Iterable[str], number: str) -> None:
    """Put a number in the place of somebody's name and address, in the caller's transaction.

    What was done, by which role and when, stays as it was.

    Args:
        addresses: the person's, the earlier ones too: they go wherever they stand.
        names: name and post, the earlier ones too: they go where the person was changed.
        number: what stands there from now on.
    """
    anywhere = dict.fromkeys(addresses, number)
    changes = list(_without(person, anywhere, anywhere | dict.fromkeys(names, number)))
    with _open():
        AuditEntry.objects.filter(by_id=person).update(by_name=number)
        AuditEntry.objects.filter(subject_id__in=list(anywhere)).update(subject_id=number)
        for pk, told in changes:
            AuditEntry.objects.filter(pk=pk).update(**told)


def _without(
    person: int, anywhere: dict[str, str], of_person: dict[str, str]
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Rows whose before or after told of the person, and what they tell from now on."""
    rows = AuditEntry.objects.filter(Q(before__isnull=False) | Q(after__isnull=False))
    for row in rows.only("subject", "subject_id", "before", "after").iterator(chunk_size=1000):
        own = row.subject == "person" and row.subject_id == str(person)
        was = {name: told for name in ("before", "after") if (told := getattr(row, name))}
        told = _replaced(was, of_person if own else anywhere)
        if told != was:
            yield row.pk, told


def _replaced(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _replaced(each, names) for key, each in value.items()}
    if isinstance(value, list):
        return [_replaced(each, names) for each in value]
    return names.get(value, value) if isinstance(value, str) else value
