"""Downloads of stored figures: every table of a page as CSV, a whole document as a workbook."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from kinward.reports.as_json import table_from_json
from kinward.reports.download import csv_text
from kinward_web.audit.actions import Kind, record
from kinward_web.audit.csv_file import csv_answer
from kinward_web.documents.access import may_see
from kinward_web.documents.models import Document
from kinward_web.documents.selectors import audience_of, section_with_table
from kinward_web.guard import Request, needs


@needs("home.see")
@require_GET
def table_csv(request: Request, document: int, table: str) -> HttpResponse:
    """A table as CSV, for the same reader as the page."""
    found = Document.objects.filter(pk=document).first()
    if found is None or not may_see(request.user, found):
        raise Http404
    section = section_with_table(found, audience_of(request.user), table)
    if section is None:
        raise Http404
    stored = next(each["table"] for each in section["figures"] if each["table"]["key"] == table)
    record(
        by=request.user,
        kind=Kind.DOWNLOAD,
        subject="table",
        subject_id=f"{document}/{table}",
        words=f"Downloaded the table '{table}' as CSV",
    )
    return csv_answer(csv_text(table_from_json(stored)), table)
