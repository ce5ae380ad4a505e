"""Single children: the list of a choice, one child's journey, finding a child."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from kinward_web.audit.csv_file import csv_answer
from kinward_web.care import actions
from kinward_web.care.asked import Asked
from kinward_web.care.forms import FindForm
from kinward_web.care.presenters import children as shown
from kinward_web.care.selectors.asking import room
from kinward_web.care.selectors.children import Child
from kinward_web.care.views.asking import filtered, question
from kinward_web.guard import Request, needs
from kinward_web.intake.models import Snapshot
from kinward_web.intake.selectors import live


@needs("children.see")
@require_GET
def listed(request: Request) -> HttpResponse:
    """The children of a choice, one by one."""
    asked = question(request)
    given: dict[str, Any] = {
        "form": asked.form,
        "asked": asked.asked,
        "filtered": filtered(request),
    }
    if asked.snapshot is not None and asked.asked is not None:
        found = actions.read_list(by=request.user, snapshot=asked.snapshot, asked=asked.asked)
        if found is not None:
            given |= {
                "list": shown.children(found, asked.asked, request.GET),
                "elsewhere": found.elsewhere,
                "number": len(found.frame),
            }
    status = 422 if asked.form is not None and asked.form.errors else 200
    return render(request, "care/list.html", given, status=status)


@needs("children.see", "children.download", again=True)
@require_GET
def list_csv(request: Request) -> HttpResponse:
    """The same list as CSV."""
    snapshot, asked = _asked(request)
    found = actions.read_list(by=request.user, snapshot=snapshot, asked=asked, download=True)
    if found is None:
        raise Http404
    return csv_answer(shown.children_csv(found, asked), f"children-{asked.as_at}")


@needs("children.see")
@require_GET
def child(request: Request, pseudonym: str) -> HttpResponse:
    """One child's journey."""
    found, snapshot = _child(request, pseudonym)
    given = {**shown.journey(found), "as_at": snapshot.as_at}
    return render(request, "care/child.html", given)


@needs("children.see", "children.download", again=True)
@require_GET
def child_csv(request: Request, pseudonym: str) -> HttpResponse:
    """The same journey as CSV."""
    found, _ = _child(request, pseudonym, download=True)
    return csv_answer(shown.journey_csv(found), f"child-{found.pseudonym}")


@needs("children.see")
@require_http_methods(["GET", "POST"])
def find(request: Request) -> HttpResponse:
    """Look for a child by pseudonym or identifier."""
    form = FindForm(
        request.POST if request.method == "POST" else None,
        identifiers=request.user.has_perm("children.identify"),
    )
    if request.method == "POST" and form.is_valid():
        snapshot = live()
        words = form.cleaned_data["words"]
        name = (
            actions.find_child(by=request.user, snapshot=snapshot, words=words)
            if snapshot
            else None
        )
        if name is not None:
            return redirect("child", pseudonym=name)
        form.add_error("words", "No child whom you may see is known by that. Check what you typed")
    status = 422 if form.errors else 200
    return render(request, "care/find.html", {"form": form}, status=status)


def _asked(request: Request) -> tuple[Snapshot, Asked]:
    asked = question(request)
    if asked.snapshot is None or asked.asked is None:
        raise Http404
    return asked.snapshot, asked.asked


def _child(request: Request, pseudonym: str, *, download: bool = False) -> tuple[Child, Snapshot]:
    """A child, and the figures that it is of.

    Raises:
        Http404: there is no such child, or not for this person.
        PermissionDenied: the person sees no single children, or has no areas.
    """
    snapshot = live()
    if snapshot is None:
        raise Http404
    room(request.user, snapshot)
    found = actions.read_child(
        by=request.user, snapshot=snapshot, pseudonym=pseudonym, download=download
    )
    if found is None:
        raise Http404
    return found, snapshot
