"""A meeting: its agenda, and holding it step by step."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, Final, TypeVar

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from kinward_web.audit.csv_file import csv_file
from kinward_web.guard import Request, needs
from kinward_web.planning.forms.plan import EditionForm
from kinward_web.planning.forms.refusals import attempt
from kinward_web.programme.actions import meetings, parts
from kinward_web.programme.forms.build import form as built
from kinward_web.programme.forms.build import typed
from kinward_web.programme.forms.meeting import AttendanceForm, CloseForm, DoneForm
from kinward_web.programme.forms.parts import part_of
from kinward_web.programme.kinds import KINDS
from kinward_web.programme.models import Record
from kinward_web.programme.presenters.meetings import Shown, agenda_table, shown
from kinward_web.programme.presenters.steps import begins, board_of_meeting, short_of
from kinward_web.programme.selectors.brought import brought, build_at
from kinward_web.programme.selectors.programmes import called, held, whole
from kinward_web.programme.selectors.standing import standing
from kinward_web.programme.views.found import record_of

_STEPS: Final = ("decisions", "log", "messages", "papers")
T = TypeVar("T")


@needs("programme.see")
@require_GET
def meeting(request: Request, slug: str, pk: int) -> HttpResponse:
    """A meeting: its agenda with the reason of each item, and what came of it."""
    told = _shown(request, record_of(request, slug, "meeting", pk))
    page = {
        "programme": told.one.programme, "kind": KINDS["meeting"], "one": told.one, "m": told,
        "brought": brought(request.user, told.one),
        "build_paper": build_at(request.user, told.one),
    }  # fmt: skip
    return render(request, "programme/meeting.html", page)


@needs("programme.see")
@require_GET
def agenda_csv(request: Request, slug: str, pk: int) -> HttpResponseBase:
    """The agenda as CSV."""
    told = _shown(request, record_of(request, slug, "meeting", pk))
    table = agenda_table(told)
    return csv_file(f"{slug}-agenda-{told.meeting.on}", table.titles(), table.plain())


@needs("programme.see", meetings.NEEDS)
@require_http_methods(["GET", "POST"])
def begin(request: Request, slug: str, pk: int) -> HttpResponse:
    """Say who came."""
    one = record_of(request, slug, "meeting", pk)
    came = held(one).attended
    begun = _hidden(one)
    form = AttendanceForm(board_of_meeting(one), came, request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        if _attempt(
            request, form, one,
            lambda: meetings.begin(
                by=request.user, one=one, attended=form.attended(), today=timezone.localdate(),
                edition=sent["edition"], key=sent["key"],
            ),
        ):  # fmt: skip
            return redirect("programme_meeting", slug, pk)
    return _form(request, one, form, "Who came")


@needs("programme.see", meetings.NEEDS)
@require_http_methods(["GET", "POST"])
def close(request: Request, slug: str, pk: int) -> HttpResponse:
    """Ask, then close the meeting."""
    one = record_of(request, slug, "meeting", pk)
    form = CloseForm(short_of(one), request.POST or None, initial=_hidden(one))
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        if _attempt(
            request, form, one,
            lambda: meetings.close(
                by=request.user, one=one, edition=sent["edition"], key=sent["key"],
                words=sent.get("words", ""),
            ),
        ):  # fmt: skip
            return redirect("programme_meeting", slug, pk)
    page = {"m": _shown(request, one), "form": form}
    return _answer(request, one, "programme/meeting_close.html", page, form)


@needs("programme.see", meetings.NEEDS)
@require_http_methods(["GET", "POST"])
def step(request: Request, slug: str, pk: int, place: int, name: str) -> HttpResponse:
    """A decision, follow-up or message about an item of the agenda (0: about none)."""
    one = record_of(request, slug, "meeting", pk)
    part = part_of("meeting", name)
    begun = begins(one, place, name) if name in _STEPS else None
    if part is None or begun is None:
        raise Http404
    form = built(part.asks, whole(one.programme), request.POST or None, _hidden(one) | begun)
    if request.method == "POST" and form.is_valid():
        given, sent = typed(part.asks, form.cleaned_data), form.cleaned_data
        if _attempt(
            request, form, one,
            lambda: parts.add(
                by=request.user, one=one, part=part, given=given, today=timezone.localdate(),
                edition=sent["edition"], key=sent["key"],
            ),
        ):  # fmt: skip
            return redirect("programme_meeting", slug, pk)
    return _form(request, one, form, part.adding)


@needs("programme.see", meetings.NEEDS)
@require_http_methods(["GET", "POST"])
def done(request: Request, slug: str, pk: int, place: int) -> HttpResponse:
    """Say when a follow-up was done; then back to the meeting or board that asked (`?back=`)."""
    one = record_of(request, slug, "meeting", pk)
    log = held(one).log
    if place >= len(log):
        raise Http404
    today = timezone.localdate()
    begun = _hidden(one) | {"on": log[place].done or today}
    form = DoneForm(request.POST or None, initial=begun)
    back = _back(request, slug, one)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        if _attempt(
            request, form, one,
            lambda: meetings.done(
                by=request.user, one=one, place=place, on=sent["on"], today=today,
                edition=sent["edition"], key=sent["key"],
            ),
        ):  # fmt: skip
            return redirect("programme_record", slug, back.kind, back.pk)
    page = {"form": form, "item": log[place], "back": back}
    return _answer(request, one, "programme/meeting_done.html", page, form)


def _back(request: Request, slug: str, one: Record) -> Record:
    """The meeting (`meeting-7`) or board (`board-2`) of `?back=`, else the follow-up's own."""
    kind, _, pk = request.GET.get("back", "").partition("-")
    if kind in ("board", "meeting") and pk.isdecimal():
        return record_of(request, slug, kind, int(pk))
    return one


def _shown(request: Request, one: Record) -> Shown:
    """The meeting as its page shows it; the log is told that a panel's was read."""
    own, today = held(one), timezone.localdate()
    now = standing(one.programme, min(own.on, today), panels=True)
    told = shown(request.user, one, now, today)
    if told.board.is_panel:
        meetings.read(by=request.user, one=one)
    return told


def _hidden(one: Record) -> dict[str, Any]:
    return {"key": uuid.uuid4().hex, "edition": one.edition}


def _attempt(
    request: Request, form: EditionForm, one: Record, work: Callable[[], T]
) -> T | None:  # fmt: skip
    def edition() -> int:
        return record_of(request, one.programme.slug, "meeting", one.pk).edition

    return attempt(form, work, edition=edition)


def _form(request: Request, one: Record, form: EditionForm, title: str) -> HttpResponse:
    return _answer(request, one, "programme/form.html", {"form": form, "title": title}, form)


def _answer(
    request: Request, one: Record, template: str, page: dict[str, Any], form: EditionForm
) -> HttpResponse:
    more = {
        "programme": one.programme, "kind": KINDS["meeting"], "one": one, "called": called(one),
    }  # fmt: skip
    return render(request, template, page | more, status=422 if form.errors else 200)
