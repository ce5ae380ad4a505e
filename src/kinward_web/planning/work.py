"""The long work of forecasts and plans: it computes, and what it returns writes the result."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

from django.urls import reverse

from kinward.errors import ArgumentError, TooShortError
from kinward.pipeline.ahead import Ahead
from kinward.pipeline.plans import Known, Set, outcome, set_of
from kinward.reports import cheapest, plan_more
from kinward.reports.told import of_plan
from kinward.scenarios.business.saved import document as saved_document
from kinward.scenarios.kept import kept
from kinward.scenarios.optimise import Choice, Goal, optimise
from kinward.scenarios.plan.read import parse_plan
from kinward.scenarios.results import Results
from kinward.scenarios.variants import tries
from kinward_web.documents.actions import add
from kinward_web.documents.models import Document
from kinward_web.figures import Made, Told
from kinward_web.jobs.registry import Finish, kind
from kinward_web.jobs.running import Running
from kinward_web.planning.asked import from_json
from kinward_web.planning.ground import Ground, ground
from kinward_web.planning.models import ForecastRun, Trial
from kinward_web.planning.outlook import before, foreseen, outlook

_SHARES: Final = 8
"""The core tells of the runs in so many shares."""


@kind("forecast_run", needs="forecast.run")
def forecast_run(running: Running, asked: dict[str, Any]) -> Finish:
    """A forecast with settings of somebody's own, held against the one of the same snapshot."""
    run = ForecastRun.objects.select_related("snapshot").get(pk=asked["run"])
    running.tell(0, 10, "Taking up the returns")
    with ground(run.snapshot) as stands:
        running.tell(1, 10, "Forecasting")
        settings = from_json(run.asked)
        try:
            forecast = foreseen(
                stands, settings, lambda done, of: running.tell(1 + done * _SHARES // of, 10)
            )
        except TooShortError:
            raise ArgumentError(
                "The returns cover less than a year, too little to forecast from",
                remedy="Load the returns of earlier years.",
            ) from None
        made = outlook(stands, settings, forecast, before(run.snapshot))
        day = stands.summary.as_at
    running.tell(9, 10, "Keeping the figures")

    def finish() -> str:
        _kept(ForecastRun, run.pk, add(made, as_at=day, rests_on=run.snapshot.number))
        return reverse("forecast_run", args=[run.pk])

    return finish


@kind("plan_trial", needs="plans.run")
def plan_trial(running: Running, asked: dict[str, Any]) -> Finish:
    """A plan tried on a snapshot, in every way that tells its actions apart."""
    trial = Trial.objects.select_related("snapshot").get(pk=asked["trial"])
    with ground(trial.snapshot) as stands:
        ready = _ready(running, trial, stands)
        many = len(tries(len(ready.plan.actions)).on)
        words = f"Trying the plan in {many} ways, each on {ready.asked.runs:,} futures"
        running.tell(2, _SHARES + 3, words)

        def told(done: int, of: int) -> None:
            running.tell(2 + done * _SHARES // of, _SHARES + 3, f"{words}: part {done} of {of}")

        found = outcome(replace(ready, asked=replace(ready.asked, progress=told)))
        running.tell(_SHARES + 2, _SHARES + 3, "Working out the business case")
        made, day = _made(stands, found), found.tried.as_at
        short = saved_document(kept(found))

    def finish() -> str:
        document = add(made, as_at=day, rests_on=trial.snapshot.number)
        _kept(Trial, trial.pk, document, saved=short)
        return reverse("plan_trial", args=[trial.plan_id, trial.pk])

    return finish


@kind("plan_cheapest", needs="plans.run")
def plan_cheapest(running: Running, asked: dict[str, Any]) -> Finish:
    """The actions of a plan that reach its first target at least cost."""
    trial = Trial.objects.select_related("snapshot").get(pk=asked["trial"])
    with ground(trial.snapshot) as stands:
        ready = _ready(running, trial, stands)
        chance = Fraction(str(trial.setting("chance_pct") or 80)) / 100

        def told(done: int, of: int, _best: Choice | None) -> None:
            running.tell(done, of + 1, f"{done:,} of at most {of:,} sets of actions tried")

        goal = Goal(0, chance)
        found = optimise(ready.plan, ready.fitted, ready.cohort, ready.asked, goal, told)
        running.tell(1, 2, "Keeping what was found")
        section = cheapest.build(found, stands.telling(public=False).source)
        whole = Told((section,), section.sentences[:2])
        # Which actions are left out tells of how few children they reach: not for the public.
        made = Made("plan", whole, Told((), ("What was found is for internal readers.",)))

    def finish() -> str:
        document = add(made, as_at=found.as_at, rests_on=trial.snapshot.number)
        _kept(Trial, trial.pk, document)
        return reverse("plan_trial", args=[trial.plan_id, trial.pk])

    return finish


def _ready(running: Running, trial: Trial, stands: Ground) -> Set:
    """The plan with the authority that it is tried on."""
    running.tell(0, _SHARES + 3, "Taking up the returns")
    asked, plan = from_json(trial.asked), parse_plan(trial.text, "the plan")
    known = Known(
        stands.summary.as_at, stands.population if asked.population else None, stands.teams
    )
    ahead: Ahead = asked.ahead(stands, explain=False)
    running.tell(1, _SHARES + 3, "Learning the rates of the past")
    return set_of(stands.cohort, known, plan, ahead, stands.ledger)


def _made(stands: Ground, found: Results) -> Made:
    """What is told of a plan; beyond the report's own only to those who see figures whole."""
    whole, public = stands.telling(public=False), stands.telling(public=True)
    told, open_told = of_plan(whole, found), of_plan(public, found)
    return Made(
        "plan",
        Told((*told.sections, *plan_more.build(found, whole.source)), told.sentences, found.notes),
        Told(open_told.sections, open_told.sentences),
    )


def _kept(model: type[ForecastRun] | type[Trial], pk: int, document: Document, **more: Any) -> None:
    """Tie a document to what it was made for; nothing stays where that was removed meanwhile."""
    if not model.objects.filter(pk=pk).update(document=document, **more):
        document.delete()
