"""Children who come into care: families of siblings and unaccompanied children, day by day.

Given the levels, families and UASC come as Poisson processes whose rate follows the levels, the
season, the days of the week and a noise of each month.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from worlds.catalogue import nature_file
from worlds.state import (
    ADULT,
    BORN,
    EARLY,
    FRAILTY,
    LATE,
    PACE,
    PERSON_SLOTS,
    STATE_SLOTS,
    TYPE,
    UASC,
    Floats,
    Ints,
)

_OLDEST: Final = 17.97


@dataclass(frozen=True)
class Entrants:
    """Children on the day on which they first come into care, sorted by future and day.

    Attributes:
        future, day: of each child.
        state, person: as `life.live` takes them.
        family: a number for the home that the child comes from, unique in its future.
        female: Boolean.
    """

    future: Ints
    day: Ints
    state: Ints
    person: Floats
    family: Ints
    female: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.day)


def mean_group() -> float:
    """Children a family, on average."""
    told = nature_file()["entry"]
    return 1.0 + float(told["sibling_p"] / (1.0 - told["further_sibling_p"]))


def shape_of_days(days: Ints) -> Floats:
    """The rate of each day (a number since 1 January 1970) as a multiple of the mean."""
    told = nature_file()["entry"]
    turn = 2.0 * np.pi * days / 365.25
    season = told["season"][0] * np.sin(turn) + told["season"][1] * np.cos(turn)
    weekend = (days + 3) % 7 >= 5
    week = np.where(weekend, told["weekend"], 1.0) * 7.0 / (5.0 + 2.0 * told["weekend"])
    shape: Floats = np.exp(season) * week
    return shape


def monthly_noise(futures: int, days: Ints, rng: np.random.Generator) -> Floats:
    """(futures, days): a log level of each month's own, which multiplies the rate by 1 on average.

    The month in which the days begin is given a noise like any other: begin with a whole month.
    """
    sd = nature_file()["entry"]["month_noise"]
    month = days.astype("M8[D]").astype("M8[M]").astype(np.int64)
    month -= month[0]
    noise = rng.standard_normal((futures, int(month[-1]) + 1)) * sd - sd * sd / 2.0
    spread: Floats = noise[:, month]
    return spread


def arrive(families: Floats, foreign: Floats, days: Ints, rng: np.random.Generator) -> Entrants:
    """Draw who comes.

    Args:
        families, foreign: expected families, and UASC, a day: (futures, days).
        days: the days as numbers.
    """
    futures, at = _scatter(rng.poisson(families))
    size = _sizes(len(at), rng)
    ages = _ages(size, rng)
    came = rng.poisson(foreign)
    foreign_future, foreign_at = _scatter(came)
    told = nature_file()["entry"]
    older = _redraw(lambda n: rng.normal(*told["uasc_age"], n), len(foreign_at), 10.0, rng)
    future = np.concatenate([np.repeat(futures, size), foreign_future])
    position = np.concatenate([np.repeat(at, size), foreign_at])
    uasc = np.arange(len(future)) >= len(ages)
    family = np.concatenate([np.repeat(np.arange(len(at)), size), len(at) + np.arange(len(older))])
    order = np.lexsort((position, future))
    made = people(days[position], np.concatenate([ages, older]), uasc, rng)
    female = rng.random(len(uasc)) < np.where(uasc, told["uasc_female_p"], told["female_p"])
    return Entrants(
        future=future[order],
        day=days[position][order],
        state=made[0][order],
        person=made[1][order],
        family=family[order],
        female=female[order],
    )


def people(
    day: Ints, age: Floats, uasc: NDArray[np.bool_], rng: np.random.Generator
) -> tuple[Ints, Floats]:
    """States and persons of children of these ages (years) who enter on these days."""
    child: dict[str, Any] = nature_file()["child"]
    count = len(day)
    state = np.zeros((count, STATE_SLOTS), dtype=np.int64)
    state[:, BORN] = day - np.floor(age * 365.25).astype(np.int64)
    state[:, ADULT] = eighteenth(state[:, BORN])
    state[:, TYPE] = np.where(uasc, UASC, -1)
    person = np.zeros((count, PERSON_SLOTS))
    person[:, FRAILTY] = child["frailty_sd"] * rng.standard_normal(count)
    person[:, PACE] = child["pace_sd"] * rng.standard_normal(count)
    person[:, LATE], person[:, EARLY] = rng.random((2, count))
    return state, person


def eighteenth(born: Ints) -> Ints:
    """The 18th birthday; 1 March for those born on 29 February."""
    dates = born.astype("M8[D]")
    months = dates.astype("M8[M]")
    into = (dates - months.astype("M8[D]")).astype(np.int64)
    found: Ints = (months + 12 * 18).astype("M8[D]").astype(np.int64) + into
    return found


def family_ages(children: int, rng: np.random.Generator) -> Floats:
    """Ages of at least so many children, who come as families."""
    return _ages(_sizes(children, rng), rng)


def foreign_ages(children: int, rng: np.random.Generator) -> Floats:
    """Ages of so many UASC."""
    told = nature_file()["entry"]
    return _redraw(lambda n: rng.normal(*told["uasc_age"], n), children, 10.0, rng)


def _sizes(families: int, rng: np.random.Generator) -> Ints:
    told = nature_file()["entry"]
    more = rng.random(families) < told["sibling_p"]
    sizes: Ints = 1 + more * rng.geometric(1.0 - told["further_sibling_p"], families)
    return sizes


def _ages(size: Ints, rng: np.random.Generator) -> Floats:
    """The ages of all children of families of these sizes, family by family."""
    first = _first_ages(len(size), rng)
    ages = np.repeat(first, size)
    leads = np.zeros(len(ages), dtype=np.bool_)
    leads[np.cumsum(size) - size] = True
    sd = nature_file()["entry"]["sibling_age_sd"]
    near = np.abs(ages + sd * rng.standard_normal(len(ages)))
    near = np.where(near > _OLDEST, 2 * _OLDEST - near, near)
    return np.where(leads, ages, near)


def _first_ages(count: int, rng: np.random.Generator) -> Floats:
    told = nature_file()["entry"]
    which = rng.random(count)
    newborn = np.minimum(rng.exponential(told["newborn_mean_years"], count), 1.0)
    child = 18.0 * rng.beta(*told["child_beta"], count)
    teen = _redraw(lambda n: rng.normal(*told["teen_age"], n), count, 8.0, rng)
    until = told["newborn_share"]
    older = np.where(which < until + told["child_share"], np.minimum(child, _OLDEST), teen)
    return np.where(which < until, newborn, older)


def _redraw(draw: Any, count: int, youngest: float, rng: np.random.Generator) -> Floats:
    """Draws cut to ages from `youngest` to 18: those outside are drawn again."""
    drawn: Floats = draw(count)
    while len(out := np.flatnonzero((drawn < youngest) | (drawn > _OLDEST))):
        drawn[out] = draw(len(out))
    return drawn


def _scatter(counts: Ints) -> tuple[Ints, Ints]:
    """Row and column of each event of a table of counts."""
    flat = np.repeat(np.arange(counts.size), counts.ravel())
    return flat // counts.shape[1], flat % counts.shape[1]
