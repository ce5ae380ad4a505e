"""The whole way, from a folder of returns to a baseline, a forecast and a report.

The stages in order: measures, reference, returns, cohort, forecast, reports.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Final, Literal, TypeVar

import polars as pl

from kinward.cohort.build import build
from kinward.cohort.model import Cohort, Summary
from kinward.cohort.published import read_totals
from kinward.cohort.summary import summarise
from kinward.cohort.teams import read_teams
from kinward.dates import year_end, year_start
from kinward.errors import TooShortError
from kinward.forecast.backtest.model import BackTest
from kinward.forecast.model import Forecast
from kinward.reference import categories, lait, population
from kinward.returns.model import Checked, Returns
from kinward.returns.prepare import prepare
from kinward.returns.read import read

T = TypeVar("T")
Progress = Callable[[int, int], None]
"""Told how many of all parts are done."""

_NO_FORECAST: Final = (
    "The returns cover less than a year up to the as-at date: the report does not look ahead."
)
_NO_BACKTEST: Final = (
    "The returns are too short to judge past forecasts by: the report has no section on them. Add "
    "the returns of earlier years."
)
_NO_POPULATION: Final = "Past forecasts are made without the population, today's with it."
_BACKTEST_RUNS: Final = 500
"""Runs of a past forecast: enough for its scores."""


@dataclass(frozen=True)
class Inputs:
    """The files of one authority. All but the returns may be left out.

    Attributes:
        returns: a folder, a zip, or files of the SSDA903 return.
        as_at: the date of the baseline; None for the 31 March that ends the last return.
        months: months of flows and stock to show, up to the as-at date.
        authority: name or number in LAIT, for neighbours; and the row of a wide population file.
    """

    returns: Sequence[Path]
    as_at: date | None = None
    months: int = 24
    population: Path | None = None
    teams: Path | None = None
    totals: Path | None = None
    categories: Path | None = None
    lait: Path | None = None
    authority: str | None = None


@dataclass(frozen=True)
class Baseline:
    """What the main job gives."""

    checked: Checked
    cohort: Cohort
    summary: Summary
    population: pl.DataFrame | None


def baseline(inputs: Inputs, *, rules: bool = True) -> Baseline:
    """Read, check, repair and summarise one authority's returns.

    Args:
        inputs: the files.
        rules: False where nobody will read the findings.

    Raises:
        InputError: a file that cannot be read, or no Header or Episodes among them.
        ArgumentError: an as-at date that the returns do not cover, an authority nobody knows.
    """
    teams = read_teams(inputs.teams) if inputs.teams else None
    totals = read_totals(inputs.totals) if inputs.totals else None
    official = lait.read(inputs.lait) if inputs.lait else None
    people = _population(inputs, official)
    mapping = categories.load(inputs.categories)

    checked = prepare(read(inputs.returns), rules=rules)
    cohort = build(checked, mapping)
    summary = summarise(
        cohort,
        checked,
        inputs.as_at or last_day(checked.returns),
        months=inputs.months,
        population=people,
        teams=teams,
        totals=totals,
        lait=official,
        authority=inputs.authority,
    )
    return Baseline(checked, cohort, summary, people)


def _population(inputs: Inputs, official: lait.Lait | None) -> pl.DataFrame | None:
    """The population by age. A file of many authorities knows names, not LAIT's numbers."""
    if inputs.population is None:
        return None
    name = inputs.authority
    if official is not None and name is not None:
        name = lait.area_name(official, lait.authority(official, name))
    return population.read(inputs.population, name)


def report(
    inputs: Inputs,
    out: Path,
    *,
    audience: Literal["internal", "public"],
    name: str,
    ahead: Ahead | None = None,
    warn: Callable[[str], None] = lambda _: None,
) -> tuple[Path, ...]:
    """Run the main job and write its report; returns the files written.

    Args:
        inputs: the files.
        out: the folder to write into.
        audience: `public` hides small numbers.
        name: the authority's, for the headings.
        ahead: what is asked of the forecast; None leaves it out.
        warn: told why the report does not look ahead or back where the returns are too short.
    """
    from kinward.reports.write import write

    result = baseline(inputs)
    given, test = None, None
    if ahead is not None:
        day, years = result.summary.as_at, result.checked.returns.years
        cohort = _unbroken(result.cohort, years)
        given = _or_warn(
            lambda: _forecast(cohort, result.population, ahead, day), _NO_FORECAST, warn
        )
        if given is not None:
            test = _or_warn(lambda: _backtest(cohort, ahead, day), _NO_BACKTEST, warn)
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
    )


def _or_warn(work: Callable[[], T], else_say: str, warn: Callable[[str], None]) -> T | None:
    try:
        return work()
    except TooShortError:
        warn(else_say)
        return None


@dataclass(frozen=True)
class Ahead:
    """What is asked of a forecast; each of its files may be left out.

    Attributes:
        months: calendar month ends to reach.
        runs, seed, threads: of the simulation.
        prices: a week's price by category; `uplift_pct` a year where none is given.
        target: at most so many children by a day.
        explain: whether to split the change into its drivers.
    """

    months: int = 36
    runs: int = 1000
    seed: int = 1
    threads: int | None = None
    prices: Path | None = None
    uplift_pct: float = 0.0
    target: tuple[int, date] | None = None
    explain: bool = True


def forecast(inputs: Inputs, ahead: Ahead) -> Forecast:
    """Read and repair one authority's returns, and forecast from them.

    Raises:
        InputError: a file that cannot be read, or no Header or Episodes among them.
        ArgumentError: an as-at date or a target that the returns or the months do not reach.
    """
    official = lait.read(inputs.lait) if inputs.lait else None
    people = _population(inputs, official)
    began = perf_counter()
    checked = prepare(read(inputs.returns), rules=False)
    cohort = build(checked, categories.load(inputs.categories))
    read_s = perf_counter() - began
    cohort = _unbroken(cohort, checked.returns.years)
    given = _forecast(cohort, people, ahead, inputs.as_at or last_day(checked.returns))
    return replace(given, timings={"read_s": read_s, **given.timings})


def backtest(
    inputs: Inputs, ahead: Ahead, horizons: tuple[int, ...], progress: Progress | None = None
) -> BackTest:
    """Read and repair one authority's returns, and see how past forecasts would have done.

    Raises:
        InputError: a file that cannot be read, or no Header or Episodes among them.
        ArgumentError: an as-at date that the returns do not cover, or too short a past.
    """
    checked = prepare(read(inputs.returns), rules=False)
    cohort = build(checked, categories.load(inputs.categories))
    cohort = _unbroken(cohort, checked.returns.years)
    day = inputs.as_at or last_day(checked.returns)
    return _backtest(cohort, ahead, day, horizons, progress)


def _unbroken(cohort: Cohort, years: Sequence[int]) -> Cohort:
    """The cohort as the last returns without a missing year between them tell it.

    A year that is missing would pass for one in which nobody came or left.
    """
    first = years[-1]
    while first - 1 in years:
        first -= 1
    return replace(cohort, observed_from=year_start(first))


def _forecast(cohort: Cohort, people: pl.DataFrame | None, ahead: Ahead, as_at: date) -> Forecast:
    from kinward.forecast import run

    asked = run.Asked(
        as_at=as_at,
        months=ahead.months,
        runs=ahead.runs,
        seed=ahead.seed,
        threads=ahead.threads,
        target=ahead.target,
        population=people,
        prices=_prices(ahead),
        uplift_pct=ahead.uplift_pct,
        explain=ahead.explain,
    )
    return run.forecast(cohort, asked)


def _backtest(
    cohort: Cohort,
    ahead: Ahead,
    as_at: date,
    horizons: tuple[int, ...] | None = None,
    progress: Progress | None = None,
) -> BackTest:
    from kinward.forecast.backtest import run
    from kinward.forecast.cost import today_prices

    prices = _prices(ahead)
    asked = run.Asked(
        as_at=as_at,
        horizons=horizons or run.HORIZONS,
        runs=min(ahead.runs, _BACKTEST_RUNS),
        seed=ahead.seed,
        threads=ahead.threads,
        prices=None if prices is None else today_prices(prices, as_at),
        progress=progress,
    )
    return run.backtest(cohort, asked)


def _prices(ahead: Ahead) -> pl.DataFrame | None:
    if ahead.prices is None:
        return None
    from kinward.forecast.cost import read_prices

    return read_prices(ahead.prices)


def last_day(returns: Returns) -> date:
    """The 31 March that ends the last return: the as-at date where none is given."""
    return year_end(returns.years[-1])


def is_made_up(returns: Returns) -> bool:
    """Whether any file comes from `kinward synthesise`, which says so in each file's name."""
    return any("made_up" in source.path for source in returns.files)
