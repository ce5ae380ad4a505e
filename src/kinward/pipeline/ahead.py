"""The forecast of one authority, and how past forecasts would have done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Final

import polars as pl

from kinward.cohort.build import build
from kinward.cohort.model import Cohort
from kinward.dates import year_start
from kinward.forecast.backtest.model import BackTest
from kinward.forecast.model import Forecast
from kinward.pipeline.children import Inputs, last_day, population_of
from kinward.reference import categories, lait
from kinward.returns.prepare import prepare
from kinward.returns.read import read

Progress = Callable[[int, int], None]
"""Told how many of all parts are done."""

_BACKTEST_RUNS: Final = 500
"""Runs of a past forecast: enough for its scores."""


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
    people = population_of(inputs, official)
    began = perf_counter()
    checked = prepare(read(inputs.returns), rules=False)
    cohort = build(checked, categories.load(inputs.categories))
    read_s = perf_counter() - began
    cohort = unbroken(cohort, checked.returns.years)
    given = forecast_cohort(cohort, people, ahead, inputs.as_at or last_day(checked.returns))
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
    cohort = unbroken(cohort, checked.returns.years)
    day = inputs.as_at or last_day(checked.returns)
    return backtest_cohort(cohort, ahead, day, horizons, progress)


def unbroken(cohort: Cohort, years: Sequence[int]) -> Cohort:
    """The cohort as the last returns without a missing year between them tell it.

    A year that is missing would pass for one in which nobody came or left.
    """
    first = years[-1]
    while first - 1 in years:
        first -= 1
    return replace(cohort, observed_from=year_start(first))


def forecast_cohort(
    cohort: Cohort,
    people: pl.DataFrame | None,
    ahead: Ahead,
    as_at: date,
    progress: Progress | None = None,
) -> Forecast:
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
        progress=progress,
    )
    return run.forecast(cohort, asked)


def backtest_cohort(
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
