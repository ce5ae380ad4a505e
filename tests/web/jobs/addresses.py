"""What the addresses of jobs are about: one that the analyst asked for."""

from __future__ import annotations

from typing import Any

from kinward_web.jobs.models import Job
from web_walk import World


def _job(world: World) -> dict[str, Any]:
    job, _ = Job.objects.get_or_create(
        key="walked",
        defaults={
            "kind": "figures", "title": "Figures", "needs": "data.choose",
            "by": world.cast["analyst"],
        },
    )  # fmt: skip
    return {"pk": job.pk}


ADDRESSES = {"job": _job, "job_progress": _job, "job_cancel": _job}
