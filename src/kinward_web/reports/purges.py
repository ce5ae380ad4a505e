"""What the purge removes of reports: their files; that they were built stays."""

from __future__ import annotations

from kinward_web.accounts.retention import Asked, purge
from kinward_web.reports.models import Report


@purge(order=30, words="reports")
def reports(asked: Asked) -> int:
    """Files of reports that were built longer ago than reports are kept."""
    old = Report.objects.filter(made__lt=asked.before(asked.settings.keep_reports_months))
    return old.exclude(state=Report.State.PURGED).update(
        state=Report.State.PURGED, files={}, plan_text="", told=[]
    )
