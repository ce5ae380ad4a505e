"""The page of a measure, its tables as files, and its history."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from kinward_web.audit.actions import Kind, record
from kinward_web.audit.csv_file import csv_answer
from kinward_web.documents.presenters import sections as as_shown
from kinward_web.documents.tables import csv
from kinward_web.guard import Request, needs
from kinward_web.performance.presenters.history import changes
from kinward_web.performance.presenters.page import Page, own_page, page
from kinward_web.performance.selectors.cards import typed_of
from kinward_web.performance.selectors.scorecards import own, seen
from kinward_web.performance.views.found import measure_of, sees_whole


@needs("scorecard.see")
@require_GET
def one(request: Request, measure: str) -> HttpResponse:
    """What a measure is, where it stands, and what it did."""
    told = _page(request, measure)
    may_edit = request.user.has_perm("scorecard.edit")
    shown: dict[str, Any] = {
        "page": told,
        "sections": as_shown(told.sections, lambda table: _address(measure, table), told.changes),
        "may_edit": may_edit,
        "sees_history": request.user.has_perm("figures.whole") and not told.own,
    }
    shown["has_charts"] = any(each.has_charts for each in shown["sections"])
    return render(request, "performance/measure.html", shown)


@needs("scorecard.see")
@require_GET
def table_csv(request: Request, measure: str, table: str) -> HttpResponse:
    """A table of the page as CSV."""
    text = csv(_page(request, measure).sections, table)
    if text is None:
        raise Http404
    _downloaded(request, f"{measure}/{table}")
    return csv_answer(text, f"{measure}-{table}")


@needs("scorecard.see")
@require_GET
def history(request: Request, measure: str) -> HttpResponse:
    """Who changed a measure, when, and what. Only for those who see small counts."""
    sees_whole(request)
    told = _page(request, measure)
    return render(request, "performance/history.html", {"page": told, "changes": changes(measure)})


def _page(request: Request, measure: str) -> Page:
    measure_of(measure)
    if not request.user.has_perm("areas.all"):
        return own_page(measure, own(request.user))
    typed = typed_of(measure) if request.user.has_perm("scorecard.edit") else ()
    return page(measure, seen(request.user), timezone.localdate(), typed)


def _address(measure: str, table: str) -> str:
    return reverse("scorecard_table_csv", args=[measure, table])


def _downloaded(request: Request, what: str) -> None:
    record(
        by=request.user, kind=Kind.DOWNLOAD, subject="scorecard", subject_id=what,
        words="Downloaded a table of the scorecard as CSV",
    )  # fmt: skip
