"""The data page, the versions of a data set, and uploading one."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods

from kinward_web.audit.csv_file import csv_answer
from kinward_web.guard import Request, needs
from kinward_web.intake import presenters, selectors, tables
from kinward_web.intake.actions import RefusedError
from kinward_web.intake.answers import kind_or_404
from kinward_web.intake.changes import since
from kinward_web.intake.forms import UploadForm
from kinward_web.intake.receiving import StoreUploadHandler
from kinward_web.intake.uploads import bring_in


@needs("data.see")
@require_GET
def data(request: Request) -> HttpResponse:
    """Every data set, and what changed since the last load."""
    live, latest = selectors.live(), selectors.latest()
    sets = selectors.data_sets(live)
    earlier = selectors.before(live) if live else None
    context = {
        "heading": presenters.data_heading(live, sets),
        "sets": sets,
        "live": live,
        "earlier": earlier,
        "changes": since(live, earlier) if live else [],
        "working": latest if latest != live else None,
        "waiting": any(each.waiting for each in sets),
        "tags": presenters.STATE_TAGS,
    }
    return render(request, "intake/data.html", context)


@needs("data.see")
@require_GET
def data_csv(request: Request) -> HttpResponse:
    """The table of the data page."""
    made = tables.sets_table(selectors.data_sets(selectors.live()))
    return csv_answer(presenters.as_csv(made), "data-sets")


@needs("data.see")
@require_GET
def versions(request: Request, kind: str) -> HttpResponse:
    """Every version of a data set."""
    context = {
        "kind": kind_or_404(kind),
        "versions": selectors.versions(kind),
        "current": selectors.current(kind),
        "may_upload": request.user.has_perm(kind_or_404(kind).needs),
        "tags": presenters.STATE_TAGS,
    }
    return render(request, "intake/versions.html", context)


@needs("data.see")
@require_GET
def versions_csv(request: Request, kind: str) -> HttpResponse:
    """Every version of a data set."""
    kind_or_404(kind)
    made = tables.versions_table(selectors.versions(kind))
    return csv_answer(presenters.as_csv(made), f"{kind}-versions")


@csrf_exempt  # only until the handler of its files is set: `_upload` is protected
@needs("data.see")
@require_http_methods(["GET", "POST"])
def upload(request: Request, kind: str) -> HttpResponse:
    """Upload a new version of a data set."""
    if not request.user.has_perm(kind_or_404(kind).needs):
        raise PermissionDenied
    handler = StoreUploadHandler(request)
    request.upload_handlers = [handler]
    return _upload(request, kind, handler)


@csrf_protect
def _upload(request: Request, kind: str, handler: StoreUploadHandler) -> HttpResponse:
    what, may_choose = kind_or_404(kind), request.user.has_perm("data.choose")
    if request.method == "GET":
        form = UploadForm(what, may_choose=may_choose)
        return render(request, "intake/upload.html", {"form": form, "kind": what})
    form = UploadForm(what, _sent(request), request.FILES, may_choose=may_choose)
    if handler.too_large:
        form.errors.clear()
        form.add_error("upload", _too_large())
    elif form.is_valid():
        try:
            version = bring_in(
                by=request.user,
                kind=kind,
                arrived=form.cleaned_data["upload"],
                key=form.cleaned_data["key"],
                note=form.cleaned_data["note"],
                then_current=form.cleaned_data.get("then", False),
            )
        except RefusedError as error:
            form.add_error("upload", list(error.lines))
        else:
            return redirect("job", pk=version.job_id)
    return render(request, "intake/upload.html", {"form": form, "kind": what}, status=422)


def _sent(request: Request) -> QueryDict:
    """What was sent; a form that was cut off for its size may have lost its key."""
    sent = request.POST.copy()
    sent.setdefault("key", uuid.uuid4().hex)
    return sent


def _too_large() -> str:
    return (
        f"The files are larger than {settings.UPLOAD_MOST_BYTES // 1_000_000:,} MB together. "
        "Upload fewer, or put them into a zip."
    )
