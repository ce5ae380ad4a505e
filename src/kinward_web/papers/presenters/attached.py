"""Papers as the page of their meeting tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.http import urlencode

from kinward_web.papers.actions.papers import NEEDS
from kinward_web.papers.kinds import name_of
from kinward_web.papers.presenters.pages import AUDIENCES
from kinward_web.papers.selectors import papers
from kinward_web.programme.models import Record
from kinward_web.programme.selectors.brought import Brought

if TYPE_CHECKING:
    from kinward_web.accounts.models import User


def found(person: User, meeting: Record) -> list[Brought]:
    """The papers of a meeting that a person may read: each audience's for itself."""
    return [
        Brought(
            f"{name_of(paper.kind)} ({AUDIENCES[audience].lower()})",
            reverse(f"paper_{audience}", args=[paper.pk]),
            f"by {paper.by.name}",
            paper.made,
        )
        for paper in papers.of_meeting(person, meeting)
        for audience in papers.audiences(person, paper)
    ]


def build(person: User, meeting: Record) -> str:
    """Where a paper for a meeting is asked for; empty for a panel's, or who may not."""
    board = Record.objects.filter(
        programme=meeting.programme_id, kind="board", ref=meeting.body["board"]
    ).first()
    panel = board is None or board.body["is_panel"]
    if panel or not all(person.has_perm(needed) for needed in NEEDS):
        return ""
    asked = {"programme": meeting.programme.slug, "meeting": str(meeting.pk)}
    return f"{reverse('paper_build')}?{urlencode(asked)}"
