"""The forecast from a cohort, on one screen: the stays, the fit, the simulation, the figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from time import perf_counter

import polars as pl

from kinward.cohort.flows import observed_month_ends
from kinward.cohort.model import Cohort
from kinward.cohort.stock import stock_on
from kinward.errors import ArgumentError, TooShortError
from kinward.forecast import engine, summarise
from kinward.forecast.drivers import drivers
from kinward.forecast.engine import Fitted, Paths
from kinward.forecast.evidence import evidence
from kinward.forecast.fit import fit as whole_fit
from kinward.forecast.histories import Histories, histories
from kinward.forecast.model import TOTAL, Cost, Forecast
from kinward.forecast.notes import notes
from kinward.forecast.settings import Settings, settings
from kinward.forecast.simulation.calendar import month_ends_after
from kinward.terms import CATEGORIES

_HISTORY_MONTHS = 60
_LEAST_DAYS = 365


@dataclass(frozen=True)
class Asked:
    """What is asked of a forecast.

    Attributes:
        as_at: the day from which it looks ahead.
        months: calendar month ends to reach.
        runs, seed: of the simulation; the same seed gives the same figures on any machine.
        threads: at most so many at once; None for every core.
        target: at most so many children by a day, or None.
        population: by year and age (`reference.population.POPULATION_SCHEMA`), or None.
        prices: by category (`forecast.cost.prices.PRICES_SCHEMA`), or None.
        uplift_pct: of prices a financial year, where no price is given.
        explain: whether to split the change into its drivers, which takes a second simulation.
        progress: told how many shares of all simulations are done; what it raises ends the work.
    """

    as_at: date
    months: int = 36
    runs: int = 1000
    seed: int = 1
    threads: int | None = None
    target: tuple[int, date] | None = None
    population: pl.DataFrame | None = None
    prices: pl.DataFrame | None = None
    uplift_pct: float = 0.0
    explain: bool = True
    progress: Callable[[int, int], None] | None = None


def forecast(cohort: Cohort, asked: Asked, using: Settings | None = None) -> Forecast:
    """Forecast a cohort, as it was known on the as-at date.

    Raises:
        ArgumentError: an as-at date that the returns do not cover, or with less than a year of
            them before it; a target beyond the months asked for.
    """
    check(asked)
    began = perf_counter()
    stays = histories(cohort, asked.as_at)
    fitted = fit(stays, asked, using)
    fit_done = perf_counter()
    paths = _simulate(fitted, asked)
    simulated = perf_counter()
    given = figures(cohort, fitted, paths, asked)
    timings = {"fit_s": fit_done - began, "simulate_s": simulated - fit_done}
    return replace(given, timings={**timings, "summarise_s": perf_counter() - simulated})


def check(asked: Asked) -> None:
    """Refuse what cannot be asked."""
    if not 1 <= asked.months <= engine.MOST_MONTHS:
        raise ArgumentError(f"The months must be from 1 to {engine.MOST_MONTHS}", where="--months")
    if asked.runs < 1:
        raise ArgumentError("There must be at least one run", where="--runs")
    if asked.prices is not None:
        from kinward.forecast.cost import check_uplift

        check_uplift(asked.uplift_pct)


def fit(stays: Histories, asked: Asked, using: Settings | None = None) -> Fitted:
    """Fit the stays; refuse too short a past."""
    if stays.today - stays.observed_from + 1 < _LEAST_DAYS:
        raise TooShortError(
            "The returns cover less than a year up to the as-at date, too little to tell a rate by",
            where="--as-at",
            remedy="Choose a later day, or add the returns of earlier years.",
        )
    return whole_fit(stays, using or settings(), asked.population)


def _simulate(fitted: Fitted, asked: Asked, *, steady: bool = False) -> Paths:
    return engine.simulate(
        fitted,
        asked.months,
        runs=asked.runs,
        seed=asked.seed,
        threads=asked.threads,
        steady=steady,
        progress=_progress(asked, second=steady),
    )


def _progress(asked: Asked, *, second: bool) -> Callable[[int, int], None] | None:
    told = asked.progress
    if told is None:
        return None
    many = 2 if asked.explain else 1
    return lambda done, of: told(done + of * second, of * many)


def figures(cohort: Cohort, fitted: Fitted, paths: Paths, asked: Asked) -> Forecast:
    """Every figure of the runs."""
    ends = tuple(month_ends_after(asked.as_at, asked.months))
    stays = fitted.histories
    here = stays.category[stays.open]
    seen = set(stays.category.tolist())
    shown = tuple(key for place, key in enumerate(CATEGORIES) if place in seen)
    counts = {key: int((here == list(CATEGORIES).index(key)).sum()) for key in shown}
    target = summarise.target(paths, ends, *asked.target) if asked.target else None
    explained = pl.DataFrame()
    if asked.explain:
        explained = drivers(paths, _simulate(fitted, asked, steady=True), ends, shown)
    cost = _cost(paths, ends, asked, seen)
    return Forecast(
        as_at=asked.as_at,
        month_ends=ends,
        categories=shown,
        runs=asked.runs,
        seed=asked.seed,
        today={TOTAL: len(here), **counts},
        history=_history(cohort, asked.as_at),
        stock=summarise.stock(paths, shown),
        ages=summarise.ages(paths),
        entries=summarise.entries(paths),
        exits=summarise.exits(paths),
        drivers=explained,
        evidence=evidence(fitted.exposure),
        target=target,
        cost=cost,
        notes=(*notes(fitted, asked.population is not None), *_price_notes(asked, cost)),
    )


def _cost(paths: Paths, ends: tuple[date, ...], asked: Asked, seen: set[int]) -> Cost | None:
    if asked.prices is None:
        return None
    from kinward.forecast.cost import cost

    return cost(
        paths.counts.days, ends, asked.as_at, asked.prices, uplift_pct=asked.uplift_pct, seen=seen
    )


def _price_notes(asked: Asked, cost: Cost | None) -> tuple[str, ...]:
    if asked.prices is None or cost is None:
        return ()
    from kinward.forecast.cost import notes as price_notes

    return price_notes(asked.prices, asked.as_at, cost.months.keys)


def _history(cohort: Cohort, as_at: date) -> pl.DataFrame:
    """Looked after at past month ends: month, children."""
    ends = observed_month_ends(cohort, as_at, _HISTORY_MONTHS)
    return pl.DataFrame(
        {"month": ends, "children": stock_on(cohort, ends)},
        schema={"month": pl.Date(), "children": pl.Int64()},
    )
