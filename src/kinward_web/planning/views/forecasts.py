"""Pages of forecasts: where it is heading, runs of one's own, side by side."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinward_web.audit.actions import Kind, record
from kinward_web.audit.csv_file import csv_answer
from kinward_web.guard import Request, needs
from kinward_web.intake.selectors import live
from kinward_web.paging import paged
from kinward_web.planning.actions.forecasts import remove_run, run_forecast
from kinward_web.planning.forms.plan import RunForm
from kinward_web.planning.forms.refusals import attempt
from kinward_web.planning.presenters import compare as beside
from kinward_web.planning.presenters.page import finding_first
from kinward_web.planning.rules import REMOVE_RUN
from kinward_web.planning.selectors import forecasts as found


@needs("forecast.see")
@require_GET
def forecast(request: Request) -> HttpResponse:
    """Where the cohort is heading, and how past forecasts did."""
    snapshot = live()
    shown, past = found.forecast_now(request.user, snapshot)
    if shown is None:
        return render(request, "planning/no_forecast.html", {"snapshot": snapshot})
    page = finding_first(*(each for each in (shown, past) if each is not None), title="Forecast")
    return render(request, "planning/forecast.html", page)


@needs("forecast.see")
@require_GET
def runs(request: Request) -> HttpResponse:
    """Forecasts that people ran, to look at and to put side by side."""
    return render(request, "planning/runs.html", _listed(request))


def _listed(request: Request) -> dict[str, Any]:
    """A page of the runs; those that the address has ticked stay ticked, on whichever page."""
    page = paged(request, found.runs(request.user).defer("snapshot__facts"))
    ticked = [each for each in request.GET.getlist("run") if each == found.THIS or each.isdecimal()]
    here = {found.THIS, *(str(each.pk) for each in page["page"])}
    page["ticked"] = ticked or [found.THIS]
    page["kept"] = [each for each in dict.fromkeys(ticked) if each not in here]
    return page


@needs("forecast.run")
@require_http_methods(["GET", "POST"])
def new_run(request: Request) -> HttpResponse:
    """Run a forecast with settings of one's own."""
    has = found.can_use(live())
    if request.method == "POST":
        form = RunForm(request.POST, has=has)
        if form.is_valid():
            run = attempt(
                form,
                lambda: run_forecast(
                    by=request.user,
                    name=form.cleaned_data["name"],
                    asked=form.asked(),
                    key=form.cleaned_data["key"],
                ),
            )
            if run is not None:
                return redirect("job", run.job_id)
    else:
        usual = found.usual_settings().as_json
        form = RunForm(initial={**usual, "key": uuid.uuid4().hex}, has=has)
    return render(request, "planning/run_form.html", {"form": form})


@needs("forecast.see")
@require_GET
def run(request: Request, pk: int) -> HttpResponse:
    """What came of a run."""
    one = get_object_or_404(found.runs(request.user), pk=pk)
    shown = found.shown_run(request.user, one)
    own = request.user.has_perm(REMOVE_RUN, one)
    asked = found.asked_of(one)
    page: dict[str, Any] = {"run": one, "own": own, "asked": asked, "aim_by": asked.by_words}
    if shown is None:
        return render(request, "planning/run_waiting.html", page)
    stale = one.snapshot_id != getattr(live(), "pk", None)
    title = f"Forecast: {one.name}"
    page |= {**finding_first(shown, title=title), "stale": stale}
    return render(request, "planning/run.html", page)


@needs("forecast.run")
@require_POST
def delete_run(request: Request, pk: int) -> HttpResponse:
    """Remove a run of one's own."""
    remove_run(by=request.user, run=get_object_or_404(found.runs(request.user), pk=pk))
    return redirect("forecast_runs")


@needs("forecast.see")
@require_GET
def compare(request: Request) -> HttpResponse:
    """Forecasts side by side."""
    told = found.compared(request.user, request.GET.getlist("run"))
    if len(told) < 2:
        page = {**_listed(request), "few": "run" in request.GET}
        return render(request, "planning/runs.html", page)
    table = beside.forecast_table(told)
    shown = beside.on_page(table, f"{request.path}table.csv?{request.META['QUERY_STRING']}")
    page = {"compared": told, "figure": beside.forecast_chart(told, shown), "table": shown}
    return render(request, "planning/compare_forecasts.html", page)


@needs("forecast.see")
@require_GET
def compare_csv(request: Request) -> HttpResponse:
    """The same table as CSV."""
    told = found.compared(request.user, request.GET.getlist("run"))
    if not told:
        raise Http404
    record(
        by=request.user,
        kind=Kind.DOWNLOAD,
        subject="table",
        subject_id="forecasts",
        words="Downloaded forecasts side by side as CSV",
    )
    return csv_answer(beside.as_csv(beside.forecast_table(told)), "forecasts")
