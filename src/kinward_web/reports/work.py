"""The long work of a report."""

from __future__ import annotations

from itertools import count
from typing import Any, Final

from django.urls import reverse

from kinward.errors import ArgumentError
from kinward.pipeline import baseline
from kinward_web import store
from kinward_web.intake.material import set_out
from kinward_web.intake.selectors import with_files
from kinward_web.jobs.registry import Finish, kind
from kinward_web.jobs.running import Running
from kinward_web.reports.actions import failed, keep
from kinward_web.reports.building import Wanted, contents, kept, written
from kinward_web.reports.models import Report

_STEPS: Final = 6


@kind("report", needs="reports.build", failed=failed)
def build(running: Running, asked: dict[str, Any]) -> Finish:
    """Build a report, and keep its files."""
    report = Report.objects.select_related("snapshot").filter(pk=asked["report"]).first()
    if report is None or report.snapshot is None:
        raise ArgumentError("What the report was asked of was removed", remedy="Ask for a new one.")
    steps = count()

    def say(words: str) -> None:
        running.tell(min(next(steps), _STEPS - 1), _STEPS, words)

    with set_out(with_files(report.snapshot)) as material, store.lending() as folder:
        say("Reading the returns")
        result = baseline(material.inputs(report.as_at))
        wanted = Wanted(report.parts, report.single, report.plan_text)
        found = contents(wanted, material, result, say)
        say("Writing the report")
        files = kept(written(report, found, folder))

    def finish() -> str:
        keep(report=report.pk, files=files, told=list(found.notes))
        return reverse("report", args=[report.pk])

    return finish
