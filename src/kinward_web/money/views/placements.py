"""Single placements: the high-cost list and the differences of ledger and return."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kinward_web.audit.csv_file import csv_answer
from kinward_web.guard import Request, needs
from kinward_web.intake.selectors import live
from kinward_web.money import actions, presenters, selectors
from kinward_web.money.views.figures import around


@needs("money.see", "money.placements")
@require_GET
def placements(request: Request) -> HttpResponse:
    """The dearest placements, one by one."""
    snapshot = live()
    found = actions.read_placements(by=request.user, snapshot=snapshot)
    shown = selectors.figures(request.user, snapshot, ())
    if found is None or shown is None or not found.sections:
        raise Http404
    page = presenters.placements(found, link=request.user.has_perm("children.see"))
    page |= around(request, snapshot, shown, "High-cost list")
    return render(request, "money/placements.html", page)


@needs("money.see", "money.placements", again=True)
@require_GET
def placements_csv(request: Request, table: str) -> HttpResponse:
    """The same as CSV."""
    found = actions.read_placements(by=request.user, snapshot=live(), table=table)
    text = None if found is None else presenters.placements_csv(found, table)
    if text is None:
        raise Http404
    return csv_answer(text, table.replace("_", "-"))
