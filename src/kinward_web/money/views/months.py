"""Closed months: the list, closing one, opening one again."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from kinward.errors import KinwardError
from kinward_web.audit.csv_file import csv_file
from kinward_web.guard import Request, needs
from kinward_web.intake.selectors import live
from kinward_web.money import actions, presenters, selectors
from kinward_web.money.forms import CloseForm, OpenForm
from kinward_web.money.views.figures import around


@needs("money.see", "figures.whole")
@require_GET
def months(request: Request) -> HttpResponse:
    """The months that were closed, and with which total."""
    snapshot = live()
    shown = selectors.figures(request.user, snapshot, ())
    page = {
        "months": presenters.months(list(selectors.closed_months())),
        "can_close": bool(selectors.open_months(snapshot)),
    }
    if shown is not None:
        page |= around(request, snapshot, shown, "Closed months")
    return render(request, "money/months.html", page)


@needs("money.see", "figures.whole")
@require_GET
def months_csv(request: Request) -> StreamingHttpResponse:
    """The same as CSV."""
    actions.downloaded_months(by=request.user)
    rows = presenters.month_rows(list(selectors.closed_months()))
    return csv_file("closed-months", presenters.MONTHS, rows)


@needs("money.see", "money.close")
@require_http_methods(["GET", "POST"])
def close(request: Request) -> HttpResponse:
    """Close a month as it was reported."""
    choice = selectors.open_months(live())
    if request.method == "GET":
        form = CloseForm(months=choice, initial={"key": uuid.uuid4().hex})
        return render(request, "money/close.html", {"form": form, "choice": choice})
    form = CloseForm(request.POST, months=choice)
    form.is_valid()
    try:
        # A second click finds the month closed: the action knows the request by its key.
        job = actions.ask_to_close(
            by=request.user,
            month=request.POST.get("month", ""),
            key=request.POST.get("key", "")[:50] or uuid.uuid4().hex,
        )
    except KinwardError as error:
        form.errors.pop("month", None)
        form.add_error("month", list(error.lines))
        return render(request, "money/close.html", {"form": form, "choice": choice}, status=422)
    return redirect("job", pk=job.pk)


@needs("money.see", "money.close")
@require_http_methods(["GET", "POST"])
def open_again(request: Request, month: str) -> HttpResponse:
    """Open a closed month again, when asked why."""
    row = selectors.closed_months().filter(month=month).first()
    if row is None:
        if request.method == "POST":
            return redirect("money_months")
        raise Http404
    form = OpenForm(request.POST or None, initial={"key": uuid.uuid4().hex})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        job = actions.open_again(
            by=request.user, month=month, reason=given["reason"], key=given["key"]
        )
        return redirect("job", pk=job.pk) if job else redirect("money_months")
    status = 422 if form.errors else 200
    return render(request, "money/open.html", {"form": form, "month": row}, status=status)
