"""Adding, changing and removing records, whatever their kind."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from kinward_web.guard import Request, needs
from kinward_web.planning.forms.plan import EditionForm
from kinward_web.planning.forms.refusals import attempt
from kinward_web.programme.actions import edits, records
from kinward_web.programme.forms.asks import ASKS
from kinward_web.programme.forms.build import form as built
from kinward_web.programme.forms.build import shown, typed
from kinward_web.programme.forms.spec import Ask
from kinward_web.programme.models import Programme, Record
from kinward_web.programme.presenters.documents import begun
from kinward_web.programme.presenters.history import changes
from kinward_web.programme.selectors.programmes import called, held, whole
from kinward_web.programme.selectors.standing import standing
from kinward_web.programme.views.found import kind_of, programme_of, record_of


@needs("programme.see")
@require_http_methods(["GET", "POST"])
def add(request: Request, slug: str, kind: str) -> HttpResponse:
    """A new record."""
    programme, what = programme_of(request, slug), kind_of(kind)
    may(request, what.needs)
    asks = ASKS[kind]
    begun = {"key": uuid.uuid4().hex, "edition": 0, **_given(request, programme, kind)}
    form = built(asks, whole(programme), request.POST or None, begun)
    if request.method == "POST" and form.is_valid():
        given, key = typed(asks, form.cleaned_data), form.cleaned_data["key"]

        def work() -> Record:
            made = edits.new(kind, given, by=request.user, today=timezone.localdate())
            return records.add(by=request.user, programme=programme, kind=kind, held=made, key=key)

        if made := attempt(form, work):
            return redirect("programme_record", slug, kind, made.pk)
    return _page(request, form, {"programme": programme, "kind": what, "title": what.adding})


@needs("programme.see")
@require_http_methods(["GET", "POST"])
def change(request: Request, slug: str, kind: str, pk: int) -> HttpResponse:
    """A record that is there."""
    one, what = record_of(request, slug, kind, pk), kind_of(kind)
    may(request, what.needs)
    now = held(one)
    asks = still_asked(ASKS[kind], now)
    begun = {"key": uuid.uuid4().hex, "edition": one.edition, **shown(asks, now)}
    form = built(asks, whole(one.programme), request.POST or None, begun)
    if request.method == "POST" and form.is_valid():
        given, sent = typed(asks, form.cleaned_data), form.cleaned_data

        def work() -> Record:
            new = edits.edited(now, given, by=request.user, today=timezone.localdate())
            return records.change(
                by=request.user, one=one, held=new, edition=sent["edition"], key=sent["key"]
            )

        if attempt(form, work, edition=lambda: record_of(request, slug, kind, pk).edition):
            return redirect("programme_record", slug, kind, pk)
    page = {**_about(one), "kind": what, "title": f"Change {called(one)}"}
    return _page(request, form, page)


@needs("programme.see")
@require_http_methods(["GET", "POST"])
def remove(request: Request, slug: str, kind: str, pk: int) -> HttpResponse:
    """Ask, then remove."""
    one, what = record_of(request, slug, kind, pk), kind_of(kind)
    may(request, what.needs)
    begun = {"key": uuid.uuid4().hex, "edition": one.edition}
    form = EditionForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():

        def work() -> bool:
            records.remove(by=request.user, one=one, edition=form.cleaned_data["edition"])
            return True

        if attempt(form, work, edition=lambda: record_of(request, slug, kind, pk).edition):
            return redirect("programme_list", slug, kind)
    page = {**_about(one), "kind": what, "form": form}
    return _answer(request, "programme/remove.html", page, form)


@needs("programme.see")
@require_GET
def history(request: Request, slug: str, kind: str, pk: int) -> HttpResponse:
    """Who changed a record, when, and what."""
    one = record_of(request, slug, kind, pk)
    page = {**_about(one), "kind": kind_of(kind), "changes": changes(one)}
    return render(request, "programme/history.html", page)


def may(request: Request, permission: str) -> None:
    """Refuse a person who may not.

    Raises:
        PermissionDenied: the person lacks the permission.
    """
    if not request.user.has_perm(permission):
        raise PermissionDenied


def still_asked(asks: tuple[Ask, ...], held: Any) -> tuple[Ask, ...]:
    """Without what is asked once and was answered."""
    return tuple(ask for ask in asks if not (ask.once and getattr(held, ask.name)))


def _given(request: Request, programme: Programme, kind: str) -> dict[str, str]:
    """What the address says already, as a link from another record does.

    A living document begins with what the figures say.
    """
    named = {ask.name: request.GET[ask.name] for ask in ASKS[kind] if ask.name in request.GET}
    if kind == "page" and request.method == "GET":
        key = named.get("key", "")
        named["text"] = begun(lambda: standing(programme, timezone.localdate()), key)
    return named


def _about(one: Record) -> dict[str, Any]:
    return {"programme": one.programme, "one": one, "called": called(one)}


def _page(request: Request, form: EditionForm, page: dict[str, Any]) -> HttpResponse:
    return _answer(request, "programme/form.html", page | {"form": form}, form)


def _answer(
    request: Request, template: str, page: dict[str, Any], form: EditionForm
) -> HttpResponse:
    return render(request, template, page, status=422 if form.errors else 200)
