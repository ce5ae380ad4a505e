"""Asking for long work, stopping it, and picking up what a dead worker left."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from kinward_web.audit.actions import Kind, record
from kinward_web.jobs.models import Job
from kinward_web.jobs.registry import KINDS
from kinward_web.jobs.selectors import jobs_for
from kinward_web.jobs.tasks import end, run

if TYPE_CHECKING:
    from kinward_web.accounts.models import User

_SILENT: Final = timedelta(seconds=45)
"""A worker says every five seconds that it is alive."""
_MOST_ATTEMPTS: Final = 2


@transaction.atomic
def start(
    *,
    by: User | None,
    kind: str,
    title: str,
    asked: dict[str, Any],
    key: str,
    private: bool = False,
) -> Job:
    """Ask for long work.

    Args:
        by: who asks; None for the service itself.
        asked: what the work is given, as plain JSON.
        key: of the request (a form's hidden key): the same key again gives the same job, so that a
            double click makes one.
        private: whether only the one who asks may see how it goes.

    Raises:
        PermissionDenied: the person may not ask for this kind of work.
    """
    what = KINDS[kind]
    if by is not None and not by.has_perm(what.needs):
        raise PermissionDenied
    job, new = Job.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "title": title,
            "asked": asked,
            "by": by,
            "needs": "" if private else what.needs,
        },
    )
    if new:
        run.enqueue(str(job.pk))
        record(by=by, kind=Kind.RUN, subject="job", subject_id=job.pk, words=f"Asked for: {title}")
    return job


@transaction.atomic
def stop(*, by: User, job: Job) -> None:
    """Ask a job to stop; one that is over stays as it is.

    Raises:
        PermissionDenied: it is not a job that the person sees.
    """
    if not jobs_for(by).filter(pk=job.pk).exists():
        raise PermissionDenied
    held = Job.objects.select_for_update().get(pk=job.pk)
    if held.over:
        return
    held.stop_asked = True
    held.save(update_fields=["stop_asked"])
    record(by=by, kind=Kind.CHANGE, subject="job", subject_id=job.pk, words=f"Stopped: {job.title}")


@transaction.atomic
def give_back(job_id: str) -> bool:
    """Put a job that its worker has no time to finish back into the queue, as if it had not begun.

    The worker must end at once: what it still works out is not to be written.

    Returns:
        False where the job is over already.
    """
    held = Job.objects.select_for_update().filter(pk=job_id, state=Job.State.RUNNING).first()
    if held is None:
        return False
    held.attempts = max(0, held.attempts - 1)
    _again(held, "The worker was restarted; it begins again.")
    return True


def _again(held: Job, words: str) -> None:
    held.state, held.words = Job.State.WAITING, words
    held.save(update_fields=["state", "words", "attempts"])
    run.enqueue(str(held.pk))


def pick_up() -> int:
    """Run again, once, what a worker left when it died; fail what was left twice. What it had taken
    from the queue and not begun goes back into it.

    Returns how many jobs were found.
    """
    silent = timezone.now() - _SILENT
    found = list(Job.objects.filter(state=Job.State.RUNNING, seen_alive__lt=silent))
    for job in found:
        _picked_up(job, silent=silent)
    lost = _lost(silent)
    for pk in lost:
        # Should the worker live after all, `run` finds the job begun and leaves it alone.
        run.enqueue(pk)
    return len(found) + len(lost)


def _lost(silent: datetime) -> list[str]:
    """Jobs that wait, and for which nothing is in the queue."""
    waiting = Job.objects.filter(state=Job.State.WAITING, made__lt=silent).order_by("made")
    names = [str(pk) for pk in waiting.values_list("pk", flat=True)]
    if not names:
        return []
    queued = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    there = {
        str(each) for told in queued.values_list("args_kwargs", flat=True) for each in told["args"]
    }
    return [name for name in names if name not in there]


@transaction.atomic
def _picked_up(job: Job, *, silent: Any) -> None:
    held = Job.objects.select_for_update().get(pk=job.pk)
    if held.state != Job.State.RUNNING or held.seen_alive is None or held.seen_alive >= silent:
        return
    if held.attempts < _MOST_ATTEMPTS:
        _again(held, "The worker stopped; it begins again.")
        return
    end(held, Job.State.FAILED, "The worker stopped twice while doing this. Nothing was changed.")
