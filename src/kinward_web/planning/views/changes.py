"""Changing a plan: its name, its text, its targets, and who sees it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kinward_web.guard import Request, needs
from kinward_web.planning import rules
from kinward_web.planning.actions.plans import change, share
from kinward_web.planning.forms.plan import (
    EditionForm,
    RenameForm,
    SharingForm,
    TargetForm,
    TextForm,
)
from kinward_web.planning.forms.refusals import attempt
from kinward_web.planning.models import Plan
from kinward_web.planning.selectors import plans as found
from kinward_web.planning.text import write
from kinward_web.planning.views.plans import plan_of


def to_change(request: Request, pk: int, permission: str = rules.CHANGE) -> Plan:
    """A plan that the person may change; 403 where they may only see it."""
    one = plan_of(request, pk)
    if not request.user.has_perm(permission, one):
        raise PermissionDenied
    return one


def begun(plan: Plan, **more: Any) -> dict[str, Any]:
    """What a form of a plan begins with."""
    return {"edition": plan.edition, "key": uuid.uuid4().hex, **more}


def saved(
    request: Request, plan: Plan, form: EditionForm, edit: Callable[[str], str], words: str
) -> Plan | None:
    """The plan after a change; None where it was refused, which the form then tells."""
    given = form.cleaned_data
    return attempt(
        form,
        lambda: change(
            by=request.user,
            plan=plan,
            edition=given["edition"],
            key=given["key"],
            edit=edit,
            words=words,
        ),
        edition=lambda: plan_of(request, plan.pk).edition,
    )


@needs("plans.edit")
@require_http_methods(["GET", "POST"])
def rename(request: Request, pk: int) -> HttpResponse:
    """Name and description."""
    one = to_change(request, pk)
    form = RenameForm(request.POST or None, initial=begun(one, name=one.name, description=one.note))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def edit(text: str) -> str:
            return write.with_head(text, given["name"], given["description"])

        if saved(request, one, form, edit, "Renamed the plan"):
            return redirect("plan", pk)
    return render(
        request, "planning/form.html", {"plan": one, "form": form, "title": "Name and description"}
    )


@needs("plans.edit")
@require_http_methods(["GET", "POST"])
def text(request: Request, pk: int) -> HttpResponse:
    """The plan as text."""
    one = to_change(request, pk)
    form = TextForm(request.POST or None, initial=begun(one, text=one.text))
    words = "Changed the text of the plan"
    if (
        request.method == "POST"
        and form.is_valid()
        and saved(request, one, form, form.as_before, words)
    ):
        return redirect("plan", pk)
    return render(
        request, "planning/form.html", {"plan": one, "form": form, "title": "The plan as text"}
    )


@needs("plans.edit")
@require_http_methods(["GET", "POST"])
def target(request: Request, pk: int, place: int | None = None) -> HttpResponse:
    """A target: a new one, or one that is there."""
    one = to_change(request, pk)
    there = found.tables(one, "target")
    if place is not None and place >= len(there):
        raise Http404
    shown = {} if place is None else TargetForm.shown(there[place])
    form = TargetForm(request.POST or None, initial=begun(one, **shown))
    if request.method == "POST" and form.is_valid():

        def edit(text: str) -> str:
            return write.with_target(text, place, form.keys())

        if saved(request, one, form, edit, "Changed a target" if there else "Set a target"):
            return redirect("plan", pk)
    title = "Add a target" if place is None else "Change the target"
    page = {"plan": one, "form": form, "title": title, "place": place}
    return render(request, "planning/target.html", page)


@needs("plans.edit")
@require_POST
def remove_target(request: Request, pk: int, place: int) -> HttpResponse:
    """Take a target out."""
    return at_once(
        request, pk, "target", place, lambda text: write.without_target(text, place),
        "Removed a target",
    )  # fmt: skip


def at_once(
    request: Request, pk: int, key: str, place: int, edit: Callable[[str], str], words: str
) -> HttpResponse:
    """A change that is one button; what somebody else changed meanwhile is told on a page."""
    one = to_change(request, pk)
    form = EditionForm(request.POST)
    if place >= len(found.tables(one, key)) and form.is_valid():
        # Sent twice, or gone by somebody else's hand: the plan's page shows what there is.
        return redirect("plan", pk)
    if form.is_valid() and saved(request, one, form, edit, words):
        return redirect("plan", pk)
    return render(request, "planning/told.html", {"plan": one, "form": form}, status=409)


@needs("plans.edit")
@require_http_methods(["GET", "POST"])
def sharing(request: Request, pk: int) -> HttpResponse:
    """Who sees a plan, and who may change it."""
    one = to_change(request, pk, rules.OWN)
    people = found.possible_editors(one)
    initial = begun(one, shared="yes" if one.shared else "no", editors=list(one.editors.all()))
    form = SharingForm(request.POST or None, people=people, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = attempt(
            form,
            lambda: share(
                by=request.user,
                plan=one,
                edition=given["edition"],
                key=given["key"],
                shared=given["shared"] == "yes",
                editors=given["editors"],
            ),
            edition=lambda: plan_of(request, pk).edition,
        )
        if done is not None:
            return redirect("plan", pk)
    return render(request, "planning/form.html", {"plan": one, "form": form, "title": "Sharing"})
