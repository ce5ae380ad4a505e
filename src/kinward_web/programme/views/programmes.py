"""The programmes, and each as a whole."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from kinward_web.guard import Request, needs
from kinward_web.planning.forms.refusals import attempt
from kinward_web.programme.actions import programmes as actions
from kinward_web.programme.forms.head import HeadForm, NewForm
from kinward_web.programme.models import Programme
from kinward_web.programme.presenters import pages, portfolio
from kinward_web.programme.selectors.boards import to_pass_up
from kinward_web.programme.selectors.portfolio import Across, across
from kinward_web.programme.selectors.standing import standing
from kinward_web.programme.views.day import day_of
from kinward_web.programme.views.found import programme_of, sees_panels


@needs("programme.see")
@require_GET
def programmes(request: Request) -> HttpResponse:
    """Every programme, side by side."""
    day, found = day_of(request), found_across(request)
    page = {"day": day, "lines": [day.fault] if day.fault else []}
    if found is not None:
        page |= portfolio.page(found, day.query)
    return render(request, "programme/programmes.html", page)


def found_across(request: Request) -> Across | None:
    """The programmes on the day of an address; None for people who see only their own area."""
    if not request.user.has_perm("areas.all"):
        return None
    return across(day_of(request).on)


@needs("programme.see")
@require_GET
def programme(request: Request, slug: str) -> HttpResponse:
    """One programme: where it stands, and the way to its records."""
    one, day = programme_of(request, slug), day_of(request)
    stands = standing(one, day.on, panels=sees_panels(request))
    page = {
        "programme": one, "day": day, "lines": [day.fault] if day.fault else [],
        "faults": stands.faults,
        "upward": to_pass_up(stands), "may_meet": request.user.has_perm("programme.meet"),
        "key": uuid.uuid4().hex, **pages.overview_page(stands, request.GET, day.query),
    }  # fmt: skip
    return render(request, "programme/programme.html", page)


@needs("programme.edit")
@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """A new programme."""
    form = NewForm(request.POST or None, initial={"key": uuid.uuid4().hex})
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        made = attempt(
            form,
            lambda: actions.make(
                by=request.user, slug=sent["slug"], head=form.head(), key=sent["key"]
            ),
        )
        if made:
            return redirect("programme", made.slug)
    page = {"form": form, "title": "Add a programme"}
    return render(request, "programme/form.html", page, status=422 if form.errors else 200)


@needs("programme.edit")
@require_http_methods(["GET", "POST"])
def change(request: Request, slug: str) -> HttpResponse:
    """Name, purpose and owner of a programme."""
    one = programme_of(request, slug)
    begun = {"key": uuid.uuid4().hex, "edition": one.edition, **HeadForm.shown(one)}
    form = HeadForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data

        def work() -> Programme:
            return actions.change(
                by=request.user, programme=one, head=form.head(), edition=sent["edition"],
                key=sent["key"],
            )  # fmt: skip

        if attempt(form, work, edition=lambda: programme_of(request, slug).edition):
            return redirect("programme", slug)
    page = {"programme": one, "form": form, "title": "Change the programme"}
    return render(request, "programme/form.html", page, status=422 if form.errors else 200)
