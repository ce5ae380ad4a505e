"""What has happened in a test world, from long before the first return to its last day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numba import njit

from worlds.arrivals import (
    Entrants,
    arrive,
    family_ages,
    foreign_ages,
    mean_group,
    monthly_noise,
    people,
    shape_of_days,
)
from worlds.catalogue import Process, Setting, processes
from worlds.levels import ENTRIES, EXITS, FOREIGN, Paths, begin, follow, spread, steps
from worlds.life import live
from worlds.luck import key_of
from worlds.nature import nature
from worlds.state import (
    END,
    MOST_STAYS,
    START,
    STAY_SLOTS,
    Floats,
    Ints,
    Nature,
)

_BURN_IN_YEARS: Final = 18
_SAMPLE: Final = 12_000
_EPOCH: Final = date(1970, 1, 1)


@dataclass(frozen=True)
class History:
    """All that has happened, with what nobody sees.

    Attributes:
        base: the first day lived, as a number since 1 January 1970; `days` counts on from it.
        origin: the last origin, as a number: the steps of the levels are told from there.
        base_rates: families and UASC a day, before the levels.
        clock, tilt: as in `life.live`, one a day of `days`.
        stays: one row a stay (`life.STAY_SLOTS`), by life and time.
        life: row of each stay in `entrants`.
    """

    setting: Setting
    process: Process
    nature: Nature
    days: Ints
    origin: int
    base_rates: tuple[float, float]
    paths: Paths
    clock: Floats
    tilt: Floats
    entrants: Entrants
    stays: Ints
    life: Ints

    @property
    def base(self) -> int:
        """The first day lived, as a number."""
        return int(self.days[0])


def number(day: date) -> int:
    """A date as a number: days since 1 January 1970."""
    return (day - _EPOCH).days


def lived(setting: Setting) -> History:
    """Live a test world through. The same setting always gives the same history."""
    process = processes()[setting.process]
    own = nature(setting.seed)
    origin = number(setting.origins[-1])
    began = date(setting.first_day.year - _BURN_IN_YEARS, 4, 1)
    days = np.arange(number(began), number(setting.last_day) + 1)
    rng = np.random.Generator(np.random.Philox([setting.seed, 2]))
    paths = follow(process, begin(process, rng), 1, len(days), rng)
    base_rates = _base_rates(setting, process, own)
    came = arrive(*rates(process, base_rates, paths, days, origin, rng), days, rng)
    clock = clocks(process, paths, days, origin)[0]
    tilt = steps(process.residential, (days - origin).astype(np.float64))
    stays, life = _stays(came.state, came.person, came.day, days, clock, tilt, own, setting.seed)
    return History(
        setting, process, own, days, origin, base_rates, paths, clock, tilt, came, stays, life
    )


def rates(
    process: Process,
    base: tuple[float, float],
    paths: Paths,
    days: Ints,
    origin: int,
    rng: np.random.Generator,
) -> tuple[Floats, Floats]:
    """Expected families and UASC of each day: (futures, days)."""
    since = (days - origin).astype(np.float64)
    shape = shape_of_days(days)
    level = (
        paths.level(ENTRIES)
        + steps(process.entries, since)
        + monthly_noise(len(paths.jumps), days, rng)
    )
    level -= spread(process.entry_change, process.memory_years) ** 2 / 2.0
    foreign = paths.level(FOREIGN) + steps(process.uasc, since)
    foreign -= spread(process.uasc_change, process.memory_years) ** 2 / 2.0
    return base[0] * shape * np.exp(level), base[1] * shape * np.exp(foreign)


def clocks(process: Process, paths: Paths, days: Ints, origin: int) -> Floats:
    """(futures, days): time on the clock of exits since the first of the days."""
    speed = np.exp(paths.level(EXITS) + steps(process.exits, (days - origin).astype(np.float64)))
    speed[:, 0] = 0.0
    return np.cumsum(speed, axis=1)


def _base_rates(setting: Setting, process: Process, own: Nature) -> tuple[float, float]:
    """Families and UASC a day that would keep the number of children where it should be."""
    rng = np.random.Generator(np.random.Philox([setting.seed, 3]))
    family = _mean_years(family_ages(_SAMPLE, rng), False, own, rng)
    foreign = _mean_years(foreign_ages(_SAMPLE // 4, rng), True, own, rng)
    share = process.uasc_share
    children = setting.children / ((1.0 - share) * family + share * foreign) / 365.25
    return children * (1.0 - share) / mean_group(), children * share


def _mean_years(age: Floats, uasc: bool, own: Nature, rng: np.random.Generator) -> float:
    """How long children of these ages are in care in all, with levels at rest."""
    start = np.zeros(len(age), dtype=np.int64)
    state, person = people(start, age, np.full(len(age), uasc), rng)
    days = np.arange(20 * 366)
    clock, tilt = days.astype(np.float64), np.zeros(len(days))
    stays, _ = _stays(state, person, start, days, clock, tilt, own, 0)
    return float((stays[:, END] - stays[:, START]).sum()) / len(age) / 365.25


@njit(cache=True)
def _stays(
    state: np.ndarray,
    person: np.ndarray,
    start: np.ndarray,
    days: np.ndarray,
    clock: np.ndarray,
    tilt: np.ndarray,
    own: Nature,
    seed: int,
) -> tuple[np.ndarray, np.ndarray]:
    """The stays of all lives, and whose each is."""
    room = 8 * len(start) + MOST_STAYS
    stays, life = np.empty((room, STAY_SLOTS), np.int64), np.empty(room, np.int64)
    luck = np.empty(1, np.uint64)
    total = 0
    for child in range(len(start)):
        if total + MOST_STAYS > len(stays):
            stays = np.concatenate((stays, np.empty_like(stays)))
            life = np.concatenate((life, np.empty_like(life)))
        luck[0] = key_of(seed, 0, child)
        at = start[child] - days[0]
        count = live(
            state[child].copy(), person[child].copy(), (start[child], days[-1]),
            clock[at:], tilt[at:], own, luck, stays[total:],
        )  # fmt: skip
        life[total : total + count] = child
        total += count
    return stays[:total].copy(), life[:total].copy()
