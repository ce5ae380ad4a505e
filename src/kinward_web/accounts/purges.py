"""What of the log and of sign-in is removed with time."""

from __future__ import annotations

from django.contrib.sessions.models import Session
from django.db import connection

from kinward_web.accounts.retention import Asked, purge
from kinward_web.audit.models import AuditEntry


@purge(order=90, words="sessions that are over")
def sessions(asked: Asked) -> int:
    """Sessions whose time has passed."""
    return Session.objects.filter(expire_date__lt=asked.now).delete()[0]


@purge(order=95, words="rows of the audit log")
def audit(asked: Asked) -> int:
    """Rows older than the log is kept. The database lets them go only while the one row of
    `audit_purging` is there, which no other transaction ever sees."""
    old = AuditEntry.objects.filter(at__lt=asked.before(asked.settings.keep_audit_months))
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO audit_purging (one) VALUES (1)")
        try:
            return old.delete()[0]
        finally:
            cursor.execute("DELETE FROM audit_purging")
