"""The report of one authority."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from kinward.errors import TooShortError
from kinward.forecast.model import Forecast
from kinward.pipeline.ahead import Ahead, backtest_cohort, forecast_cohort, unbroken
from kinward.pipeline.children import Baseline, Inputs, baseline
from kinward.pipeline.spending import Spending
from kinward.returns.model import Returns

if TYPE_CHECKING:
    from kinward.reports.position import Position
    from kinward.scenarios.plan.model import Plan
    from kinward.scenarios.results import Results

T = TypeVar("T")

_NO_FORECAST: Final = (
    "The returns cover less than a year up to the as-at date: the report does not look ahead."
)
_NO_BACKTEST: Final = (
    "The returns are too short to judge past forecasts by: the report has no section on them. Add "
    "the returns of earlier years."
)
_NO_POPULATION: Final = "Past forecasts are made without the population, today's with it."


def report(
    inputs: Inputs,
    out: Path,
    *,
    audience: Literal["internal", "public"],
    name: str,
    ahead: Ahead | None = None,
    spending: Spending | None = None,
    plan: Path | None = None,
    warn: Callable[[str], None] = lambda _: None,
) -> tuple[Path, ...]:
    """Run the main job and write its report; returns the files written.

    Args:
        inputs: the files.
        out: the folder to write into.
        audience: `public` hides small numbers.
        name: the authority's, for the headings.
        ahead: what is asked of the forecast; None leaves it out.
        spending: the files of the ledger; None leaves the money out.
        plan: the file of a plan to try; of no use without a forecast.
        warn: told why the report does not look ahead or back where the returns are too short.
    """
    from kinward.reports.write import write

    # A plan that cannot be read is told before the long work.
    asked = None if plan is None else _read(plan)
    result = baseline(inputs)
    given, test = None, None
    if ahead is not None:
        day, years = result.summary.as_at, result.checked.returns.years
        cohort = unbroken(result.cohort, years)
        given = _or_warn(
            lambda: forecast_cohort(cohort, result.population, ahead, day), _NO_FORECAST, warn
        )
        if given is not None:
            test = _or_warn(lambda: backtest_cohort(cohort, ahead, day), _NO_BACKTEST, warn)
        if test is not None and result.population is not None:
            test = replace(test, notes=(*test.notes, _NO_POPULATION))
    return write(
        result.summary,
        result.checked,
        out,
        audience=audience,
        authority=name,
        made_up=is_made_up(result.checked.returns),
        forecast=given,
        backtest=test,
        position=None if spending is None else _position(spending, inputs, result, given),
        tried=(
            None
            if asked is None or ahead is None or given is None
            else _tried(asked, result, ahead, spending)
        ),
    )


def _position(
    spending: Spending, inputs: Inputs, result: Baseline, forecast: Forecast | None
) -> Position:
    # What it imports takes longer to load than many a command takes to run.
    from kinward.pipeline.position import position

    return position(spending, inputs, result, forecast)


def _read(plan: Path) -> Plan:
    from kinward.scenarios.plan.read import read_plan

    return read_plan(plan)


def _tried(plan: Plan, result: Baseline, ahead: Ahead, spending: Spending | None) -> Results:
    from kinward.pipeline.plans import Known, outcome, set_of

    ready = set_of(
        unbroken(result.cohort, result.checked.returns.years),
        Known(result.summary.as_at, result.population, result.teams),
        plan,
        ahead,
        None if spending is None else spending.files,
    )
    return outcome(ready)


def _or_warn(work: Callable[[], T], else_say: str, warn: Callable[[str], None]) -> T | None:
    try:
        return work()
    except TooShortError:
        warn(else_say)
        return None


def is_made_up(returns: Returns) -> bool:
    """Whether any file comes from `kinward synthesise`, which says so in each file's name."""
    return any("made_up" in source.path for source in returns.files)
