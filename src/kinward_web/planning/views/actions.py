"""The actions of a plan: adding, changing, ordering, copying and taking out."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kinward_web.accounts.editing import renewed
from kinward_web.guard import Request, needs
from kinward_web.planning.actions.plans import change
from kinward_web.planning.forms.action import ActionForm
from kinward_web.planning.forms.kinds import KINDS
from kinward_web.planning.forms.refusals import Kept, attempt_action
from kinward_web.planning.models import Plan
from kinward_web.planning.presenters import plan as shown
from kinward_web.planning.selectors import plans as found
from kinward_web.planning.text import write
from kinward_web.planning.views.changes import at_once, begun, to_change
from kinward_web.planning.views.plans import plan_of


@needs("plans.edit")
@require_http_methods(["GET", "POST"])
def add(request: Request, pk: int) -> HttpResponse:
    """Add an action of a kind, or one that begins from a template."""
    one = to_change(request, pk)
    key = request.GET.get("template", "")
    stands = found.template_keys(key) if key else {}
    kind = (stands or {}).get("kind") if key else request.GET.get("kind", "")
    if stands is None or kind not in KINDS:
        page = {"plan": one, "kinds": KINDS.values(), "templates": found.all_templates()}
        return render(request, "planning/action_choose.html", page)
    form = _form(request, one, str(kind), stands)
    if request.method == "POST" and form.is_valid():
        head = {"name": None, "template": write.quoted(key) if key else None}
        if _saved(request, one, form, None, {**head, "kind": write.quoted(str(kind))}):
            return redirect("plan", pk)
    page = {"plan": one, "form": form, "title": _adding(form), "adds": True}
    if key:
        page["origins"] = shown.origins(key)
    return render(request, "planning/action.html", page)


@needs("plans.edit")
@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: int, place: int) -> HttpResponse:
    """Change an action. Of one that was moved meanwhile, its name tells which it is."""
    one = to_change(request, pk)
    at: int | None = place
    if request.method == "POST" and request.POST.get("was"):
        at = found.place_of(one, request.POST["was"])
    stands = None if at is None else found.action_keys(one, at)
    if stands is None:
        return _gone(request, one)
    form = _form(request, one, str(stands.get("kind", "")), stands, was=str(stands["name"]))
    if request.method == "POST" and form.is_valid() and _saved(request, one, form, at, {}):
        return redirect("plan", pk)
    page: dict[str, Any] = {"plan": one, "form": form, "title": "Change the action", "place": at}
    if getattr(form, "stale", False):
        page["now"] = shown.actions(found.read(one).actions)[at or 0]
    if stands.get("template"):
        page["origins"] = shown.origins(str(stands["template"]))
    return render(request, "planning/action.html", page)


@needs("plans.edit")
@require_POST
def move(request: Request, pk: int, place: int) -> HttpResponse:
    """One place up or down."""
    by = -1 if request.POST.get("way") == "up" else 1
    return at_once(
        request, pk, "action", place, lambda text: write.moved(text, place, by), "Moved an action"
    )


@needs("plans.edit")
@require_POST
def duplicate(request: Request, pk: int, place: int) -> HttpResponse:
    """A copy of an action, under a name of its own."""
    one = to_change(request, pk)
    names = [str(each.get("name", "")) for each in found.tables(one, "action")]
    if place >= len(names):
        raise Http404
    number = 2
    while found.place_of(one, f"{names[place]} ({number})") is not None:
        number += 1
    name = f"{names[place]} ({number})"
    return at_once(
        request, pk, "action", place, lambda text: write.copied(text, place, name),
        "Copied an action",
    )  # fmt: skip


@needs("plans.edit")
@require_http_methods(["GET", "POST"])
def take_out(request: Request, pk: int, place: int) -> HttpResponse:
    """Take an action out, when asked again."""
    one = to_change(request, pk)
    if request.method == "POST":
        return at_once(
            request, pk, "action", place, lambda text: write.without_action(text, place),
            "Removed an action",
        )  # fmt: skip
    told = shown.actions(found.read(one).actions)
    if place >= len(told):
        raise Http404
    page = {"plan": one, "action": told[place], "key": uuid.uuid4().hex}
    return render(request, "planning/action_remove.html", page)


def _form(
    request: Request, plan: Plan, kind: str, stands: dict[str, Any], *, was: str = ""
) -> ActionForm:
    if kind not in KINDS:
        raise Http404
    return ActionForm(
        request.POST or None,
        kind=kind,
        stands=stands,
        areas=found.team_names(),
        initial=begun(plan, was=was),
    )


def _saved(
    request: Request, plan: Plan, form: ActionForm, place: int | None, head: dict[str, str | None]
) -> Plan | None:
    keys = {**head, **form.keys()}
    kept = Kept(lambda text: write.with_action(text, place, keys, form.conditions()))
    given = form.cleaned_data
    return attempt_action(
        form,
        lambda: change(
            by=request.user,
            plan=plan,
            edition=given["edition"],
            key=given["key"],
            edit=kept,
            words="Added an action" if place is None else "Changed an action",
        ),
        kept,
        place,
        lambda: plan_of(request, plan.pk).edition,
    )


def _adding(form: ActionForm) -> str:
    """'Add an action: shorten stays'."""
    title = form.kind.title
    return f"Add an action: {title[:1].lower()}{title[1:]}"


def _gone(request: Request, plan: Plan) -> HttpResponse:
    """An action that somebody else took out: what was typed is shown, to be added again."""
    kind, name = request.POST.get("kind", ""), request.POST.get("name", "")
    if request.method != "POST" or kind not in KINDS:
        raise Http404
    form = ActionForm(
        request.POST, kind=kind, stands={}, areas=found.team_names(), initial=begun(plan)
    )
    renewed(form, edition=plan.edition, was="")
    form.add_error(
        None,
        f"{plan.changed_by.name} removed the action {name} while you were editing. What you typed "
        "is kept below: save it to add it again.",
    )
    page = {"plan": plan, "form": form, "title": _adding(form), "adds": True, "again": kind}
    return render(request, "planning/action.html", page, status=409)
