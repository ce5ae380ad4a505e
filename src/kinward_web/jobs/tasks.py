"""What the queue calls."""

from __future__ import annotations

import logging

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from kinward.errors import KinwardError, unforeseen
from kinward_web.audit.actions import Kind, record
from kinward_web.jobs.models import Job
from kinward_web.jobs.registry import KINDS, Finish
from kinward_web.jobs.running import Running, StoppedError
from kinward_web.store import without_places

_log = logging.getLogger(__name__)


@task()
def run(job_id: str) -> None:
    """Do a job's work; its results and its end are written together."""
    job = _claimed(job_id)
    if job is None:
        return
    try:
        with Running(job) as running:
            finish = KINDS[job.kind].work(running, job.asked)
    except StoppedError:
        end(job, Job.State.CANCELLED, "Cancelled before it was done.")
    except KinwardError as error:
        end(job, Job.State.FAILED, _told(error))
    except Exception as error:
        _log.exception("job failed", extra={"told": {"job": str(job.pk), "kind": job.kind}})
        end(job, Job.State.FAILED, _plain(error))
    else:
        _finished(job, finish)


def _told(error: KinwardError) -> str:
    return without_places("\n".join(error.lines))


def _plain(error: Exception) -> str:
    told = unforeseen(error)
    return f"{told.what}. Try again; if it fails again, tell whoever runs the service."


def _claimed(job_id: str) -> Job | None:
    """The job, now running; None where it is over or another worker has it."""
    now = timezone.now()
    with transaction.atomic():
        job = Job.objects.select_for_update().filter(pk=job_id).first()
        if job is None or job.state != Job.State.WAITING:
            return None
        if job.stop_asked:
            end(job, Job.State.CANCELLED, "Cancelled before it began.")
            return None
        job.state, job.began, job.seen_alive = Job.State.RUNNING, now, now
        job.attempts += 1
        job.save(update_fields=["state", "began", "seen_alive", "attempts"])
    return job


def _finished(job: Job, finish: Finish) -> None:
    try:
        with transaction.atomic():
            held = Job.objects.select_for_update().get(pk=job.pk)
            if held.state != Job.State.RUNNING or held.attempts != job.attempts:
                return
            held.result_url = finish()
            held.state, held.ended, held.words = Job.State.DONE, timezone.now(), ""
            held.save(update_fields=["state", "ended", "words", "result_url"])
            _audited(held, "Done")
    except KinwardError as error:
        end(job, Job.State.FAILED, _told(error))
    except Exception as error:
        _log.exception("job failed at its end", extra={"told": {"job": str(job.pk)}})
        end(job, Job.State.FAILED, _plain(error))


def end(job: Job, state: Job.State, reason: str) -> None:
    """End a job that came to nothing, and tell the app whose work it was; one that is over, or that
    was begun again meanwhile, stays as it is."""
    kind = KINDS.get(job.kind)
    with transaction.atomic():
        changed = Job.objects.filter(pk=job.pk, attempts=job.attempts)
        changed = changed.exclude(state__in=Job.OVER)
        if not changed.update(state=state, reason=reason, ended=timezone.now(), words=""):
            return
        if kind is not None and kind.failed is not None:
            kind.failed(job.asked, reason)
        _audited(job, str(state.label))


def _audited(job: Job, words: str) -> None:
    record(
        by=job.by,
        kind=Kind.RUN,
        subject="job",
        subject_id=str(job.pk),
        words=f"{job.title}: {words}",
    )
