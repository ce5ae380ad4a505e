"""Files of a programme: out, and in after a look at what they would change."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from kinward.errors import KinwardError
from kinward_web.accounts.editing import renewed
from kinward_web.audit.csv_file import csv_file
from kinward_web.documents.tables import XLSX
from kinward_web.guard import Request, needs
from kinward_web.planning.forms.looking import TakeForm
from kinward_web.planning.forms.refusals import attempt
from kinward_web.programme.actions import imports
from kinward_web.programme.forms.file import ProgrammeFileForm
from kinward_web.programme.models import Programme
from kinward_web.programme.presenters import files
from kinward_web.programme.presenters.incoming import preview, table, taken
from kinward_web.programme.views.found import programme_of
from kinward_web.store import without_places


@needs("programme.edit")
@require_http_methods(["GET", "POST"])
def choose(request: Request, slug: str) -> HttpResponse:
    """Choose a file."""
    programme = programme_of(request, slug)
    if request.method != "POST":
        return _choice(request, programme, ProgrammeFileForm(initial=_key()))
    form = ProgrammeFileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            token = _kept(request, programme, form.cleaned_data)
        except KinwardError as error:
            form.add_error("file", [without_places(line) for line in error.lines])
        else:
            return redirect(
                f"{reverse('programme_look', args=[slug])}?{urlencode({'token': token})}"
            )
    return _choice(request, programme, form)


@needs("programme.edit")
@require_http_methods(["GET", "POST"])
def look(request: Request, slug: str) -> HttpResponse:
    """See what a file would change, and import it."""
    programme = programme_of(request, slug)
    asked = request.POST if request.method == "POST" else request.GET
    token = asked.get("token", "")
    try:
        looked = imports.look(by=request.user, programme=programme, token=token)
    except KinwardError as error:
        return _gone(request, programme, error)
    begun = _key() | {"token": token, "stamp": looked.found.stamp}
    form = TakeForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        found = attempt(
            form,
            lambda: imports.take(
                by=request.user, programme=programme, token=token, seen=sent["stamp"],
                key=sent["key"],
            ),
        )  # fmt: skip
        if found is not None:
            messages.success(request, taken(found, imports.said(found)))
            return redirect("programme", slug)
        renewed(form, **begun)
    page = {
        "programme": programme, "form": form, "name": looked.name,
        "preview": preview(looked.found), "any": bool(looked.found.records), "token": token,
    }  # fmt: skip
    return render(request, "programme/look.html", page, status=422 if form.errors else 200)


@needs("programme.edit")
@require_GET
def look_csv(request: Request, slug: str, name: str) -> HttpResponseBase:
    """A table of what a file would change, with all its rows."""
    programme = programme_of(request, slug)
    token = request.GET.get("token", "")
    try:
        looked = imports.look(by=request.user, programme=programme, token=token)
    except KinwardError as error:
        return _gone(request, programme, error)
    found = table(looked.found, name)
    if found is None:
        raise Http404
    return csv_file(f"{slug}-import-{name}", *found)


@needs("programme.see")
@require_GET
def as_xlsx(request: Request, slug: str) -> HttpResponse:
    """The programme as a spreadsheet."""
    programme = programme_of(request, slug)
    return _file(request, programme, "xlsx", files.as_workbook(programme), XLSX)


@needs("programme.see")
@require_GET
def as_zip(request: Request, slug: str) -> HttpResponse:
    """The programme as CSV files in an archive."""
    programme = programme_of(request, slug)
    return _file(request, programme, "zip", files.as_zip(programme), "application/zip")


def _kept(request: Request, programme: Programme, given: dict[str, Any]) -> str:
    """The token of a file that can be read."""
    file = given["file"]
    token = imports.keep(
        by=request.user, name=file.name, chunks=file.chunks(),
        saving_year=given["saving_year"] or None, reported_on=given["reported_on"],
    )  # fmt: skip
    imports.look(by=request.user, programme=programme, token=token)
    return token


def _key() -> dict[str, str]:
    return {"key": uuid.uuid4().hex}


def _gone(request: Request, programme: Programme, error: KinwardError) -> HttpResponse:
    """The form again, with why the file cannot be looked at."""
    lines = [without_places(line) for line in error.lines]
    return _choice(request, programme, ProgrammeFileForm(initial=_key()), lines)


def _choice(
    request: Request,
    programme: Programme,
    form: ProgrammeFileForm,
    lines: list[str] | None = None,
) -> HttpResponse:
    page = {"programme": programme, "form": form, "lines": lines or []}
    status = 422 if form.errors or lines else 200
    return render(request, "programme/import.html", page, status=status)


def _file(
    request: Request, programme: Programme, ending: str, content: bytes, kind: str
) -> HttpResponse:
    name = f"{programme.slug}.{ending}"
    imports.exported(by=request.user, programme=programme, name=name)
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
