"""The runs: for each, draw the rates, then let every child live, those here and those to come."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from kinward.forecast.bands import ADULT, AGES, STREAMS
from kinward.forecast.clocks import band_of
from kinward.forecast.compiled import compiled
from kinward.forecast.simulation.arrays import (
    ENTERED,
    Calendar,
    Children,
    Counts,
    Crowd,
    Pool,
    Scene,
)
from kinward.forecast.simulation.draw import begin, lay_out
from kinward.forecast.simulation.life import age_of, birthday, play
from kinward.forecast.simulation.luck import gamma, key_of, poisson_at, uniform
from kinward.terms import CATEGORIES

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_CATEGORIES: Final = len(CATEGORIES)
_STREAMS: Final = len(STREAMS)
_RATES, _HERE, _COMING, _MIX = np.uint64(1), np.uint64(2), np.uint64(3), np.uint64(4)
_ONE, _TWO = np.uint64(1), np.uint64(2)


@compiled
def simulate(
    first_run: int, last_run: int, seed: np.uint64, children: Children, scene: Scene
) -> None:
    """Simulate the runs from `first_run` up to before `last_run`, into the scene's counts.

    The runs are numbered over the whole forecast; those of one call may be any of them.
    """
    ages = np.zeros((_STREAMS, AGES))
    categories = np.zeros((_STREAMS, AGES, _CATEGORIES))
    laid = lay_out(scene.rates)
    bands, guide = bands_today(children, scene.calendar), pool_guide(scene.pool)
    for number in range(first_run, last_run):
        key = key_of(seed, np.uint64(number))
        rates = key_of(key, _RATES)
        begin(scene.drawn, laid, rates)
        here(key, number, rates, children, bands, scene, None)
        mix(scene.pool, key, ages, categories)
        coming(key, number, rates, ages, categories, guide, scene, None)
        _flush(number, rates, scene)
        _finish(number, scene.calendar, scene.counts)


@compiled
def bands_today(children: Children, calendar: Calendar) -> Ints:
    """Bands of age, time in placement and time in care on the as-at date: (3, children)."""
    bands = np.zeros((3, len(children.key)), dtype=np.int64)
    cuts = calendar.clock_cuts
    for i in range(len(children.key)):
        birth = children.birth_month[i] - calendar.firsts_from
        day = children.birth_day[i]
        bands[0, i] = age_of(0.0, calendar.firsts, birth, day, calendar.age_cuts)
        bands[1, i] = band_of(0.0, children.stay_start[i], children.stay_known[i], cuts)
        bands[2, i] = band_of(0.0, children.care_start[i], children.care_known[i], cuts)
    return bands


@compiled
def here(
    run: np.uint64,
    number: int,
    rates: np.uint64,
    children: Children,
    bands: Ints,
    scene: Scene,
    crowd: Crowd | None,
) -> None:
    """The children looked after on the as-at date, into the room for people.

    Args:
        run: the run's key.
        number: of the run.
        rates: the key of its rates.
        children, bands: the children, and what `bands_today` tells of them.
        scene: whose people they become.
        crowd: for a scenario; None for a forecast.
    """
    key = key_of(run, _HERE)
    people = scene.people
    people.used[0] = 0
    for i in range(len(children.key)):
        if bands[0, i] == AGES:
            continue
        if people.used[0] == len(people.key):
            if crowd is not None:
                crowd.full[0] = True
                break
            _flush(number, rates, scene)
        place = people.used[0]
        if crowd is not None:
            crowd.row[place], crowd.cell[place], crowd.case[place] = i, -1, -1
        people.key[place] = key_of(key, children.key[i])
        people.seen_from[place] = 0.0
        people.category[place] = children.category[i]
        people.stream[place] = children.stream[i]
        people.birth_month[place] = children.birth_month[i]
        people.birth_day[place] = children.birth_day[i]
        people.stay_start[place] = children.stay_start[i]
        people.care_start[place] = children.care_start[i]
        people.order[place] = children.order[i]
        people.age[place] = bands[0, i]
        people.in_stay[place] = bands[1, i]
        people.in_care[place] = bands[2, i]
        people.used[0] += 1


@compiled
def _flush(number: int, rates: np.uint64, scene: Scene) -> None:
    """Let those who wait live, and make room."""
    play(number, rates, scene.people, scene, None, None)
    scene.people.used[0] = 0


@compiled
def mix(pool: Pool, run: np.uint64, ages: Floats, categories: Floats) -> None:
    """Draw the shares of age bands among cases, and of first categories within each."""
    key = key_of(run, _MIX)
    for stream in range(_STREAMS):
        total = 0.0
        for age in range(AGES):
            of_age = key_of(key, np.uint64(stream * AGES + age))
            weight = pool.age_weight[stream, age]
            ages[stream, age] = gamma(weight, of_age) if weight > 0 else 0.0
            total += ages[stream, age]
            running = 0.0
            for category in range(_CATEGORIES):
                weight = pool.category_weight[stream, age, category]
                if weight > 0:
                    running += gamma(weight, key_of(of_age, np.uint64(category + 1)))
                categories[stream, age, category] = running
            if running > 0:
                categories[stream, age] /= running
        if total > 0:
            ages[stream] /= total


@compiled
def cell_key(run: np.uint64, stream: int, month: int, age: int) -> np.uint64:
    """The key of the cases of a stream, month and age band."""
    of_month = key_of(key_of(key_of(run, _COMING), np.uint64(stream)), np.uint64(month))
    return key_of(of_month, np.uint64(age))


@compiled
def cases_at(mean: float, cell: np.uint64) -> int:
    """How many cases a cell has; a higher mean never gives fewer."""
    return poisson_at(mean, uniform(cell, np.uint64(0)))


@compiled
def coming(  # noqa: C901
    run: np.uint64,
    number: int,
    rates: np.uint64,
    ages: Floats,
    categories: Floats,
    guide: Ints,
    scene: Scene,
    crowd: Crowd | None,
) -> None:
    """The cases to come, by stream, month and age band; their children enter on one day.

    The arrays are named one by one because handing on a tuple costs more than a child does.
    """
    expected, population = scene.ahead.cases, scene.ahead.population
    calendar, pool, people, counts = scene.calendar, scene.pool, scene.people, scene.counts
    firsts, firsts_from = calendar.firsts, calendar.firsts_from
    age_cuts = calendar.age_cuts
    first, size, stratum, upto = pool.first, pool.size, pool.stratum, pool.upto
    pool_month, pool_day, pool_category = pool.birth_month, pool.birth_day, pool.category
    entries, streams, re_entries = counts.entries, counts.streams, counts.re_entries
    flows = counts.flows
    largest = size.max() if len(size) else 0
    for stream in range(_STREAMS):
        for month in range(len(calendar.ends)):
            begins, ends = float(calendar.begins[month]), float(calendar.ends[month])
            for age in range(AGES):
                mean = expected[stream, number, month] * ages[stream, age] * population[age, month]
                if mean <= 0.0:
                    continue
                of_age = cell_key(run, stream, month, age)
                for case in range(cases_at(mean, of_age)):
                    luck = key_of(of_age, np.uint64(case + 1))
                    category, point = 0, uniform(luck, np.uint64(0))
                    for other in range(_CATEGORIES - 1):
                        category += int(point >= categories[stream, age, other])
                    place = (stream * AGES + age) * _CATEGORIES + category
                    row = _pick(
                        upto, guide, stratum[place], stratum[place + 1], uniform(luck, _ONE)
                    )
                    if people.used[0] + largest > len(people.key):
                        if crowd is not None:
                            crowd.full[0] = True
                            return
                        _flush(number, rates, scene)
                    point = uniform(luck, _TWO)
                    for i in range(first[row], first[row] + size[row]):
                        birth_month = calendar.number[month] + pool_month[i]
                        born_in = birth_month - firsts_from
                        born = birthday(firsts, born_in, pool_day[i], 0)
                        adult = birthday(firsts, born_in, pool_day[i], ADULT)
                        earliest, latest = max(begins, born - 1.0), min(ends, adult)
                        if latest <= earliest:
                            continue
                        day = earliest + point * (latest - earliest)
                        to = people.used[0]
                        people.used[0] += 1
                        people.key[to] = key_of(luck, np.uint64(3 + i - first[row]))
                        people.seen_from[to] = day
                        people.stay_start[to], people.care_start[to] = day, day
                        people.in_stay[to], people.in_care[to] = 0, 0
                        people.age[to] = age_of(day, firsts, born_in, pool_day[i], age_cuts)
                        people.category[to], people.stream[to] = pool_category[i], stream
                        people.order[to] = 0
                        people.birth_month[to], people.birth_day[to] = birth_month, pool_day[i]
                        if crowd is not None:
                            crowd.row[to], crowd.case[to] = crowd.here[0] + i, case
                            crowd.cell[to] = (stream * len(calendar.ends) + month) * AGES + age
                        entries[number, month] += 1
                        streams[number, month, stream] += 1
                        re_entries[number, month] += 1 if pool.re_entry[i] else 0
                        flows[ENTERED, month, pool_category[i]] += 1


@compiled
def pool_guide(pool: Pool) -> Ints:
    """For each equal part of a stratum's weight, of as many as it has cases, its first case.

    From there `_pick` is at its case after a step or two (Chen and Asau 1974).
    """
    guide = np.zeros(len(pool.upto), dtype=np.int64)
    for place in range(len(pool.stratum) - 1):
        low, high = pool.stratum[place], pool.stratum[place + 1]
        case = low
        for part in range(high - low):
            while case < high - 1 and pool.upto[case] < part / (high - low):
                case += 1
            guide[low + part] = case
    return guide


@compiled
def _pick(upto: Floats, guide: Ints, low: int, high: int, point: float) -> int:
    """The case of a stratum at a point of its running weights."""
    case = int(guide[low + int(point * (high - low))])
    while case < high - 1 and upto[case] < point:
        case += 1
    return case


@compiled
def _finish(number: int, calendar: Calendar, counts: Counts) -> None:
    """From changes to levels: running sums, and days of care from the stock at month ends."""
    for month in range(len(calendar.ends)):
        length = float(calendar.ends[month] - calendar.begins[month])
        if month > 0:
            counts.stock[number, month] += counts.stock[number, month - 1]
            counts.ages[number, month] += counts.ages[number, month - 1]
        for category in range(_CATEGORIES):
            counts.days[number, month, category] += length * counts.stock[number, month, category]
