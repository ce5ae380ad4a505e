"""Downloads of papers."""

from __future__ import annotations

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from kinward_web.audit.csv_file import csv_answer
from kinward_web.guard import Request, needs
from kinward_web.papers.actions import papers as actions
from kinward_web.papers.presenters import content, pages
from kinward_web.papers.selectors import papers as selected
from kinward_web.papers.views.papers import paper_of
from kinward_web.sending import download


@needs("reports.see")
@require_GET
def public_file(request: Request, pk: int, ending: str) -> StreamingHttpResponse:
    """A file of the public paper."""
    return _file(request, pk, selected.PUBLIC, ending)


@needs("reports.see", "reports.whole", again=True)
@require_GET
def exempt_file(request: Request, pk: int, ending: str) -> StreamingHttpResponse:
    """A file of the exempt paper, in which small numbers are shown."""
    return _file(request, pk, selected.EXEMPT, ending)


@needs("reports.see")
@require_GET
def public_table(request: Request, pk: int, table: str) -> HttpResponse:
    """A table of the public paper as CSV."""
    return _table(request, pk, selected.PUBLIC, table)


@needs("reports.see", "reports.whole", again=True)
@require_GET
def exempt_table(request: Request, pk: int, table: str) -> HttpResponse:
    """A table of the exempt paper as CSV."""
    return _table(request, pk, selected.EXEMPT, table)


def _file(request: Request, pk: int, audience: str, ending: str) -> StreamingHttpResponse:
    one = paper_of(request, pk)
    if ending not in pages.NAMES:
        raise Http404
    sha256 = actions.download(by=request.user, paper=one, audience=audience, ending=ending)
    if sha256 is None:
        raise Http404
    name = f"{_named(one.kind, audience)}-{one.as_at.isoformat()}.{ending}"
    return download(sha256, name, pages.NAMES[ending][1])


def _table(request: Request, pk: int, audience: str, table: str) -> HttpResponse:
    one = paper_of(request, pk)
    if audience not in selected.audiences(request.user, one):
        raise Http404
    text = content.csv(selected.kept(one, audience, selected.CONTENT), table)
    if text is None:
        raise Http404
    actions.download_table(by=request.user, paper=one, audience=audience, table=table)
    return csv_answer(text, f"{_named(one.kind, audience)}-{table}")


def _named(kind: str, audience: str) -> str:
    return f"{slugify(kind)}-paper-{audience}"
