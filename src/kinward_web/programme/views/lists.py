"""Lists of records, and each record by itself."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kinward_web.audit.csv_file import csv_file
from kinward_web.documents.tables import XLSX
from kinward_web.guard import Request, needs
from kinward_web.programme.kinds import Kind
from kinward_web.programme.presenters import pages
from kinward_web.programme.presenters.lists import heading
from kinward_web.programme.presenters.record import answers, entries
from kinward_web.programme.presenters.sheet import sheet
from kinward_web.programme.presenters.tables import Table
from kinward_web.programme.selectors.programmes import held
from kinward_web.programme.selectors.standing import standing
from kinward_web.programme.views.day import Day, day_of
from kinward_web.programme.views.found import kind_of, programme_of, record_of, sees_panels


@needs("programme.see")
@require_GET
def listed(request: Request, slug: str, kind: str) -> HttpResponse:
    """The records of a kind."""
    programme, what, day = programme_of(request, slug), kind_of(kind), day_of(request)
    stands = standing(programme, day.on, panels=sees_panels(request))
    template, more = pages.list_page(stands, kind, request.GET)
    many = sum(row.kind == kind for row in stands.rows)
    page = {
        "programme": programme, "kind": what, "heading": heading(what, many),
        "may_add": request.user.has_perm(what.needs), "query": request.GET.urlencode(),
        **_about(day, stands.faults), **more,
    }  # fmt: skip
    return render(request, template, page)


@needs("programme.see")
@require_GET
def listed_csv(request: Request, slug: str, kind: str) -> HttpResponseBase:
    """The same as CSV, as the filters of the address narrow it."""
    what, shown = _rows(request, slug, kind)
    return csv_file(f"{slug}-{what.key}", shown.titles(), shown.plain())


@needs("programme.see")
@require_GET
def listed_xlsx(request: Request, slug: str, kind: str) -> HttpResponse:
    """The same as a spreadsheet."""
    what, shown = _rows(request, slug, kind)
    answer = HttpResponse(sheet(shown), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{slug}-{what.key}.xlsx"'
    return answer


@needs("programme.see")
@require_GET
def one(request: Request, slug: str, kind: str, pk: int) -> HttpResponse:
    """One record, with the lists inside it."""
    found, what, day = record_of(request, slug, kind, pk), kind_of(kind), day_of(request)
    stands, own = standing(found.programme, day.on, panels=sees_panels(request)), held(found)
    template, more = pages.record_page(stands, kind, own, request.GET)
    lists = entries(request.user, found, stands)
    page = {
        "programme": found.programme, "kind": what, "one": found,
        "answers": answers(kind, own, stands), "parts": lists,
        "may_change": request.user.has_perm(what.needs),
        **_about(day, stands.faults), **more,
    }  # fmt: skip
    return render(request, template, page)


def _rows(request: Request, slug: str, kind: str) -> tuple[Kind, Table]:
    programme, what = programme_of(request, slug), kind_of(kind)
    stands = standing(programme, day_of(request).on, panels=sees_panels(request))
    return what, pages.listed_rows(stands, kind, request.GET)


def _about(day: Day, faults: tuple[str, ...]) -> dict[str, Any]:
    """The day, what is wrong with it, and what could not be judged."""
    return {"day": day, "lines": [day.fault] if day.fault else [], "faults": faults}
