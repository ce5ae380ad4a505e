"""Pages of plans: the list, one plan, its file and its history."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinward_web.audit.actions import Kind, record
from kinward_web.guard import Request, needs
from kinward_web.intake.selectors import live
from kinward_web.planning.actions.plans import copy, make, remove
from kinward_web.planning.forms.plan import ImportForm, NewForm
from kinward_web.planning.forms.refusals import attempt
from kinward_web.planning.models import Plan, Trial
from kinward_web.planning.presenters import plan as shown
from kinward_web.planning.rules import OWN
from kinward_web.planning.selectors import plans as found
from kinward_web.planning.text.write import new

_LATEST = 5
"""Trials on the page of a plan."""


def plan_of(request: Request, pk: int) -> Plan:
    """A plan that the person may see; 404 for any other."""
    return get_object_or_404(found.plans(request.user), pk=pk)


@needs("plans.see")
@require_GET
def plans(request: Request) -> HttpResponse:
    """One's own plans and those that are shared."""
    every = list(found.plans(request.user).defer("text"))
    page = {
        "own": [each for each in every if each.owner_id == request.user.pk],
        "others": [each for each in every if each.owner_id != request.user.pk],
    }
    return render(request, "planning/plans.html", page)


@needs("plans.see")
@require_GET
def plan(request: Request, pk: int) -> HttpResponse:
    """A plan: targets, actions, what came of it, who may do what."""
    one = plan_of(request, pk)
    read = found.read(one)
    page = {
        "plan": one,
        "targets": [shown.target_words(each) for each in read.targets],
        "actions": shown.actions(read.actions),
        "problems": read.problems,
        "can": found.may(request.user, one),
        "editors": one.editors.order_by("name"),
        "trials": trials_shown(one, found.tries(request.user, one)[:_LATEST]),
        "key": uuid.uuid4().hex,
    }
    return render(request, "planning/plan.html", page)


def trials_shown(one: Plan, tries: Iterable[Trial]) -> list[dict[str, object]]:
    """What came of a plan, each with why it is no longer of today."""
    now = live()
    shown = []
    for each in tries:
        # The text of the plan is told by the plan at hand.
        each.plan = one
        shown.append({"trial": each, "stale": each.stale(now)})
    return shown


@needs("plans.edit")
@require_http_methods(["GET", "POST"])
def new_plan(request: Request) -> HttpResponse:
    """Begin a plan by its name."""
    if request.method == "POST":
        form = NewForm(request.POST)
        if form.is_valid():
            given = form.cleaned_data
            text = new(given["name"], given["description"])
            made = attempt(form, lambda: make(by=request.user, text=text, key=given["key"]))
            if made is not None:
                return redirect("plan", made.pk)
    else:
        form = NewForm(initial={"key": uuid.uuid4().hex})
    return render(request, "planning/plan_new.html", {"form": form})


@needs("plans.edit")
@require_http_methods(["GET", "POST"])
def import_plan(request: Request) -> HttpResponse:
    """Bring a plan's file."""
    if request.method == "POST":
        form = ImportForm(request.POST, request.FILES)
        if form.is_valid():
            given = form.cleaned_data
            made = attempt(
                form,
                lambda: make(
                    by=request.user, text=given["file"], key=given["key"], words="Imported a plan"
                ),
            )
            if made is not None:
                return redirect("plan", made.pk)
    else:
        form = ImportForm(initial={"key": uuid.uuid4().hex})
    return render(request, "planning/plan_import.html", {"form": form})


@needs("plans.see")
@require_GET
def export(request: Request, pk: int) -> HttpResponse:
    """A plan's file, to the byte."""
    one = plan_of(request, pk)
    record(
        by=request.user,
        kind=Kind.DOWNLOAD,
        subject="plan",
        subject_id=one.pk,
        words="Exported the plan",
    )
    return _file(one.text, one.name)


@needs("plans.see")
@require_GET
def history(request: Request, pk: int) -> HttpResponse:
    """How a plan came to be what it is."""
    one = plan_of(request, pk)
    return render(request, "planning/history.html", {"plan": one, "editions": found.history(one)})


@needs("plans.see")
@require_GET
def edition(request: Request, pk: int, number: int) -> HttpResponse:
    """The file of an earlier edition."""
    one = plan_of(request, pk)
    then = found.history(one).filter(edition=number).first()
    if then is None:
        return render(request, "planning/history.html", {"plan": one}, status=404)
    record(
        by=request.user,
        kind=Kind.DOWNLOAD,
        subject="plan",
        subject_id=one.pk,
        words=f"Exported edition {number} of the plan",
    )
    return _file(then.text, f"{then.name}-{number}")  # type: ignore[attr-defined]


@needs("plans.edit")
@require_POST
def copy_plan(request: Request, pk: int) -> HttpResponse:
    """Copy a plan for oneself."""
    one = plan_of(request, pk)
    made = copy(by=request.user, plan=one, key=request.POST.get("key", "")[:64] or uuid.uuid4().hex)
    return redirect("plan", made.pk)


@needs("plans.edit")
@require_http_methods(["GET", "POST"])
def delete_plan(request: Request, pk: int) -> HttpResponse:
    """Remove a plan of one's own, when asked again."""
    one = plan_of(request, pk)
    if not request.user.has_perm(OWN, one):
        raise PermissionDenied
    if request.method == "POST":
        remove(by=request.user, plan=one)
        return redirect("plans")
    return render(request, "planning/plan_remove.html", {"plan": one})


@needs("plans.see")
@require_GET
def templates(request: Request) -> HttpResponse:
    """Actions to begin from, with where each of their figures is from."""
    told = [(each, shown.origins(each.key)) for each in found.all_templates()]
    return render(request, "planning/templates.html", {"templates": told})


def _file(text: str, name: str) -> HttpResponse:
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "plan"
    answer = HttpResponse(text.encode(), content_type="application/toml")
    answer["Content-Disposition"] = f'attachment; filename="{plain[:60]}.toml"'
    return answer
