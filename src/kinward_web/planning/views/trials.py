"""Trying plans, and what came of it."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinward_web.audit.actions import Kind, record
from kinward_web.audit.csv_file import csv_answer
from kinward_web.guard import Request, needs
from kinward_web.intake.selectors import live
from kinward_web.paging import paged
from kinward_web.planning import rules
from kinward_web.planning.actions.trials import remove_trial, try_plan
from kinward_web.planning.forms.plan import CheapestForm, SettingsForm
from kinward_web.planning.forms.refusals import attempt
from kinward_web.planning.presenters import compare as beside
from kinward_web.planning.presenters.page import finding_first
from kinward_web.planning.selectors import forecasts
from kinward_web.planning.selectors import plans as found
from kinward_web.planning.views.plans import plan_of, trials_shown

CASE = ("plan", "business-case", "plan-budget")
"""The sections of the page that is printed for those who decide."""
_WANTED_PCT = 80
_RUNS_OF_SEARCH = 300


@needs("plans.run")
@require_http_methods(["GET", "POST"])
def try_it(request: Request, pk: int, *, cheapest: bool = False) -> HttpResponse:
    """Ask for a plan to be tried, or for its actions of least cost."""
    one = plan_of(request, pk)
    if not request.user.has_perm(rules.TRY, one):
        raise PermissionDenied
    has, kind = forecasts.can_use(live()), CheapestForm if cheapest else SettingsForm
    form: SettingsForm
    if request.method == "POST":
        form = kind(request.POST, has=has)
        if form.is_valid():
            trial = attempt(
                form,
                lambda: try_plan(
                    by=request.user,
                    plan=one,
                    asked=form.asked(),
                    key=form.cleaned_data["key"],
                    cheapest=cheapest,
                ),
            )
            if trial is not None:
                return redirect("job", trial.job_id)
    else:
        usual = forecasts.usual_settings().as_json
        if cheapest:
            runs = min(usual["runs"], _RUNS_OF_SEARCH)
            usual |= {"runs": runs, "chance_pct": _WANTED_PCT}
        form = kind(initial={**usual, "key": uuid.uuid4().hex}, has=has)
    page = {"plan": one, "form": form, "cheapest": cheapest}
    return render(request, "planning/try.html", page)


@needs("plans.see")
@require_GET
def tries(request: Request, pk: int) -> HttpResponse:
    """Every time that a plan was tried."""
    one = plan_of(request, pk)
    page = paged(request, found.tries(request.user, one))
    trials = trials_shown(one, page["page"])
    return render(request, "planning/tries.html", {**page, "plan": one, "trials": trials})


@needs("plans.see")
@require_GET
def trial(request: Request, pk: int, number: int) -> HttpResponse:
    """What came of trying a plan."""
    return _page(request, pk, number, None, "planning/trial.html")


@needs("plans.see", "figures.whole")
@require_GET
def case(request: Request, pk: int, number: int) -> HttpResponse:
    """The business case, as a page to print."""
    return _page(request, pk, number, CASE, "planning/case.html")


def _page(
    request: Request, pk: int, number: int, keys: tuple[str, ...] | None, template: str
) -> HttpResponse:
    one = get_object_or_404(found.trials(request.user), plan_id=pk, pk=number)
    shown = found.shown_trial(request.user, one, keys)
    page: dict[str, Any] = {
        "trial": one,
        "plan": one.plan,
        "can": found.may(request.user, one.plan),
        "own": found.may_remove(request.user, one),
        "stale": one.stale(live()),
    }
    if shown is None:
        return render(request, "planning/trial_waiting.html", page)
    title = f"{'Least cost of' if one.cheapest else 'The plan'} {one.name}"
    page |= finding_first(shown, title=title, lead="business-case" if keys else "")
    page["others"] = found.comparable(request.user).exclude(pk=one.pk)[:30]
    return render(request, template, page)


@needs("plans.see", "figures.whole")
@require_GET
def saved(request: Request, pk: int, number: int) -> HttpResponse:
    """What came of a trial in short, as `kinward compare` reads it."""
    one = get_object_or_404(found.trials(request.user), plan_id=pk, pk=number, saved__isnull=False)
    record(
        by=request.user,
        kind=Kind.DOWNLOAD,
        subject="trial",
        subject_id=one.pk,
        words="Downloaded what came of trying a plan",
    )
    answer = HttpResponse(json.dumps(one.saved, indent=2), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="plan-{one.pk}.json"'
    return answer


@needs("plans.see")
@require_POST
def delete_trial(request: Request, pk: int, number: int) -> HttpResponse:
    """Remove what came of a trial."""
    one = get_object_or_404(found.trials(request.user), plan_id=pk, pk=number)
    remove_trial(by=request.user, trial=one)
    return redirect("plan", pk)


@needs("plans.see")
@require_GET
def compare(request: Request) -> HttpResponse:
    """Tried plans side by side."""
    chosen = found.chosen_trials(request.user, request.GET.getlist("trial"))
    page = paged(request, found.comparable(request.user))
    page["chosen"] = [each.pk for each in chosen]
    page["kept"] = set(page["chosen"]) - {each.pk for each in page["page"]}
    if len(chosen) < 2:
        return render(request, "planning/compare.html", {**page, "few": "trial" in request.GET})
    told = beside.compare_trials(chosen)
    if isinstance(told, tuple):
        return render(request, "planning/compare.html", {**page, "lines": told})
    whole = request.user.has_perm("figures.whole")
    shown = beside.on_page(
        beside.plans_table(told, whole=whole),
        f"{request.path}table.csv?{request.META['QUERY_STRING']}",
    )
    page |= {
        "compared": chosen, "table": shown, "figure": beside.plans_chart(told, shown),
        "rests_on": chosen[0].snapshot.number,
    }  # fmt: skip
    return render(request, "planning/compare.html", page)


@needs("plans.see")
@require_GET
def compare_csv(request: Request) -> HttpResponse:
    """The same table as CSV."""
    chosen = found.chosen_trials(request.user, request.GET.getlist("trial"))
    told = beside.compare_trials(chosen) if len(chosen) > 1 else ()
    if isinstance(told, tuple):
        raise Http404
    record(
        by=request.user,
        kind=Kind.DOWNLOAD,
        subject="table",
        subject_id="plans",
        words="Downloaded plans side by side as CSV",
    )
    whole = request.user.has_perm("figures.whole")
    table = beside.plans_table(told, whole=whole)
    return csv_answer(beside.as_csv(table), "plans")
