"""The entries of each stream: fitted to the months seen, and drawn for the months ahead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinward.forecast.bands import STREAMS
from kinward.forecast.entries import level, people
from kinward.forecast.entries.cases import Cases
from kinward.forecast.entries.season import season
from kinward.forecast.histories import Histories
from kinward.forecast.settings import LevelPrior, Settings

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_SMOOTH_MONTHS: Final = 12
_MOST_LOG_RATE: Final = 12.0


@dataclass(frozen=True)
class Stream:
    """The fitted entries of a stream.

    Attributes:
        level: the posterior of its rate: cases a day in an average month.
        season: multiples by calendar month, January first.
        counts, days: cases and days of each month seen, the last one ending on the as-at date; the
            days are multiplied by the population beside today's, where it is given.
    """

    level: level.Level
    season: Floats
    counts: Floats
    days: Floats


@dataclass(frozen=True)
class Entries:
    """The fitted streams in the order of `bands.STREAMS`, None where none was ever seen."""

    streams: tuple[Stream | None, ...]


def fit(
    histories: Histories, cases: Cases, settings: Settings, population: pl.DataFrame | None
) -> Entries:
    """Fit every stream.

    Args:
        histories: tells the time observed.
        cases: those seen.
        settings: the priors.
        population: by year and age, or None.
    """
    first = np.datetime64(int(histories.observed_from), "D").astype("M8[M]").astype(np.int64)
    last = np.datetime64(histories.as_at, "M").astype(np.int64)
    months = np.arange(first, last + 1)
    starts = months.astype("M8[M]").astype("M8[D]").astype(np.int64)
    stops = np.append(starts[1:], histories.today + 1)
    days = (stops - np.maximum(starts, histories.observed_from)).astype(np.float64)
    if population is not None:
        days *= people.past(population, starts.astype("M8[D]").tolist())
    of_case = cases.day.astype("M8[D]").astype("M8[M]").astype(np.int64) - first
    priors = (settings.family, settings.uasc)
    fitted: list[Stream | None] = []
    for stream in range(len(STREAMS)):
        own = of_case[cases.stream == stream]
        counts = np.bincount(own, minlength=len(months)).astype(np.float64)
        fitted.append(_stream(counts, days, months % 12, priors[stream]) if counts.any() else None)
    return Entries(tuple(fitted))


def _stream(counts: Floats, days: Floats, calendar_month: Ints, prior: LevelPrior) -> Stream:
    shape = season(counts, _smooth(counts / days) * days, calendar_month)
    fitted = level.fit(counts, days * shape[calendar_month], prior)
    return Stream(fitted, shape, counts, days)


def _smooth(rate: Floats) -> Floats:
    """A moving average over a year, so that a season is not taken for a change of level."""
    width = min(_SMOOTH_MONTHS, len(rate))
    kernel = np.ones(width)
    smooth = np.convolve(rate, kernel, "same") / np.convolve(np.ones_like(rate), kernel, "same")
    least: Floats = np.maximum(smooth, rate.mean() / 10)
    return least


@dataclass(frozen=True)
class Expected:
    """What each run expects of entries.

    Attributes:
        cases: in each month ahead: (streams, runs, months).
        shocks: of the first stream, as in `level.Futures`: (runs, years).
    """

    cases: Floats
    shocks: Floats


def draws_needed(months: int) -> int:
    """Standard normals that a stream needs of each run for so many months or fewer: one for each
    month, then those of its path."""
    return months + 3 + level.future_nodes(months)


def expected(
    entries: Entries,
    days: Floats,
    calendar_month: Ints,
    draws: Floats,
    uniforms: Floats,
    *,
    most: int | None = None,
    steady: bool = False,
) -> Expected:
    """Draw the cases to be expected in each month ahead.

    Args:
        entries: as fitted.
        days: of each month ahead.
        calendar_month: 0 to 11, of each.
        draws: standard normals: (streams, runs, `draws_needed(most)`).
        uniforms: (runs, streams), to choose the hyper-parameters.
        most: the months for which they were drawn, if more; they change nothing nearer.
        steady: whether the rates stay where they stand today.
    """
    months, runs = len(days), len(uniforms)
    cases = np.zeros((len(STREAMS), runs, months))
    shocks = np.zeros((runs, -(-months // 12)))
    for place, stream in enumerate(entries.streams):
        if stream is None:
            continue
        nodes = level.future_nodes(months)
        path, noise = draws[place][:, months if most is None else most :], draws[place][:, :months]
        drawn = level.futures(
            stream.level, months, path[:, : 3 + nodes], uniforms[:, place], steady=steady
        )
        mean = np.exp(np.minimum(drawn.log_rate, _MOST_LOG_RATE))
        mean *= days * stream.season[calendar_month]
        cases[place] = mean * _gamma_like(drawn.dispersion[:, None], noise)
        if place == 0:
            shocks = drawn.shocks
    return Expected(cases, shocks)


def _gamma_like(dispersion: Floats, normal: Floats) -> Floats:
    """A gamma multiple with mean 1 and a variance, by Wilson and Hilferty's approximation."""
    third = dispersion / 9
    multiple: Floats = np.maximum(1 - third + normal * np.sqrt(third), 0.0) ** 3
    return multiple
