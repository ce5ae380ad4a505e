"""The papers that were built: the list, one, building one, removing one."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from kinward_web.audit.csv_file import csv_file
from kinward_web.guard import Request, needs
from kinward_web.intake.selectors import live
from kinward_web.paging import paged
from kinward_web.papers.actions import papers as actions
from kinward_web.papers.forms import BuildForm
from kinward_web.papers.models import Paper
from kinward_web.papers.presenters import content, pages
from kinward_web.papers.selectors import papers as selected
from kinward_web.papers.selectors.meetings import boards_of, meetings
from kinward_web.planning.forms.refusals import attempt


@needs("reports.see")
@require_GET
def papers(request: Request) -> HttpResponse:
    """The papers that were built."""
    page = paged(request, selected.papers(request.user))
    lines = _lines(request, list(page["page"] or ()))
    return render(request, "papers/papers.html", {**page, "lines": lines, "snapshot": live()})


@needs("reports.see")
@require_GET
def papers_csv(request: Request) -> StreamingHttpResponse:
    """The same list as CSV."""
    lines = _lines(request, list(selected.papers(request.user)))
    actions.downloaded_list(by=request.user)
    return csv_file("papers", pages.HEADINGS, map(pages.row, lines))


@needs("reports.see")
@require_GET
def paper(request: Request, pk: int) -> HttpResponse:
    """One paper: as its reader may see it, or how far it is."""
    one = paper_of(request, pk)
    there = selected.audiences(request.user, one)
    if there:
        return redirect(f"paper_{there[0]}", pk=pk)
    return render(request, "papers/paper.html", _page(request, one))


@needs("reports.see")
@require_GET
def public(request: Request, pk: int) -> HttpResponse:
    """The public paper, as a page."""
    return _read(request, pk, selected.PUBLIC)


@needs("reports.see", "reports.whole")
@require_GET
def exempt(request: Request, pk: int) -> HttpResponse:
    """The paper with its exempt parts, as a page."""
    return _read(request, pk, selected.EXEMPT)


@needs("reports.build")
@require_http_methods(["GET", "POST"])
def build(request: Request) -> HttpResponse:
    """Ask for a paper."""
    snapshot = live()
    if snapshot is None:
        return render(request, "papers/build.html", {"snapshot": None})
    may: dict[str, Any] = {
        "exempt": selected.sees_exempt(request.user), "meetings": meetings(),
    }  # fmt: skip
    asked = Paper.Asked.BOTH if may["exempt"] else Paper.Asked.PUBLIC
    begun = {"key": uuid.uuid4().hex, "kind": "board", "asked": asked, **_given(request)}
    form = BuildForm(request.POST or None, initial=begun, **may)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = attempt(form, lambda: actions.build(by=request.user, **given))
        if made:
            return redirect("job", pk=made.job_id) if made.job_id else redirect("paper", made.pk)
    page = {"form": form, "snapshot": snapshot}
    return render(request, "papers/build.html", page, status=422 if form.errors else 200)


@needs("reports.build")
@require_http_methods(["GET", "POST"])
def remove(request: Request, pk: int) -> HttpResponse:
    """Remove a paper of one's own, when asked again."""
    one = selected.papers(request.user).filter(pk=pk).first()
    if one is None and request.method == "POST":
        return redirect("papers")
    if one is None or not selected.may_remove(request.user, one):
        raise Http404
    if request.method == "POST":
        actions.remove(by=request.user, paper=one)
        return redirect("papers")
    return render(request, "papers/remove.html", _page(request, one))


def paper_of(request: Request, pk: int) -> Paper:
    """The paper of an address, or 404."""
    return get_object_or_404(selected.papers(request.user), pk=pk)


def _read(request: Request, pk: int, audience: str) -> HttpResponse:
    one = paper_of(request, pk)
    told = selected.kept(one, audience, selected.CONTENT)
    if told is None or audience not in selected.audiences(request.user, one):
        raise Http404
    actions.read(by=request.user, paper=one, audience=audience)
    page = _page(request, one) | {
        "audience": audience,
        "told": told,
        "parts": content.parts(told, content.addresses(one, audience)),
        "notes": one.told.get(audience, ()),
        "has_charts": content.has_charts(told),
    }
    return render(request, "papers/read.html", page)


def _page(request: Request, one: Paper) -> dict[str, Any]:
    return {
        "paper": one,
        "line": _lines(request, [one])[0],
        "copies": pages.copies(one, selected.audiences(request.user, one)),
        "own": selected.may_remove(request.user, one),
    }


def _lines(request: Request, found: list[Paper]) -> list[pages.Line]:
    boards, whole = boards_of(found), selected.sees_exempt(request.user)
    return [pages.line(each, boards.get(each.pk, ""), whole=whole) for each in found]


def _given(request: Request) -> dict[str, str]:
    """What the address says already, as a link from a meeting does."""
    names = ("kind", "programme", "meeting")
    return {name: request.GET[name] for name in names if name in request.GET}
