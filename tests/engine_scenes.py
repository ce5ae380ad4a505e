"""Scenes for the simulation whose rates are known: a posterior so sharp that every run draws the
same, with children and cases written by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from kinward.cohort.spans import day_number
from kinward.forecast.bands import AGES, CLOCKS, EVENTS, ORDERS, STREAMS
from kinward.forecast.entries.cases import Cases
from kinward.forecast.hazards import CELLS, FACTORS, LEVELS, PAIRS
from kinward.forecast.simulation import inputs, room
from kinward.forecast.simulation.arrays import Ahead, Children, Counts, Level, Pool, Rates, Scene
from kinward.forecast.simulation.calendar import calendar
from kinward.terms import CATEGORIES
from oracles.forecast import EVENTS as NAMES
from oracles.forecast import Case, Child, Law

KEYS = list(CATEGORIES)
SHARP = 1e9
"""Events behind every figure: the draws of a run differ from it by 3 in 100,000."""


def flat_law(**changes: object) -> Law:
    """A law in which only what is given differs between children."""
    ones = {
        "age": dict.fromkeys(NAMES, (1.0,) * AGES),
        "stay": dict.fromkeys(NAMES, (1.0,) * CLOCKS),
        "care": dict.fromkeys(NAMES, (1.0,) * CLOCKS),
        "order": dict.fromkeys(NAMES, (1.0,) * ORDERS),
    }
    law = Law(
        base=dict.fromkeys(NAMES, 0.0),
        **ones,
        category={},
        uasc=dict.fromkeys(NAMES, 1.0),
        special={},
        age_care={},
        destinations={(key, old): {key: 1.0} for key in KEYS for old in (False, True)},
        destinations_care={},
    )
    return replace(law, **changes)  # type: ignore[arg-type]


def rates_of(law: Law) -> Rates:
    """The law as the posterior of rates that is known for sure."""
    base = np.array([law.base[name] for name in NAMES])
    age = np.array([law.age[name] for name in NAMES])
    stay = np.array([law.stay[name] for name in NAMES])
    pairs = base[:, None, None] * age[:, :, None] * stay[:, None, :]
    category = np.ones((EVENTS, len(KEYS)))
    for name, multiples in law.category.items():
        for key, multiple in multiples.items():
            category[NAMES.index(name), KEYS.index(key)] = multiple
    special = np.ones((CELLS, EVENTS))
    for (name, key, band, clock), multiple in law.special.items():
        special[KEYS.index(key) * PAIRS + band * CLOCKS + clock, NAMES.index(name)] = multiple
    stream = np.array([(1.0, law.uasc[name]) for name in NAMES])
    age_care = np.ones((EVENTS, AGES * CLOCKS))
    for (name, band, clock), multiple in law.age_care.items():
        age_care[NAMES.index(name), band * CLOCKS + clock] = multiple
    known = {
        "category": _known(category),
        "care": _known(np.array([law.care[name] for name in NAMES])),
        "stream": _known(stream),
        "age_care": _known(age_care),
        "order": _known(np.array([law.order[name] for name in NAMES])),
    }
    sizes = {**LEVELS, **FACTORS}
    silent = {name: _silent(size) for name, size in sizes.items() if name != "cell"}
    return Rates(
        events=np.full(EVENTS, SHARP),
        base=pairs.reshape(EVENTS, PAIRS),
        **{**silent, **known},
        cell_shape=special,
        cell_third=np.zeros((CELLS, EVENTS)),
        cell_due=np.zeros((CELLS, EVENTS)),
        cell_strength=np.ones(EVENTS),
        destinations=_destinations(law).reshape(-1, len(KEYS)),
        destinations_care=_destinations_care(law),
    )


def _known(multiples: np.ndarray) -> Level:
    """A prior next to nothing: a multiple of 0 is drawn as 0."""
    return Level(SHARP * multiples, np.full(multiples.shape, SHARP), np.full(EVENTS, 1e-6))


def _silent(size: int) -> Level:
    """A level of which nothing was expected, and so nothing is drawn."""
    return Level(np.zeros((EVENTS, size)), np.zeros((EVENTS, size)), np.ones(EVENTS))


def _destinations(law: Law) -> np.ndarray:
    weight = np.zeros((len(STREAMS), len(KEYS), AGES, len(KEYS)))
    for (key, old), shares in law.destinations.items():
        for there, share in shares.items():
            bands = slice(5, None) if old else slice(0, 5)
            weight[:, KEYS.index(key), bands, KEYS.index(there)] = SHARP * share
    return weight


def _destinations_care(law: Law) -> np.ndarray:
    multiples = np.ones((CLOCKS, len(KEYS)))
    for (there, clock), multiple in law.destinations_care.items():
        multiples[clock, KEYS.index(there)] = multiple
    return multiples


def children_of(as_at: date, children: Sequence[Child]) -> Children:
    """Children who are here on the as-at date; the key of each is its place, from 1."""
    month, day = inputs.month_and_day(
        np.array([day_number(child.born) for child in children], dtype=np.int64)
    )

    def whole(values: Sequence[float]) -> np.ndarray:
        return np.array(values, dtype=np.int64)

    def flags(values: Sequence[bool]) -> np.ndarray:
        return np.array(values, dtype=np.bool_)

    return Children(
        key=np.arange(1, len(children) + 1, dtype=np.uint64),
        category=whole([KEYS.index(child.category) for child in children]),
        stream=whole([int(child.uasc) for child in children]),
        birth_month=month,
        birth_day=day,
        stay_start=whole([child.stay_start for child in children]),
        stay_known=flags([child.stay_known for child in children]),
        care_start=whole([child.care_start for child in children]),
        care_known=flags([child.care_known for child in children]),
        order=whole([child.order for child in children]),
    )


def pool_of(cases: Sequence[Case]) -> Pool:
    """Cases to draw from, entered in January 2020, whose mix is known for sure."""
    entered = np.datetime64("2020-01", "M")
    each = [child for case in cases for child in case.children]
    size = np.array([len(case.children) for case in cases], dtype=np.int64)
    born = [(entered + child.months).astype("M8[D]").astype(np.int64) + child.day for child in each]
    made = Cases(
        day=np.full(len(cases), entered.astype("M8[D]").astype(np.int64)),
        stream=np.array([int(case.uasc) for case in cases], dtype=np.int64),
        age=np.array([case.age_band for case in cases], dtype=np.int64),
        category=np.array([KEYS.index(case.children[0].category) for case in cases], np.int64),
        first=np.cumsum(size) - size,
        size=size,
        entry=np.full(len(each), -1, dtype=np.int64),
        born=np.array(born, dtype=np.int64),
        entry_category=np.array([KEYS.index(child.category) for child in each], dtype=np.int64),
        re_entry=np.array([child.re_entry for child in each], dtype=np.bool_),
    )
    return inputs.pool(made, SHARP * np.array([case.weight for case in cases]))


def played(
    as_at: date,
    months: int,
    law: Law,
    *,
    children: Sequence[Child] = (),
    cases: Sequence[Case] = (),
    expected: tuple[float, float] = (0.0, 0.0),
    population: Sequence[float] = (1.0,) * AGES,
    drift: Sequence[float] = (1.0,),
    runs: int = 100,
    seed: int = 1,
    here: Children | None = None,
) -> Counts:
    """What the simulation counts; `here` in place of the children where given.

    The drift is by year ahead, the last one given for all later years.
    """
    from kinward.forecast.simulation.kernel import simulate

    when = calendar(as_at, months)
    years = int(np.ceil(when.ends[-1] / 365.25))
    ahead = Ahead(
        cases=np.broadcast_to(np.array(expected)[:, None, None], (2, runs, months)).copy(),
        population=np.repeat(np.array(population)[:, None], months, axis=1),
        exits=np.tile([*drift, *[drift[-1]] * years][:years], (runs, 1)),
    )
    counts = room.counts(runs, months)
    scene = Scene(when, rates_of(law), pool_of(cases), ahead, room.drawn(), room.people(64), counts)
    simulate(0, runs, np.uint64(seed), here or children_of(as_at, children), scene)
    return counts
