"""Adding, changing and removing the entries of a list inside a record."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kinward_web.guard import Request, needs
from kinward_web.planning.forms.plan import EditionForm
from kinward_web.planning.forms.refusals import attempt
from kinward_web.programme.actions import parts
from kinward_web.programme.forms.build import form as built
from kinward_web.programme.forms.build import shown, typed
from kinward_web.programme.forms.spec import Part
from kinward_web.programme.models import Record
from kinward_web.programme.selectors.programmes import called, whole
from kinward_web.programme.views.found import kind_of, part_named, record_of
from kinward_web.programme.views.records import may, still_asked


@needs("programme.see")
@require_http_methods(["GET", "POST"])
def add(request: Request, slug: str, kind: str, pk: int, name: str) -> HttpResponse:
    """A new entry."""
    one, part = _found(request, slug, kind, pk, name)
    begun = {"key": uuid.uuid4().hex, "edition": one.edition}
    form = built(part.asks, whole(one.programme), request.POST or None, begun)
    if request.method == "POST" and form.is_valid():
        given = typed(part.asks, form.cleaned_data)
        sent = form.cleaned_data
        if _attempt(
            request, form, one,
            lambda: parts.add(
                by=request.user, one=one, part=part, given=given, today=timezone.localdate(),
                edition=sent["edition"], key=sent["key"],
            ),
        ):  # fmt: skip
            return redirect("programme_record", slug, kind, pk)
    return _page(request, one, part, form, part.adding)


@needs("programme.see")
@require_http_methods(["GET", "POST"])
def change(request: Request, slug: str, kind: str, pk: int, name: str, place: int) -> HttpResponse:
    """An entry that is there."""
    one, part = _found(request, slug, kind, pk, name)
    now = parts.entry(one, part, place)
    asks = still_asked(part.asks, now)
    begun = {"key": uuid.uuid4().hex, "edition": one.edition, **shown(asks, now)}
    form = built(asks, whole(one.programme), request.POST or None, begun)
    if request.method == "POST" and form.is_valid():
        given, sent = typed(asks, form.cleaned_data), form.cleaned_data
        if _attempt(
            request, form, one,
            lambda: parts.put(
                by=request.user, one=one, part=part, place=place, given=given,
                edition=sent["edition"], key=sent["key"],
            ),
        ):  # fmt: skip
            return redirect("programme_record", slug, kind, pk)
    return _page(request, one, part, form, f"Change: {part.title.lower()}", place)


@needs("programme.see")
@require_http_methods(["GET", "POST"])
def remove(request: Request, slug: str, kind: str, pk: int, name: str, place: int) -> HttpResponse:
    """Ask, then take an entry out."""
    one, part = _found(request, slug, kind, pk, name)
    parts.entry(one, part, place)
    form = EditionForm(
        request.POST or None, initial={"key": uuid.uuid4().hex, "edition": one.edition}
    )
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        if _attempt(
            request, form, one,
            lambda: parts.take_out(
                by=request.user, one=one, part=part, place=place, edition=sent["edition"],
                key=sent["key"],
            ),
        ):  # fmt: skip
            return redirect("programme_record", slug, kind, pk)
    page = {
        "programme": one.programme, "kind": kind_of(kind), "one": one, "called": called(one),
        "part": part, "form": form,
    }  # fmt: skip
    return render(request, "programme/remove.html", page, status=422 if form.errors else 200)


def _found(request: Request, slug: str, kind: str, pk: int, name: str) -> tuple[Record, Part]:
    one, part = record_of(request, slug, kind, pk), part_named(kind, name)
    may(request, part.needs)
    return one, part


def _attempt(
    request: Request, form: EditionForm, one: Record, work: Callable[[], Record]
) -> Record | None:
    def edition() -> int:
        return record_of(request, one.programme.slug, one.kind, one.pk).edition

    return attempt(form, work, edition=edition)


def _page(
    request: Request, one: Record, part: Part, form: EditionForm, title: str,
    place: int | None = None,
) -> HttpResponse:  # fmt: skip
    page = {
        "programme": one.programme, "kind": kind_of(one.kind), "one": one, "called": called(one),
        "part": part,
        "form": form, "title": title, "place": place,
        "removable": place is not None and not part.fixed and not part.fills,
    }  # fmt: skip
    return render(request, "programme/form.html", page, status=422 if form.errors else 200)
