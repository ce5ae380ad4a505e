"""Reading the audit log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from kinward_web.audit.models import AuditEntry


@dataclass(frozen=True)
class Filters:
    """What of the log is asked for; empty for all of it.

    Attributes:
        who: part of the address of who did it.
        number: of the thing that it was done to.
        first, last: days, both included.
    """

    who: str = ""
    kind: str = ""
    subject: str = ""
    number: str = ""
    first: date | None = None
    last: date | None = None


def entries(filters: Filters) -> QuerySet[AuditEntry]:
    """The rows that match, newest first."""
    found = AuditEntry.objects.all()
    if filters.who:
        found = found.filter(by_name__icontains=filters.who)
    if filters.kind:
        found = found.filter(kind=filters.kind)
    if filters.subject:
        found = found.filter(subject=filters.subject)
    if filters.number:
        found = found.filter(subject_id=filters.number)
    if filters.first:
        found = found.filter(at__gte=_start(filters.first))
    if filters.last and filters.last < date.max:
        found = found.filter(at__lt=_start(filters.last + timedelta(days=1)))
    return found


def subjects() -> list[str]:
    """What the log has rows about."""
    names = AuditEntry.objects.order_by("subject").values_list("subject", flat=True)
    return list(names.distinct())


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
