"""Papers as the API gives them: the list, and the files of public ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import StreamingHttpResponse

from kinward_web.api.problems import PREFIX, ProblemError
from kinward_web.papers.models import Paper
from kinward_web.papers.presenters import pages
from kinward_web.papers.selectors import papers as selected
from kinward_web.papers.selectors.meetings import boards_of
from kinward_web.sending import download

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kinward_web.accounts.models import User


def seen(person: User) -> list[dict[str, Any]]:
    """The papers that a person may see, the newest first."""
    found = list(selected.papers(person))
    boards, whole = boards_of(found), selected.sees_exempt(person)
    return [_told(pages.line(each, boards.get(each.pk, ""), whole=whole), person) for each in found]


def file(person: User, number: int, ending: str) -> StreamingHttpResponse:
    """A file of a public paper.

    Raises:
        ProblemError: there is none for this person.
        Http404: the store has it no more.
    """
    paper = selected.papers(person).filter(pk=number).first() if number < 10**9 else None
    found = paper and selected.file_of(person, paper, selected.PUBLIC, ending)
    if paper is None or not found or ending not in pages.NAMES:
        raise ProblemError(404)
    name = f"{paper.kind}-paper-public-{paper.as_at.isoformat()}.{ending}"
    return download(found["sha256"], name, pages.NAMES[ending][1])


def _told(line: pages.Line, person: User) -> dict[str, Any]:
    paper = line.paper
    return {
        "number": paper.pk,
        "kind": paper.kind,
        "name": line.name,
        "programme": paper.programme.slug if paper.programme else None,
        "meeting": line.meeting,
        "as_at": paper.as_at,
        "state": paper.state,
        "by": paper.by.name,
        "made": paper.made,
        "files": list(_files(paper, person)),
    }


def _files(paper: Paper, person: User) -> Iterator[dict[str, Any]]:
    """Public files have an address for tokens; exempt ones that of the page, which asks for the
    password again."""
    for copy in pages.copies(paper, selected.audiences(person, paper)):
        for each in copy.files:
            ending = each.href.rsplit(".", 1)[-1]
            url = each.href if copy.exempt else f"{PREFIX}papers/{paper.pk}/public.{ending}"
            yield {
                "audience": copy.audience, "ending": ending, "name": each.name, "url": url,
                "by_token": not copy.exempt,
            }  # fmt: skip
