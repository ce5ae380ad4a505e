"""The papers of one authority: everything that its files say, put together for a meeting."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal

from kinward.cohort import flows
from kinward.errors import ArgumentError, KinwardError, TooShortError
from kinward.forecast.model import Forecast
from kinward.ledger.closed import closed_months, read_closed
from kinward.ledger.load import load
from kinward.pipeline.ahead import Ahead, forecast_cohort, unbroken
from kinward.pipeline.children import Baseline, Inputs, baseline
from kinward.pipeline.paper import is_made_up
from kinward.pipeline.plans import Known as Tried
from kinward.pipeline.plans import outcome, set_of
from kinward.pipeline.position import position
from kinward.pipeline.scorecard import Known, scorecard_of
from kinward.pipeline.spending import Spending
from kinward.programme.figures import Figure
from kinward.programme.figures import figures as programme_figures
from kinward.programme.model import Programme
from kinward.programme.read.files import read_programme
from kinward.reference import lait
from kinward.reference.parameters import parameter
from kinward.reports.files import all_or_nothing
from kinward.reports.papers.board import own, readings
from kinward.reports.papers.board.build import About, drafted, paper
from kinward.reports.papers.board.figures import (
    Given,
    PublicFigures,
    WholeFigures,
    for_public,
    whole,
)
from kinward.reports.papers.board.kinds import Kind
from kinward.reports.papers.board.readings import Previous
from kinward.reports.papers.write import makers
from kinward.scenarios.plan.read import read_plan
from kinward.scenarios.results import Results
from kinward.scorecard.model import MeasureCard, Scorecard
from kinward.scorecard.read import read as read_measures

Audience = Literal["public", "exempt"]
Tell = Callable[[str], None]
Make = Callable[[Path], object]

_TOO_SHORT: Final = "The returns are too short for a forecast: the paper does not look ahead."


@dataclass(frozen=True)
class Asked:
    """What is asked of papers, beside the returns.

    Attributes:
        kind: of paper.
        audiences: for whom; a paper for each.
        ahead: what is asked of the forecast; None leaves it out.
        spending: the files of the ledger.
        plan: the file of a plan to try.
        programme: its files or folders.
        programme_on: the day on which it is told; None for that of the figures.
        measures: typed readings and targets of the scorecard.
        paragraphs: the analyst's own words.
        previous: what was kept beside the last papers: a file, or the folder that holds it.
    """

    kind: Kind
    audiences: Collection[Audience]
    name: str
    meeting: str = ""
    on: date | None = None
    title: str | None = None
    ahead: Ahead | None = None
    spending: Spending | None = None
    plan: Path | None = None
    programme: Sequence[Path] = ()
    programme_on: date | None = None
    measures: Path | None = None
    paragraphs: Path | None = None
    previous: Path | None = None


def papers(
    inputs: Inputs, asked: Asked, out: Path, tell: Tell = lambda _: None
) -> tuple[Path, ...]:
    """Write the papers that are asked for: all files of all of them, or none.

    Args:
        tell: told what is being done, and what the analyst must look at.

    Raises:
        InputError: a file that cannot be read, or a folder that cannot be written to.
        ArgumentError: an as-at date that the returns do not cover; a last paper that is not one.
    """
    limit = int(parameter("small_number_limit").value)
    words = own.read(asked.paragraphs, limit) if asked.paragraphs else ()
    before = previous_of(asked.previous, asked.kind, asked.audiences, tell)
    given = given_of(inputs, asked, tell)
    return write(given, asked, words, before, out, tell)


def write(
    given: Given,
    asked: Asked,
    words: Sequence[own.Own],
    before: dict[Audience, Previous],
    out: Path,
    tell: Tell = lambda _: None,
) -> tuple[Path, ...]:
    """Write the papers of what is known."""
    entire = whole(given)
    drafts = drafted(entire, asked.kind, before.get("exempt"))
    public = "public" in asked.audiences
    for doubt in own.doubts(words, drafts, public=public):
        tell(doubt)
    about = About(
        asked.kind, asked.meeting, asked.on, asked.title, words,
        own.stale(words, own.made_from_figures(drafts)),
    )  # fmt: skip
    files: dict[str, Make] = {}
    for audience in ("exempt", "public"):
        if audience in asked.audiences:
            tell(f"Writing the {audience} paper.")
            last = before.get(audience)
            figures = entire if audience == "exempt" else for_public(
                given, before=last.before if last else None
            )  # fmt: skip
            files |= _files(figures, about, audience, last)
    return all_or_nothing(out, files)


def _files(
    figures: WholeFigures | PublicFigures, about: About, audience: str, last: Previous | None
) -> dict[str, Make]:
    name = f"{about.kind}-{audience}"
    made = paper(figures, about, last)
    kept = readings.as_json(figures, about.kind, audience, own.made_from_figures(made.parts))
    text = json.dumps(kept, ensure_ascii=False, indent=1) + "\n"
    return {
        **makers(made, name),
        f"{name}.json": lambda path: path.write_text(text, encoding="utf-8"),
    }


def previous_of(
    path: Path | None, kind: str, audiences: Collection[Audience], tell: Tell
) -> dict[Audience, Previous]:
    """What the last papers told, by whom they were for: never one for the readers of another."""
    if path is None:
        return {}
    if path.is_dir():
        named: dict[Audience, Path] = {each: path / f"{kind}-{each}.json" for each in audiences}
        found = {each: readings.read(file) for each, file in named.items() if file.exists()}
    else:
        one = readings.read(path)
        found = {each: one for each in audiences if each == one.audience}
    for each in audiences:
        if each not in found:
            tell(f"There is no last {each} paper there: this one tells of no change since.")
    return found


def given_of(inputs: Inputs, asked: Asked, tell: Tell) -> Given:
    """All that the files say."""
    plan = read_plan(asked.plan) if asked.plan else None
    tell("Reading the returns.")
    result = baseline(inputs)
    programme = _programme(asked)
    forecast = _forecast(result, asked.ahead, tell)
    stands, tried = None, None
    if asked.spending is not None:
        tell("Reading the ledger.")
        stands = position(asked.spending, inputs, result, forecast)
    if plan is not None and asked.ahead is not None and forecast is not None:
        tell("Trying the plan.")
        tried = _tried(plan, result, asked)
    tell("Making the scorecard.")
    return Given(
        result.summary, result.checked, asked.name, is_made_up(result.checked.returns),
        forecast=forecast, position=stands, tried=tried, programme=programme,
        card=_card(inputs, asked, result, forecast, programme, tell),
        programme_on=asked.programme_on,
    )  # fmt: skip


def _programme(asked: Asked) -> Programme | None:
    if not asked.programme:
        return None
    name = asked.programme[0].resolve().stem
    return read_programme(asked.programme, name, name).programme


def _forecast(result: Baseline, ahead: Ahead | None, tell: Tell) -> Forecast | None:
    if ahead is None:
        return None
    tell("Forecasting.")
    cohort = unbroken(result.cohort, result.checked.returns.years)
    try:
        return forecast_cohort(cohort, result.population, ahead, result.summary.as_at)
    except TooShortError:
        tell(_TOO_SHORT)
        return None


def _tried(plan: Any, result: Baseline, asked: Asked) -> Results:
    if asked.ahead is None:
        raise ArgumentError("A plan needs a forecast")
    ready = set_of(
        unbroken(result.cohort, result.checked.returns.years),
        Tried(result.summary.as_at, result.population, result.teams),
        plan,
        asked.ahead,
        None if asked.spending is None else asked.spending.files,
    )
    return outcome(ready)


def _card(
    inputs: Inputs,
    asked: Asked,
    result: Baseline,
    forecast: Forecast | None,
    programme: Programme | None,
    tell: Tell,
) -> Scorecard:
    as_at = result.summary.as_at
    official = lait.read(inputs.lait) if inputs.lait and inputs.authority else None
    cards: dict[str, MeasureCard] = {}
    if asked.measures is not None:
        cards = dict(read_measures(asked.measures).cards)
    ends = flows.observed_month_ends(result.cohort, as_at, 1)
    known = Known(
        cohort=result.cohort,
        as_at=as_at,
        months=inputs.months,
        checked=result.checked,
        population=result.population,
        teams=result.teams,
        official=official,
        authority=lait.authority(official, inputs.authority)
        if official and inputs.authority
        else None,
        forecast=forecast,
        programme=_figures(programme, ends[-1], tell) if programme and ends else {},
        cards=cards,
    )
    if asked.spending is not None:
        closed = asked.spending.closed
        months = closed_months(closed) if closed else ()
        known = replace(
            known,
            ledger=load(asked.spending.files, result.cohort),
            closed=tuple(read_closed(closed, month).activity for month in months if closed),
        )
    return scorecard_of(known)


def _figures(programme: Programme, day: date, tell: Tell) -> dict[str, Figure]:
    """What the programme says of the scorecard; nothing where it cannot be judged, which is told.

    The parts of the paper that tell the programme say what is wrong with it.
    """
    try:
        return programme_figures(programme, day)
    except KinwardError as error:
        tell(f"What the programme says is left out of the scorecard. {error}")
        return {}
