"""Choosing what the figures rest on, and going back."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinward_web.audit.csv_file import csv_answer
from kinward_web.guard import Request, needs
from kinward_web.intake import actions, presenters, selectors, tables
from kinward_web.intake.actions import RefusedError, StaleError
from kinward_web.intake.changes import since
from kinward_web.intake.forms import ChooseForm
from kinward_web.intake.kinds import DATA_KINDS
from kinward_web.intake.models import Snapshot


@needs("data.choose")
@require_http_methods(["GET", "POST"])
def choose(request: Request) -> HttpResponse:
    """Choose a version of each data set, and have the figures worked out."""
    base = selectors.latest()
    form = _form(request, base)
    if request.method == "POST" and form.is_valid():
        try:
            snapshot = actions.choose(
                by=request.user,
                versions=form.chosen(),
                key=form.cleaned_data["key"],
                seen=form.cleaned_data["seen"],
                words=form.cleaned_data["words"],
            )
        except StaleError as error:
            form = _form(request, selectors.latest(), seen=error.latest)
            form.add_error(None, list(error.lines))
        except RefusedError as error:
            form.add_error(None, list(error.lines))
        else:
            return redirect("job", pk=snapshot.job_id)
    status = 422 if form.errors else 200
    return render(request, "intake/choose.html", {"form": form, "base": base}, status=status)


def _form(request: Request, base: Snapshot | None, seen: int | None = None) -> ChooseForm:
    """The form; after a refusal with what was picked, and with what has been seen by now."""
    data = request.POST.copy() if request.method == "POST" else None
    if data is not None and seen is not None:
        data["seen"] = str(seen)
    numbers = {kind: request.GET.get(kind, "") for kind in DATA_KINDS}
    return ChooseForm(
        data,
        ready=list(selectors.ready().defer("reason")),
        base=base,
        used={each.kind: each for each in base.versions.all()} if base else {},
        asked={kind: int(number) for kind, number in numbers.items() if number.isdecimal()},
    )


@needs("data.see")
@require_GET
def snapshots(request: Request) -> HttpResponse:
    """Every set of figures, and what each rests on."""
    context = {
        "snapshots": selectors.snapshots(),
        "live": selectors.live(),
        "tags": presenters.STATE_TAGS,
    }
    return render(request, "intake/snapshots.html", context)


@needs("data.see")
@require_GET
def snapshots_csv(request: Request) -> HttpResponse:
    """Every set of figures, and what each rests on."""
    return csv_answer(presenters.as_csv(tables.snapshots_table(selectors.snapshots())), "figures")


@needs("data.see")
@require_GET
def snapshot(request: Request, number: int) -> HttpResponse:
    """One set of figures: what it rests on, what had changed, and the way back to it."""
    return _snapshot(request, _found(number))


@needs("data.choose")
@require_POST
def again(request: Request, number: int) -> HttpResponse:
    """Go back to the data of these figures, or try once more where they failed."""
    found = _found(number)
    seen = request.POST.get("seen", "")
    try:
        made = actions.go_back(
            by=request.user,
            to=found,
            key=request.POST.get("key", "")[:64] or uuid.uuid4().hex,
            seen=int(seen) if seen.isdecimal() else 0,
        )
    except RefusedError as error:
        return _snapshot(request, found, error.lines)
    return redirect("job", pk=made.job_id)


def _snapshot(request: Request, found: Snapshot, lines: tuple[str, ...] = ()) -> HttpResponse:
    live, latest = selectors.live(), selectors.latest()
    ready = found.state == Snapshot.State.READY
    context = {
        "snapshot": found,
        "live": live,
        "lines": lines,
        "changes": since(found, selectors.before(found)) if ready else [],
        "seen": latest.number if latest else 0,
        "key": uuid.uuid4().hex,
        "tags": presenters.STATE_TAGS,
    }
    return render(request, "intake/snapshot.html", context, status=422 if lines else 200)


def _found(number: int) -> Snapshot:
    found = selectors.snapshots().filter(number=number).first()
    if found is None:
        raise Http404
    return found
