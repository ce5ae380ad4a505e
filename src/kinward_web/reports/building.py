"""A report as files: what a snapshot tells to one kind of reader."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from django.conf import settings

from kinward.errors import TooShortError
from kinward.forecast.backtest.model import BackTest
from kinward.forecast.model import Forecast
from kinward.pipeline import Baseline, is_made_up
from kinward.pipeline.ahead import backtest_cohort, forecast_cohort
from kinward.pipeline.plans import Known, outcome, set_of
from kinward.reports.position import Position
from kinward.reports.write import write
from kinward.scenarios.plan.read import parse_plan
from kinward.scenarios.results import Results
from kinward_web import store
from kinward_web.accounts.selectors import current_settings
from kinward_web.intake.material import Material
from kinward_web.money.stands import closed_months, where_it_stands
from kinward_web.planning.asked import usual
from kinward_web.planning.ground import Ground, ground_of
from kinward_web.reports.models import Report

Say = Callable[[str], None]
"""Told what is being done."""

_TOO_SHORT = "The returns are too short to forecast from: the report does not look ahead."
_NO_BACKTEST = "The returns are too short to judge past forecasts by."


@dataclass(frozen=True)
class Wanted:
    """What is asked to be told.

    Attributes:
        parts: keys of `selectors.PARTS`.
        single: whether single placements are told.
        plan_text: of a plan that is tried; empty for none.
    """

    parts: Collection[str]
    single: bool = False
    plan_text: str = ""


@dataclass(frozen=True)
class Contents:
    """What a report tells.

    Attributes:
        notes: why a part that was asked for is not in it, in sentences.
    """

    baseline: Baseline
    forecast: Forecast | None = None
    backtest: BackTest | None = None
    position: Position | None = None
    tried: Results | None = None
    notes: tuple[str, ...] = field(default=())


def contents(wanted: Wanted, material: Material, result: Baseline, say: Say) -> Contents:
    """Work out what was asked to be told."""
    ground = ground_of(material, result)
    notes: list[str] = []
    forecast = backtest = None
    if "forecast" in wanted.parts:
        say("Forecasting")
        forecast, backtest = _ahead(ground, say, notes)
    position = tried = None
    if "money" in wanted.parts:
        say("Working out where the budget stands")
        position = _position(wanted, material, result, forecast, notes)
    if wanted.plan_text and forecast is not None:
        say("Trying the plan")
        tried = _tried(wanted, ground)
    return Contents(result, forecast, backtest, position, tried, tuple(notes))


def written(report: Report, found: Contents, folder: Path) -> dict[str, Path]:
    """Write the files of a report into a folder; returns them by their ending."""
    public = report.audience == Report.Audience.PUBLIC
    limit = current_settings().small_number_limit if public else 0
    result = found.baseline
    made = write(
        result.summary,
        result.checked,
        folder,
        audience="public" if public else "internal",
        authority=settings.AUTHORITY,
        made_up=settings.DEMONSTRATION or is_made_up(result.checked.returns),
        limit=limit,
        forecast=found.forecast,
        backtest=found.backtest,
        position=found.position,
        tried=found.tried,
        also=("docx", "pdf", "zip"),
    )
    return {path.suffix[1:]: path for path in made}


def _ahead(ground: Ground, say: Say, notes: list[str]) -> tuple[Forecast | None, BackTest | None]:
    asked, as_at = usual().ahead(ground), ground.summary.as_at
    try:
        forecast = forecast_cohort(ground.cohort, ground.population, asked, as_at)
    except TooShortError:
        notes.append(_TOO_SHORT)
        return None, None
    say("Seeing how past forecasts would have done")
    try:
        return forecast, backtest_cohort(ground.cohort, asked, as_at)
    except TooShortError:
        notes.append(_NO_BACKTEST)
        return forecast, None


def _position(
    wanted: Wanted,
    material: Material,
    result: Baseline,
    forecast: Forecast | None,
    notes: list[str],
) -> Position | None:
    with closed_months() as folder:
        stands = where_it_stands(material, result, forecast, folder)
    if stands is None:
        return None
    notes += stands.notes
    if wanted.single:
        return stands.position
    # What tells of placements one by one: the high-cost list, and each difference from the return.
    return replace(stands.position, high_cost=None, match=None)


def _tried(wanted: Wanted, ground: Ground) -> Results:
    plan = parse_plan(wanted.plan_text, "the plan")
    known = Known(ground.summary.as_at, ground.population, ground.teams)
    ahead = usual().ahead(ground, explain=False)
    return outcome(set_of(ground.cohort, known, plan, ahead, ground.ledger))


def kept(files: dict[str, Path]) -> dict[str, dict[str, Any]]:
    """Put files into the store; returns them as the row of a report names them."""
    found = {ending: store.keep_file(path) for ending, path in files.items()}
    return {ending: {"sha256": each.sha256, "size": each.size} for ending, each in found.items()}
