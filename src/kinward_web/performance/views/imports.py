"""Files of measures: out, and in after a look at what they would change."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from kinward.errors import KinwardError
from kinward_web.accounts.editing import renewed
from kinward_web.audit.actions import Kind, record
from kinward_web.audit.csv_file import csv_answer, csv_file
from kinward_web.guard import Request, needs
from kinward_web.performance.actions import imports as actions
from kinward_web.performance.forms.upload import MeasuresForm
from kinward_web.performance.presenters.preview import preview, table, taken
from kinward_web.performance.selectors.cards import as_file
from kinward_web.performance.views.found import sees_whole
from kinward_web.planning.forms.looking import TakeForm
from kinward_web.planning.forms.refusals import attempt
from kinward_web.store import without_places


@needs("scorecard.see")
@require_GET
def export(request: Request) -> HttpResponse:
    """Targets and typed readings. Only for those who see small counts."""
    sees_whole(request)
    record(
        by=request.user, kind=Kind.DOWNLOAD, subject="scorecard", subject_id="measures.csv",
        words="Exported targets and typed readings",
    )  # fmt: skip
    return csv_answer(as_file(), "measures")


@needs("scorecard.edit")
@require_http_methods(["GET", "POST"])
def bring(request: Request) -> HttpResponse:
    """Choose a file."""
    sees_whole(request)
    if request.method == "POST":
        form = MeasuresForm(request.POST, request.FILES)
        if form.is_valid():
            file = form.cleaned_data["file"]

            def work() -> str:
                token = actions.bring_in(by=request.user, name=file.name, chunks=file.chunks())
                actions.look(by=request.user, token=token)
                return token

            try:
                return redirect(f"{reverse('scorecard_look')}?{urlencode({'token': work()})}")
            except KinwardError as error:
                form.add_error("file", [without_places(line) for line in error.lines])
    else:
        form = MeasuresForm(initial={"key": uuid.uuid4().hex})
    page = {"form": form}
    return render(request, "performance/import.html", page, status=422 if form.errors else 200)


@needs("scorecard.edit")
@require_http_methods(["GET", "POST"])
def look(request: Request) -> HttpResponse:
    """See what a file would change, and take it over."""
    sees_whole(request)
    asked = request.POST if request.method == "POST" else request.GET
    token = asked.get("token", "")
    try:
        looked = actions.look(by=request.user, token=token)
    except KinwardError as error:
        return _gone(request, error)
    begun = {"key": uuid.uuid4().hex, "token": token, "stamp": looked.stamp}
    form = TakeForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        found = attempt(
            form,
            lambda: actions.take(by=request.user, token=token, seen=sent["stamp"], key=sent["key"]),
        )
        if found is not None:
            messages.success(request, taken(found))
            return redirect("scorecard_detail")
        renewed(form, stamp=looked.stamp)
    page = {
        "form": form, "name": looked.name, "preview": preview(looked.found), "token": token,
    }  # fmt: skip
    return render(request, "performance/look.html", page, status=422 if form.errors else 200)


@needs("scorecard.edit")
@require_GET
def look_csv(request: Request, name: str) -> HttpResponseBase:
    """A table of what a file would change, with all its rows."""
    sees_whole(request)
    try:
        looked = actions.look(by=request.user, token=request.GET.get("token", ""))
    except KinwardError as error:
        return _gone(request, error)
    found = table(looked.found, name)
    if found is None:
        raise Http404
    return csv_file(f"scorecard-import-{name}", *found)


def _gone(request: Request, error: KinwardError) -> HttpResponse:
    """The form again, with why the file cannot be looked at."""
    again = MeasuresForm(initial={"key": uuid.uuid4().hex})
    page = {"form": again, "lines": [without_places(line) for line in error.lines]}
    return render(request, "performance/import.html", page, status=422)
