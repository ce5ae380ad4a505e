"""Figures: the overview, a page a topic, and the workbook."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kinward_web.documents.selectors import Shown
from kinward_web.documents.tables import workbook_answer
from kinward_web.guard import Request, needs
from kinward_web.intake.models import Snapshot
from kinward_web.intake.selectors import live
from kinward_web.money import actions, presenters, selectors


@needs("money.see")
@require_GET
def overview(request: Request) -> HttpResponse:
    """Where the budget stands, why it varies, and how the year goes."""
    snapshot = live()
    shown = selectors.figures(request.user, snapshot, presenters.OVERVIEW)
    if shown is None:
        return render(request, "money/nothing.html", {"snapshot": snapshot})
    page = presenters.overview(shown)
    page["closed"] = selectors.is_closed(shown.as_at)
    return render(
        request, "money/overview.html", page | around(request, snapshot, shown, "Overview")
    )


@needs("money.see")
@require_GET
def topic(request: Request, slug: str) -> HttpResponse:
    """One side of the money."""
    one = presenters.TOPICS.get(slug)
    if one is None:
        raise Http404
    snapshot = live()
    shown = selectors.figures(request.user, snapshot, one.keys)
    if shown is None or not shown.sections:
        raise Http404
    page = presenters.of_topic(shown, one)
    if slug == "outturn":
        page["closed"] = selectors.is_closed(shown.as_at)
    return render(request, "money/topic.html", page | around(request, snapshot, shown, one.name))


@needs("money.see")
@require_GET
def workbook(request: Request) -> HttpResponse:
    """Every table of the money as a workbook, with live formulas."""
    snapshot = live()
    shown = selectors.figures(request.user, snapshot)
    if shown is None or snapshot is None:
        raise Http404
    book = presenters.workbook(shown)
    actions.downloaded_workbook(by=request.user, snapshot=snapshot)
    return workbook_answer(book, f"money-{shown.as_at}")


def around(request: Request, snapshot: Snapshot | None, shown: Shown, here: str) -> dict[str, Any]:
    """The navigation of the money."""
    person = request.user
    single = person.has_perm("money.placements") and selectors.has_placements(snapshot)
    months = person.has_perm("figures.whole")
    return {"pages": presenters.navigation(shown, here, placements=single, months=months)}
