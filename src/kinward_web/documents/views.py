"""Downloads of stored figures: every table of a page as CSV."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from kinward_web.audit.actions import Kind, record
from kinward_web.audit.csv_file import csv_answer
from kinward_web.documents.access import may_see
from kinward_web.documents.models import Document
from kinward_web.documents.selectors import audience_of, sections_of
from kinward_web.documents.tables import csv
from kinward_web.guard import Request, needs


@needs("home.see")
@require_GET
def table_csv(request: Request, document: int, table: str) -> HttpResponse:
    """A table as CSV, for the same reader as the page."""
    found = Document.objects.filter(pk=document).first()
    if found is None or not may_see(request.user, found):
        raise Http404
    text = csv(sections_of(found, audience_of(request.user)), table)
    if text is None:
        raise Http404
    record(
        by=request.user,
        kind=Kind.DOWNLOAD,
        subject="table",
        subject_id=f"{document}/{table}",
        words=f"Downloaded the table '{table}' as CSV",
    )
    return csv_answer(text, table)
