"""The tables of a programme's pages as CSV."""

from __future__ import annotations

from django.http import Http404, HttpResponseBase
from django.views.decorators.http import require_GET

from kinward_web.audit.csv_file import csv_file
from kinward_web.guard import Request, needs
from kinward_web.programme.presenters import pages, portfolio
from kinward_web.programme.selectors.standing import standing
from kinward_web.programme.views.day import day_of
from kinward_web.programme.views.found import programme_of, sees_panels
from kinward_web.programme.views.programmes import found_across


@needs("programme.see")
@require_GET
def table(request: Request, slug: str, name: str) -> HttpResponseBase:
    """A table of a programme."""
    programme, day = programme_of(request, slug), day_of(request)
    stands = standing(programme, day.on, panels=sees_panels(request))
    found = pages.named(stands, name, request.GET)
    if found is None:
        raise Http404
    return csv_file(f"{slug}-{name}", found.titles(), found.plain())


@needs("programme.see")
@require_GET
def across(request: Request, name: str) -> HttpResponseBase:
    """A table over all programmes."""
    found = found_across(request)
    made = portfolio.TABLES.get(name) if found else None
    if made is None or found is None:
        raise Http404
    shown = made(found)
    return csv_file(name, shown.titles(), shown.plain())
