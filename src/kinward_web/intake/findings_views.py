"""The findings of a version."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kinward_web.audit.actions import Kind, record
from kinward_web.audit.csv_file import csv_answer
from kinward_web.guard import Request, needs
from kinward_web.intake import presenters
from kinward_web.intake.answers import kind_or_404, version_or_404
from kinward_web.intake.findings import PER_PAGE, Filters, listed
from kinward_web.paging import paged


@needs("data.see")
@require_GET
def findings(request: Request, kind: str, number: int) -> HttpResponse:
    """Findings with their file, row and column, as the address filters them."""
    version = version_or_404(kind, number)
    filters = Filters.of(request.GET.dict())
    found = listed(version, filters)
    paging = paged(request, range(len(found.frame)), PER_PAGE)
    table = presenters.table(
        found.page(paging["page"].number),
        presenters.findings_csv_address(version, paging["query"]),
    )
    context = {
        "kind": kind_or_404(kind),
        "version": version,
        "heading": presenters.findings_heading(found),
        "filters": presenters.filter_fields(found, filters),
        "rule": found.rule,
        "table": table,
        **paging,
        "filtered": any(vars(filters).values()),
    }
    return render(request, "intake/findings.html", context)


@needs("data.see")
@require_GET
def findings_csv(request: Request, kind: str, number: int) -> HttpResponse:
    """The same findings, all of them, with what each says."""
    version = version_or_404(kind, number)
    found = listed(version, Filters.of(request.GET.dict()))
    record(
        by=request.user,
        kind=Kind.DOWNLOAD,
        subject="findings",
        subject_id=version.pk,
        words=f"Downloaded {len(found.frame):,} findings of {version}",
    )
    return csv_answer(presenters.as_csv(found.in_full()), f"{kind}-{number}-findings")
