"""Typing a reading, changing it, removing it."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kinward_web.guard import Request, needs
from kinward_web.performance.actions import readings as actions
from kinward_web.performance.forms.reading import ReadingForm
from kinward_web.performance.models import Typed
from kinward_web.performance.selectors.cards import one_card
from kinward_web.performance.views.found import measure_of, reading_of, sees_whole
from kinward_web.planning.forms.plan import EditionForm
from kinward_web.planning.forms.refusals import attempt


@needs("scorecard.edit")
@require_http_methods(["GET", "POST"])
def add(request: Request, measure: str) -> HttpResponse:
    """A new reading."""
    sees_whole(request)
    shown = one_card(measure_of(measure)).measure
    form = ReadingForm(
        request.POST or None, initial={"key": uuid.uuid4().hex, "edition": 0},
        measure=shown, today=timezone.localdate(),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given, key = form.given(request.user.name), form.cleaned_data["key"]
        if attempt(
            form, lambda: actions.add(by=request.user, measure=measure, given=given, key=key)
        ):
            return redirect("scorecard_measure", measure)
    title = f"Type a reading: {shown.label}"
    return _page(request, form, measure, shown.label, title)


@needs("scorecard.edit")
@require_http_methods(["GET", "POST"])
def change(request: Request, measure: str, pk: int) -> HttpResponse:
    """A reading that is there."""
    sees_whole(request)
    row, shown = reading_of(measure, pk), one_card(measure).measure
    begun = {"key": uuid.uuid4().hex, "edition": row.edition, **ReadingForm.shown(row)}
    form = ReadingForm(
        request.POST or None, initial=begun, measure=shown, today=timezone.localdate()
    )
    if request.method == "POST" and form.is_valid():
        given, sent = form.given(request.user.name), form.cleaned_data

        def work() -> Typed:
            return actions.change(
                by=request.user, reading=row, given=given, edition=sent["edition"],
                key=sent["key"],
            )  # fmt: skip

        if attempt(form, work, edition=lambda: reading_of(measure, pk).edition):
            return redirect("scorecard_measure", measure)
    return _page(request, form, measure, shown.label, f"Change a reading: {shown.label}", row)


@needs("scorecard.edit")
@require_http_methods(["GET", "POST"])
def remove(request: Request, measure: str, pk: int) -> HttpResponse:
    """Ask, then remove."""
    sees_whole(request)
    row = reading_of(measure, pk)
    begun = {"key": uuid.uuid4().hex, "edition": row.edition}
    form = EditionForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():

        def work() -> bool:
            actions.remove(by=request.user, reading=row, edition=form.cleaned_data["edition"])
            return True

        if attempt(form, work, edition=lambda: reading_of(measure, pk).edition):
            return redirect("scorecard_measure", measure)
    label = one_card(measure).measure.label
    page = {
        "form": form, "measure": measure, "label": label, "row": row,
        "title": f"Remove this reading of {label}?", "button": "Remove it",
        "words": "The history and the audit log keep what it was.",
    }  # fmt: skip
    return render(request, "performance/remove.html", page, status=422 if form.errors else 200)


def _page(
    request: Request, form: ReadingForm, measure: str, label: str, title: str,
    row: Typed | None = None,
) -> HttpResponse:  # fmt: skip
    page = {"form": form, "measure": measure, "label": label, "title": title, "row": row}
    return render(request, "performance/form.html", page, status=422 if form.errors else 200)
