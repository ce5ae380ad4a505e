"""Saying how a measure is followed, and making measures of one's own."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinward_web.guard import Request, needs
from kinward_web.performance.actions import cards as actions
from kinward_web.performance.followed import of_row, usual
from kinward_web.performance.forms.card import CardForm, OwnForm
from kinward_web.performance.models import Card
from kinward_web.performance.selectors.cards import card_of, one_card
from kinward_web.performance.views.found import measure_of, sees_whole
from kinward_web.planning.forms.plan import EditionForm
from kinward_web.planning.forms.refusals import attempt


@needs("scorecard.edit")
@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """A measure of the authority's own."""
    before = usual("")
    begun = {"key": uuid.uuid4().hex, "edition": 0, **OwnForm.shown(before)}
    form = OwnForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        given, key = form.followed(before), form.cleaned_data["key"]
        if made := attempt(form, lambda: actions.make(by=request.user, given=given, key=key)):
            return redirect("scorecard_measure", made.measure)
    page = {"form": form, "title": "Add a measure of your own"}
    return render(request, "performance/form.html", page, status=422 if form.errors else 200)


@needs("scorecard.edit")
@require_http_methods(["GET", "POST"])
def change(request: Request, measure: str) -> HttpResponse:
    """How a measure is followed."""
    sees_whole(request)
    row, shown = card_of(measure_of(measure)), one_card(measure).measure
    before = of_row(row) if row else usual(measure)
    begun = {
        "key": uuid.uuid4().hex, "edition": row.edition if row else 0, **CardForm.shown(before),
    }  # fmt: skip
    kind = OwnForm if before.own else CardForm
    form = kind(request.POST or None, initial=begun, measure=shown)
    if request.method == "POST" and form.is_valid():
        given, sent = form.followed(before), form.cleaned_data

        def work() -> Card:
            return actions.follow(
                by=request.user, measure=measure, given=given, edition=sent["edition"],
                key=sent["key"],
            )  # fmt: skip

        if attempt(form, work, edition=lambda: _edition(measure)):
            return redirect("scorecard_measure", measure)
    page = {
        "form": form, "title": f"Change how it is followed: {shown.label}", "measure": measure,
        "label": shown.label, "removable": row is not None, "own": before.own,
    }  # fmt: skip
    return render(request, "performance/form.html", page, status=422 if form.errors else 200)


@needs("scorecard.edit")
@require_http_methods(["GET", "POST"])
def remove(request: Request, measure: str) -> HttpResponse:
    """Ask, then follow a measure as the library has it, or remove one of one's own."""
    sees_whole(request)
    row = card_of(measure_of(measure))
    if row is None:
        return redirect("scorecard_measure", measure)
    begun = {"key": uuid.uuid4().hex, "edition": row.edition}
    form = EditionForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():

        def work() -> bool:
            actions.drop(by=request.user, card=row, edition=form.cleaned_data["edition"])
            return True

        if attempt(form, work, edition=lambda: _edition(measure)):
            return redirect("scorecard_detail") if row.own else redirect(
                "scorecard_measure", measure
            )  # fmt: skip
    label = one_card(measure).measure.label
    page = {
        "form": form, "measure": measure, "label": label,
        "title": f"Remove {label}?" if row.own else f"Follow {label} as the library has it?",
        "words": "Its target, owner and the rest go back to what the library says."
        if not row.own else "The measure is removed. It must have no readings.",
        "button": "Remove it" if row.own else "Go back to the library",
    }  # fmt: skip
    return render(request, "performance/remove.html", page, status=422 if form.errors else 200)


def _edition(measure: str) -> int:
    row = card_of(measure)
    return row.edition if row else 0
