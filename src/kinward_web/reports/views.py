"""Pages of reports: the list, building one, downloading and removing one."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import (
    Http404,
    HttpResponse,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods

from kinward.errors import KinwardError
from kinward_web.audit.csv_file import csv_file
from kinward_web.guard import Request, needs
from kinward_web.intake.selectors import live
from kinward_web.paging import paged
from kinward_web.reports import actions, presenters, selectors
from kinward_web.reports.forms import BuildForm
from kinward_web.reports.models import Report
from kinward_web.sending import download


@needs("reports.see")
@require_GET
def reports(request: Request) -> HttpResponse:
    """The reports that were built."""
    page = paged(request, selectors.reports(request.user))
    return render(request, "reports/reports.html", {**page, "snapshot": live()})


@needs("reports.see")
@require_GET
def reports_csv(request: Request) -> StreamingHttpResponse:
    """The same list as CSV."""
    found = list(selectors.reports(request.user))
    actions.downloaded_list(by=request.user)
    return csv_file("reports", presenters.HEADINGS, presenters.rows(found))


@needs("reports.see")
@require_GET
def report(request: Request, pk: int) -> HttpResponse:
    """One report, and its files."""
    one = _report(request, pk)
    page = {
        "report": one,
        "files": presenters.files(one),
        "parts": presenters.parts(one),
        "own": selectors.may_remove(request.user, one),
    }
    return render(request, "reports/report.html", page)


@needs("reports.build")
@require_http_methods(["GET", "POST"])
def build(request: Request) -> HttpResponse:
    """Ask for a report."""
    snapshot = live()
    if snapshot is None or snapshot.as_at is None:
        return render(request, "reports/build.html", {"snapshot": None})
    person = request.user
    may: dict[str, Any] = {
        "internal": person.has_perm("reports.whole"),
        "parts": selectors.parts_for(person, snapshot),
        "single": person.has_perm("money.placements"),
        "plans": selectors.plans_for(person),
    }
    if request.method == "GET":
        day = f"{snapshot.as_at.day} {snapshot.as_at:%B %Y}"
        begun = {
            "key": uuid.uuid4().hex,
            "name": f"Children looked after on {day}",
            "audience": Report.Audience.PUBLIC,
            "parts": list(may["parts"]),
        }
        form = BuildForm(initial=begun, **may)
        return render(request, "reports/build.html", {"form": form, "snapshot": snapshot})
    form = BuildForm(request.POST, **may)
    made = _built(request, form) if form.is_valid() else None
    if made is not None:
        return redirect("job", pk=made.job_id) if made.job_id else redirect("report", pk=made.pk)
    page = {"form": form, "snapshot": snapshot}
    return render(request, "reports/build.html", page, status=422)


@needs("reports.see")
@require_GET
def file(request: Request, pk: int, ending: str) -> StreamingHttpResponse:
    """A file of a public report."""
    return _file(request, pk, ending, Report.Audience.PUBLIC)


@needs("reports.see", "reports.whole", again=True)
@require_GET
def internal_file(request: Request, pk: int, ending: str) -> StreamingHttpResponse:
    """A file of an internal report, which may tell of single children."""
    return _file(request, pk, ending, Report.Audience.INTERNAL)


@needs("reports.build")
@require_http_methods(["GET", "POST"])
def remove(request: Request, pk: int) -> HttpResponse:
    """Remove a report of one's own, when asked again."""
    one = selectors.reports(request.user).filter(pk=pk).first()
    if one is None and request.method == "POST":
        return redirect("reports")
    if one is None or not selectors.may_remove(request.user, one):
        raise Http404
    if request.method == "POST":
        actions.remove(by=request.user, report=one)
        return redirect("reports")
    return render(request, "reports/remove.html", {"report": one})


def _report(request: Request, pk: int) -> Report:
    return get_object_or_404(selectors.reports(request.user), pk=pk)


def _built(request: Request, form: BuildForm) -> Report | None:
    given = form.cleaned_data
    try:
        return actions.build(
            by=request.user,
            name=given["name"],
            audience=given["audience"],
            parts=given.get("parts", []),
            single=given.get("single", False),
            plan=given.get("plan"),
            key=given["key"],
        )
    except KinwardError as error:
        form.add_error(None, list(error.lines))
        return None


def _file(
    request: Request, pk: int, ending: str, audience: Report.Audience
) -> StreamingHttpResponse:
    one = _report(request, pk)
    if one.audience != audience or ending not in presenters.ENDINGS:
        raise Http404
    sha256 = actions.download(by=request.user, report=one, ending=ending)
    if sha256 is None:
        raise Http404
    name = f"{slugify(one.name)[:60] or 'report'}-{one.audience}.{ending}"
    return download(sha256, name, presenters.ENDINGS[ending][1])
