"""The engine: fit an authority's rates and entries, then simulate every child's days ahead."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeVar

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinward.forecast import destinations, drift, hazards
from kinward.forecast.bands import AGES, STREAMS, YEAR
from kinward.forecast.destinations import Destinations
from kinward.forecast.drift import ExitDrift
from kinward.forecast.entries import fit as entries_fit
from kinward.forecast.entries import people
from kinward.forecast.entries.cases import Cases, cases
from kinward.forecast.entries.fit import Entries
from kinward.forecast.exposure import Exposure, exposure
from kinward.forecast.hazards import Hazards
from kinward.forecast.histories import Histories
from kinward.forecast.settings import Settings
from kinward.forecast.simulation import inputs, room
from kinward.forecast.simulation.arrays import (
    Ahead,
    Calendar,
    Children,
    Counts,
    Pool,
    Rates,
    Scene,
)
from kinward.forecast.simulation.calendar import calendar as make_calendar
from kinward.forecast.simulation.calendar import month_ends_after

Floats = NDArray[np.float64]
T = TypeVar("T")

_CHUNKS: Final = 8
MOST_MONTHS: Final = 240
"""The longest forecast."""
_PEOPLE: Final = 4096


@dataclass(frozen=True)
class Fitted:
    """All that the past tells of the rates.

    Attributes:
        histories: the stays as known on the as-at date.
        exposure: events and days at risk.
        hazards, destinations, drift, entries: the posteriors.
        cases: the cases seen, and `case_weight` of each as one to draw from.
        population: by year and age, or None.
    """

    histories: Histories
    exposure: Exposure
    hazards: Hazards
    destinations: Destinations
    drift: ExitDrift
    entries: Entries
    cases: Cases
    case_weight: Floats
    population: pl.DataFrame | None


@dataclass(frozen=True)
class Stage:
    """What the simulation of a forecast plays on: the same for every plan that is tried."""

    calendar: Calendar
    children: Children
    rates: Rates
    pool: Pool
    ahead: Ahead


@dataclass(frozen=True)
class Paths:
    """The simulated runs (see `simulation.arrays.Counts`), and the months they cover."""

    calendar: Calendar
    counts: Counts
    runs: int


def fit(histories: Histories, settings: Settings, population: pl.DataFrame | None = None) -> Fitted:
    """Fit the rates and the entries to the stays.

    Args:
        histories: the stays as known on the as-at date.
        settings: priors and weights.
        population: by year and age (`reference.population.POPULATION_SCHEMA`), or None: entries are
            then around the logarithm of the population, and grow or shrink with it.
    """
    seen = exposure(histories)
    rates = hazards.fit(seen, _weights(len(seen.days), settings.rates_half_life))
    mix = _weights(len(seen.days), settings.mix_half_life)
    came = cases(histories)
    year = ((histories.today - came.day) / YEAR).astype(np.int64)
    return Fitted(
        histories=histories,
        exposure=seen,
        hazards=rates,
        destinations=destinations.fit(seen, mix),
        drift=drift.fit_exits(seen, rates, settings.exits),
        entries=entries_fit.fit(histories, came, settings, population),
        population=population,
        cases=came,
        case_weight=mix[np.minimum(year, len(mix) - 1)],
    )


def _weights(years: int, half_life: float) -> Floats:
    """The weight of each year before the as-at date; the last one has 1."""
    weights: Floats = 0.5 ** (np.arange(years) / half_life)
    return weights


def simulate(
    fitted: Fitted,
    months: int,
    *,
    runs: int,
    seed: int,
    threads: int | None = None,
    steady: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Paths:
    """Simulate the months after the as-at date.

    Args:
        fitted: the posteriors.
        months: calendar month ends to reach.
        runs: how many futures.
        seed: the same seed gives the same futures, to the bit, on any number of threads.
        threads: at most so many at once; None for every core.
        steady: whether to hold the rates of entry and exit where they stand today: the same luck
            without drift, to tell what drift does.
        progress: told how many shares of all are done; what it raises ends the work.
    """
    return play(stage(fitted, months, runs, seed, steady=steady), runs, seed, threads, progress)


def play(
    on: Stage,
    runs: int,
    seed: int,
    threads: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Paths:
    """Simulate on a stage made for as many runs, with the same seed."""
    months = len(on.calendar.ends)
    counts = room.counts(runs, months)

    def part(first: int, last: int) -> NDArray[np.int64]:
        from kinward.forecast.simulation.kernel import simulate as kernel

        flows = room.flows(months)
        own = counts._replace(flows=flows)
        scene = Scene(
            on.calendar, on.rates, on.pool, on.ahead, room.drawn(), room.people(_PEOPLE), own
        )
        kernel(first, last, np.uint64(seed), on.children, scene)
        return flows

    flows = in_threads(part, runs, threads, progress)
    return Paths(on.calendar, counts._replace(flows=np.sum(flows, axis=0)), runs)


def in_threads(
    part: Callable[[int, int], T],
    runs: int,
    threads: int | None,
    progress: Callable[[int, int], None] | None = None,
) -> list[T]:
    """What a function gives for the runs, a share at a time: from the first up to before the last.

    The shares are the same on any number of threads (None: one for every core).

    Args:
        progress: told, in the thread that called, how many shares of all are done; what it raises
            ends the work.
    """
    bounds = np.linspace(0, runs, min(_CHUNKS, runs) + 1).astype(int)
    workers = min(threads or os.cpu_count() or 1, len(bounds) - 1)
    if workers == 1:
        return _told((part(first, last) for first, last in pairwise(bounds)), bounds, progress)
    with ThreadPoolExecutor(workers) as threadpool:
        try:
            return _told(threadpool.map(part, bounds[:-1], bounds[1:]), bounds, progress)
        except BaseException:
            threadpool.shutdown(wait=False, cancel_futures=True)
            raise


def _told(
    given: Iterable[T], bounds: NDArray[np.int64], progress: Callable[[int, int], None] | None
) -> list[T]:
    found = []
    for each in given:
        found.append(each)
        if progress is not None:
            progress(len(found), len(bounds) - 1)
    return found


def stage(fitted: Fitted, months: int, runs: int, seed: int, *, steady: bool = False) -> Stage:
    """What the simulation plays on; the arguments are those of `simulate`."""
    when = make_calendar(fitted.histories.as_at, months)
    return Stage(
        when,
        inputs.children(fitted.histories),
        inputs.rates(fitted.hazards, fitted.destinations),
        inputs.pool(fitted.cases, fitted.case_weight),
        _ahead(fitted, when, runs, seed, steady=steady),
    )


def _ahead(fitted: Fitted, calendar: Calendar, runs: int, seed: int, *, steady: bool) -> Ahead:
    """Draw each run's level of entries and drift of exits; a run's draws are its own."""
    months = len(calendar.ends)
    years = int(np.ceil(calendar.ends[-1] / YEAR))
    streams = len(STREAMS)
    # Drawn for the longest forecast there is, so that a run's luck is the same in a shorter one.
    each = entries_fit.draws_needed(MOST_MONTHS)
    normal = np.random.Generator(np.random.Philox(seed)).standard_normal(
        (runs, streams * each + 1 + MOST_MONTHS // 12 + 1)
    )
    uniform = np.random.Generator(np.random.Philox([seed, 1])).random((runs, streams + 1))
    draws = normal[:, : streams * each].reshape(runs, streams, each).swapaxes(0, 1)
    start, own = normal[:, streams * each], normal[:, streams * each + 1 :][:, :years]
    days = (calendar.ends - calendar.begins).astype(np.float64)
    entries = entries_fit.expected(
        fitted.entries,
        days,
        calendar.number % 12,
        draws,
        uniform[:, :streams],
        most=MOST_MONTHS,
        steady=steady,
    )
    shocks = np.zeros((runs, years))
    shocks[:, : entries.shocks.shape[1]] = entries.shocks[:, :years]
    exits = drift.exit_futures(fitted.drift, shocks, own, start, uniform[:, streams], steady=steady)
    growth = np.ones((AGES, months))
    if fitted.population is not None:
        as_at = fitted.histories.as_at
        growth = people.ahead(fitted.population, as_at, month_ends_after(as_at, months))
    return Ahead(entries.cases, growth, exits)
