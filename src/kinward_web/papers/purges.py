"""What the purge removes of papers: their files; that they were built stays."""

from __future__ import annotations

from kinward_web.accounts.retention import Asked, purge
from kinward_web.papers.models import Paper


@purge(order=31, words="papers")
def papers(asked: Asked) -> int:
    """Files of papers that were built longer ago than reports are kept."""
    old = Paper.objects.filter(made__lt=asked.before(asked.settings.keep_reports_months))
    return old.exclude(state=Paper.State.PURGED).update(state=Paper.State.PURGED, files={}, told={})
