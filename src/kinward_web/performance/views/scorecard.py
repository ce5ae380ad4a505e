"""The board's short list, the detail for managers, and both as files."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from kinward_web.audit.actions import Kind, record
from kinward_web.audit.csv_file import csv_answer
from kinward_web.documents.tables import workbook_answer
from kinward_web.guard import Request, needs
from kinward_web.performance.forms.filters import FilterForm
from kinward_web.performance.presenters import files
from kinward_web.performance.presenters.lines import by_theme, line
from kinward_web.performance.presenters.news import chance, news
from kinward_web.performance.presenters.own import own_heading, own_table
from kinward_web.performance.selectors.scorecards import own, seen


@needs("scorecard.see")
@require_GET
def board(request: Request) -> HttpResponse:
    """The short list; the readings of their own areas for people who see no others."""
    if not request.user.has_perm("areas.all"):
        found = own(request.user)
        page = {"own": found, "table": own_table(found), "heading": own_heading(found)}
        return render(request, "performance/own.html", page)
    shown = seen(request.user)
    page = {
        "seen": shown, "news": news(shown), "lines": [line(each) for each in shown.card.board],
        "all": len(shown.card.lines),
    }  # fmt: skip
    return render(request, "performance/board.html", page)


@needs("scorecard.see")
@require_GET
def board_csv(request: Request) -> HttpResponse:
    """The short list as CSV."""
    if not request.user.has_perm("areas.all"):
        _downloaded(request, "own areas")
        return csv_answer(files.own_csv(own(request.user)), "scorecard-own-areas")
    shown = seen(request.user)
    _downloaded(request, "board")
    return csv_answer(files.csv(shown.card.board), "scorecard-board")


@needs("scorecard.see")
@require_GET
def detail(request: Request) -> HttpResponse:
    """Every measure by theme."""
    shown = seen(request.user)
    form = FilterForm(request.GET, shown.card.lines)
    found = form.shown()
    query = request.GET.urlencode()
    page = {
        "seen": shown, "form": form, "themes": by_theme(found), "count": len(found),
        "red": sum(each.rag.colour == "red" for each in found), "chance": chance(shown.card),
        "csv": reverse("scorecard_detail_csv") + (f"?{query}" if query else ""),
    }  # fmt: skip
    return render(request, "performance/detail.html", page, status=422 if form.errors else 200)


@needs("scorecard.see")
@require_GET
def detail_csv(request: Request) -> HttpResponse:
    """The same as CSV."""
    shown = seen(request.user)
    found = FilterForm(request.GET, shown.card.lines).shown()
    _downloaded(request, "detail")
    return csv_answer(files.csv(found), "scorecard")


@needs("scorecard.see")
@require_GET
def workbook(request: Request) -> HttpResponse:
    """All of it as a workbook."""
    shown = seen(request.user)
    _downloaded(request, "workbook")
    return workbook_answer(files.workbook(shown), "scorecard")


def _downloaded(request: Request, what: str) -> None:
    record(
        by=request.user, kind=Kind.DOWNLOAD, subject="scorecard", subject_id=what,
        words="Downloaded the scorecard",
    )  # fmt: skip
