"""What tests of the money and of reports share."""

from __future__ import annotations

from typing import Any

from kinward_web.jobs import tasks
from kinward_web.jobs.models import Job


def work_through(location: str) -> Job:
    """Do the job that an answer leads to."""
    job = Job.objects.get(pk=location.strip("/").split("/")[-1])
    tasks.run.func(str(job.pk))
    job.refresh_from_db()
    return job


def report_form(**more: Any) -> dict[str, Any]:
    """What the form sends for a public report of the children and the money."""
    begun = {"name": "Board in June", "audience": "public", "parts": ["money"], "key": "once"}
    return {**begun, **more}
