"""A board: what stands open with it, and what it should pass up."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from kinward.errors import ArgumentError, KinwardError
from kinward_web.audit.csv_file import csv_file
from kinward_web.guard import Request, needs
from kinward_web.planning.forms.plan import EditionForm
from kinward_web.programme.actions import meetings
from kinward_web.programme.kinds import KINDS
from kinward_web.programme.models import Record
from kinward_web.programme.presenters.boards import Shown, shown
from kinward_web.programme.selectors.standing import standing
from kinward_web.programme.views.day import Day
from kinward_web.programme.views.found import record_of


@needs("programme.see")
@require_GET
def board(request: Request, slug: str, pk: int) -> HttpResponse:
    """A board: who sits, when it meets, and what stands open with it."""
    one, told, faults = _shown(request, slug, pk)
    page = {
        "programme": one.programme, "day": Day(timezone.localdate()), "kind": KINDS["board"],
        "one": one, "faults": faults,
        "b": told, "key": uuid.uuid4().hex,
        "may_change": request.user.has_perm(KINDS["board"].needs),
    }  # fmt: skip
    return render(request, "programme/board.html", page)


@needs("programme.see")
@require_GET
def board_csv(request: Request, slug: str, pk: int, name: str) -> HttpResponseBase:
    """A table of the board's page as CSV."""
    _, told, _ = _shown(request, slug, pk)
    table = next((each for each in told.tables if each.name == name), None)
    if table is None:
        raise Http404
    return csv_file(f"{slug}-{told.board.key}-{name}", table.titles(), table.plain())


@needs("programme.see", meetings.NEEDS)
@require_POST
def pass_up(request: Request, slug: str, pk: int) -> HttpResponse:
    """Pass a matter up at the board's next meeting; back to the board's page."""
    one, form = record_of(request, slug, "board", pk), EditionForm(request.POST)
    try:
        if not form.is_valid():
            raise ArgumentError("Nothing was chosen", remedy="Choose what goes up.")
        sent = form.cleaned_data
        meetings.pass_up(
            by=request.user, board=one, about=request.POST.get("about", ""),
            today=timezone.localdate(), edition=sent["edition"], key=sent["key"],
        )  # fmt: skip
    except KinwardError as error:
        messages.error(request, " ".join(error.lines))
    else:
        messages.success(request, "It goes up at the board’s next meeting.")
    return redirect("programme_record", slug, "board", pk)


def _shown(request: Request, slug: str, pk: int) -> tuple[Record, Shown, tuple[str, ...]]:
    """The board as its page shows it, and what could not be judged; the log is told that what a
    panel gave was read."""
    one = record_of(request, slug, "board", pk)
    now = standing(one.programme, timezone.localdate(), panels=True)
    told = shown(request.user, one, now)
    if told.board.is_panel and not told.shut:
        meetings.read(by=request.user, one=one)
    return one, told, now.faults
