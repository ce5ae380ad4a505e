"""The long work of a paper."""

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
from kinward_web.papers.actions.papers import failed, keep
from kinward_web.papers.building import PARTS, built
from kinward_web.papers.models import Paper
from kinward_web.reports.building import Wanted, contents

_STEPS: Final = 7
_BESIDE: Final = ("snapshot", "programme", "meeting", "previous")


@kind("paper", needs="reports.build", failed=failed)
def build(running: Running, asked: dict[str, Any]) -> Finish:
    """Build a paper, and keep its files."""
    paper = Paper.objects.select_related(*_BESIDE).filter(pk=asked["paper"]).first()
    if paper is None or paper.snapshot is None:
        raise ArgumentError("What the paper was asked of was removed", remedy="Ask for a new one.")
    steps = count()

    def say(words: str) -> None:
        running.tell(min(next(steps), _STEPS - 1), _STEPS, words)

    with set_out(with_files(paper.snapshot)) as material, store.lending() as folder:
        say("Reading the returns")
        result = baseline(material.inputs(paper.as_at))
        found = contents(Wanted(PARTS), material, result, say)
        say("Putting the paper together")
        made = built(paper, found, folder, say)

    def finish() -> str:
        keep(paper=paper.pk, files=made.files, told=made.told)
        return reverse("paper", args=[paper.pk])

    return finish
