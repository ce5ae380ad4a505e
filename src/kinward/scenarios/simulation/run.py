"""Plans tried on the stage of a forecast, on any number of threads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from kinward.forecast import engine
from kinward.forecast.bands import AGES, EVENTS, STREAMS
from kinward.forecast.engine import Stage
from kinward.forecast.simulation import room as forecast_room
from kinward.forecast.simulation.arrays import Crowd, Effects, Scene, Trace
from kinward.scenarios.simulation.arrays import (
    INFLOW,
    Acts,
    Floats,
    Found,
    Ints,
    Lives,
    Requests,
    Room,
    Stays,
    Variants,
)
from kinward.scenarios.simulation.who import most_cases
from kinward.terms import CATEGORIES

_CATEGORIES: Final = len(CATEGORIES)
_STAYS: Final = 6
"""Stays that a person has room for, on average over the people of a run."""


def simulate_plans(
    stage: Stage,
    acts: Acts,
    variants: Variants,
    *,
    runs: int,
    seed: int,
    threads: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Found:
    """Every variant on the same runs.

    Args:
        stage: of a forecast with as many runs, of the same seed.
        acts: the actions.
        variants: which of them each variant has; the first has none.
        progress: told how many shares of the runs are done, of all.
    """
    months = len(stage.calendar.ends)
    found = _found(variants, acts, runs, months)
    ahead = stage.ahead._replace(cases=_most(stage, acts, variants))
    scribble = forecast_room.counts(runs, months)
    people = _people(stage, ahead.cases)

    def part(first: int, last: int) -> Found:
        from kinward.scenarios.simulation.kernel import simulate_plans as kernel

        size = people
        while True:
            own = found._replace(
                matched=np.zeros_like(found.matched), rows=np.zeros_like(found.rows)
            )
            counts = scribble._replace(flows=forecast_room.flows(months))
            scene = Scene(
                stage.calendar, stage.rates, stage.pool, ahead,
                forecast_room.drawn(), forecast_room.people(size), counts,
            )  # fmt: skip
            space = _room(size, stage, acts, variants)
            if kernel(
                first, last, np.uint64(seed), stage.children, scene, acts, variants, space, own
            ):
                return own
            size *= 2
            for filled in (own.stock, own.days, own.entries):
                filled[:, first:last] = 0
            for filled in (own.affected, own.moves):
                filled[:, :, first:last] = 0

    parts = engine.in_threads(part, runs, threads, progress)
    return found._replace(
        matched=np.sum([each.matched for each in parts], axis=0),
        rows=np.sum([each.rows for each in parts], axis=0),
    )


def _most(stage: Stage, acts: Acts, variants: Variants) -> Floats:
    """The most cases that any state expects, by stream, run and month, whatever their age."""
    most = stage.ahead.cases.copy()
    if not np.any(acts.kind == INFLOW):
        return most
    most_cases(stage.ahead.cases, acts, variants.states, most)
    return most


def _people(stage: Stage, cases: Floats) -> int:
    """Room for the people of a run, with some to spare."""
    mean_size = stage.pool.size.mean() if len(stage.pool.size) else 1.0
    growth = max(1.0, float(stage.ahead.population.max()))
    coming = cases.sum(axis=(0, 2)).max() * mean_size * growth
    return int(len(stage.children.key) + 1.3 * coming + 200)


def _found(variants: Variants, acts: Acts, runs: int, months: int) -> Found:
    shape, actions = (len(variants.state), runs, months), len(acts.kind)
    return Found(
        stock=np.zeros((*shape, _CATEGORIES), dtype=np.int16),
        days=np.zeros((*shape, _CATEGORIES)),
        entries=np.zeros(shape, dtype=np.int32),
        affected=np.zeros((len(variants.state), actions, runs), dtype=np.int32),
        moves=np.zeros((len(variants.state), actions, runs), dtype=np.int32),
        matched=np.zeros((len(variants.states), actions, months)),
        rows=np.zeros(acts.applies.shape[1]),
    )


def _room(people: int, stage: Stage, acts: Acts, variants: Variants) -> Room:
    months, stays = len(stage.calendar.ends), people * _STAYS
    whole = np.zeros(people, dtype=np.int64)
    crowd = Crowd(
        whole.copy(), whole.copy(), whole.copy(),
        np.array([len(stage.children.key)]), np.zeros(1, dtype=np.bool_),
    )  # fmt: skip
    count = len(acts.kind)
    effects = Effects(
        row=whole.copy(),
        applies=acts.applies,
        which=np.zeros(count, dtype=np.int64),
        many=np.zeros(1, dtype=np.int64),
        categories=acts.categories,
        years=acts.years,
        care=acts.care,
        months=np.ones((count, months, EVENTS)),
        until=_constant_until(acts, stage.calendar.ends),
    )
    return Room(
        crowd=crowd,
        lives=_trace(people, stays),
        base=_stays(stays),
        base_of=whole.copy(),
        special=whole.copy(),
        specials=np.zeros(1, dtype=np.int64),
        fate=np.zeros((people, count), dtype=np.int8),
        changes=np.zeros(people, dtype=np.uint64),
        planned=Lives(forecast_room.people(people), _trace(people, 2 * stays)),
        planned_of=whole.copy(),
        planned_later=np.zeros(people),
        again=Lives(forecast_room.people(people), _trace(people, 2 * stays)),
        again_of=whole.copy(),
        effects=effects,
        stays=_stays(4 * stays),
        requests=Requests(
            np.zeros(1, dtype=np.int64),
            np.zeros(4 * stays, dtype=np.int64),
            np.zeros(4 * stays),
            np.zeros(4 * stays),
            np.zeros(4 * stays),
            np.zeros(1, dtype=np.int64),
            whole.copy(),
            np.zeros(1, dtype=np.int64),
        ),
        cases=np.zeros((len(variants.states), len(STREAMS) * months * AGES), dtype=np.int64),
    )


def _constant_until(acts: Acts, ends: Ints) -> Floats:
    """The end of the last month in a row in which an action's share stays as it is in a month."""
    until = np.tile(ends.astype(np.float64), (len(acts.kind), 1))
    for month in range(len(ends) - 2, -1, -1):
        same = acts.share[:, month] == acts.share[:, month + 1]
        until[same, month] = until[same, month + 1]
    return until


def _trace(people: int, stays: int) -> Trace:
    whole = np.zeros(stays, dtype=np.int64)
    return Trace(
        np.zeros(1, dtype=np.int64), np.zeros(people + 1, dtype=np.int64),
        whole, np.zeros(stays), np.zeros(stays), whole.copy(),
    )  # fmt: skip


def _stays(size: int) -> Stays:
    whole = np.zeros(size, dtype=np.int64)
    return Stays(
        np.zeros(1, dtype=np.int64), whole, whole.copy(),
        np.zeros(size), np.zeros(size), np.zeros(size), np.zeros(size, dtype=np.bool_),
    )  # fmt: skip
