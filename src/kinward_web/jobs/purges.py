"""Jobs that are long over are removed, with what the queue kept of them."""

from __future__ import annotations

from django.db.models import ProtectedError
from django_tasks_db.models import DBTaskResult

from kinward_web.accounts.retention import Asked, purge
from kinward_web.jobs.models import Job


@purge(order=70, words="jobs")
def jobs(asked: Asked) -> int:
    """Jobs that ended before the time; one that something else still needs stays."""
    before = asked.before(asked.settings.keep_jobs_months)
    gone = 0
    for job in Job.objects.filter(state__in=Job.OVER, ended__lt=before):
        try:
            job.delete()
        except ProtectedError:
            continue
        gone += 1
    return gone


@purge(order=71, words="results of the queue")
def results(asked: Asked) -> int:
    """What the queue kept of work that ended before the time."""
    before = asked.before(asked.settings.keep_jobs_months)
    return DBTaskResult.objects.filter(finished_at__lt=before).delete()[0]
