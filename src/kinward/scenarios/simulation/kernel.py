"""Plans tried on the children of the forecast, run by run and variant by variant.

Every run is that of the forecast: the same rates, the same children with the same luck. A child
whom no action of a variant touches keeps its life to the bit; one who is touched lives again with
the same luck. So the difference between a plan and none is the plan's, and not chance.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from kinward.forecast.bands import AGES, STREAMS
from kinward.forecast.compiled import compiled
from kinward.forecast.simulation.arrays import Children, Scene
from kinward.forecast.simulation.draw import begin, lay_out
from kinward.forecast.simulation.kernel import (
    bands_today,
    cases_at,
    cell_key,
    coming,
    here,
    mix,
    pool_guide,
)
from kinward.forecast.simulation.life import play
from kinward.forecast.simulation.luck import key_of
from kinward.scenarios.simulation.again import try_variant
from kinward.scenarios.simulation.arrays import PLACE, Acts, Found, Room, Variants
from kinward.scenarios.simulation.place import place
from kinward.scenarios.simulation.tally import begin_variant, finish, gather_base, tally
from kinward.scenarios.simulation.touch import find_special, strengthen
from kinward.scenarios.simulation.who import expected_cases
from kinward.terms import CATEGORIES

Floats = NDArray[np.float64]

_CATEGORIES: Final = len(CATEGORIES)
_STREAMS: Final = len(STREAMS)
_RATES: Final = np.uint64(1)
_MOST_STAYS: Final = 6
"""Room for stays, as a multiple of the people of a run."""


@compiled
def simulate_plans(  # noqa: PLR0913, PLR0917
    first_run: int,
    last_run: int,
    seed: np.uint64,
    children: Children,
    scene: Scene,
    acts: Acts,
    variants: Variants,
    room: Room,
    found: Found,
) -> bool:
    """Simulate the runs from `first_run` up to before `last_run`, in every variant.

    Returns False where the room was too small for a run; what was found is then of no use.
    """
    ages = np.zeros((_STREAMS, AGES))
    categories = np.zeros((_STREAMS, AGES, _CATEGORIES))
    laid = lay_out(scene.rates)
    bands, guide = bands_today(children, scene.calendar), pool_guide(scene.pool)
    for number in range(first_run, last_run):
        run = key_of(seed, np.uint64(number))
        rates = key_of(run, _RATES)
        begin(scene.drawn, laid, rates)
        here(run, number, rates, children, bands, scene, room.crowd)
        mix(scene.pool, run, ages, categories)
        coming(run, number, rates, ages, categories, guide, scene, room.crowd)
        if room.crowd.full[0] or scene.people.used[0] * _MOST_STAYS > len(room.lives.category):
            return False
        room.lives.used[0] = 0
        play(number, rates, scene.people, scene, room.lives, None)
        if room.lives.used[0] > len(room.lives.category):
            return False
        _count_cases(run, number, ages, scene, acts, variants, room)
        gather_base(number, scene, variants, room, found)
        if room.base.used[0] > len(room.base.person):
            return False
        strengthen(number, acts, room.effects)
        find_special(number, scene, acts, variants, room, found)
        for variant in range(1, len(variants.state)):
            on = variants.on[variant]
            begin_variant(variant, number, found)
            try_variant(variant, number, rates, scene, acts, variants, room, found)
            for act in range(len(on)):
                if room.crowd.full[0] or room.stays.used[0] > len(room.stays.person):
                    return False
                if on[act] and acts.kind[act] == PLACE:
                    moved, moves = place(
                        act,
                        number,
                        acts,
                        scene.people,
                        room.crowd,
                        scene.calendar,
                        room.stays,
                        room.requests,
                    )
                    found.affected[variant, act, number] += moved
                    found.moves[variant, act, number] += moves
            if room.crowd.full[0] or room.stays.used[0] > len(room.stays.person):
                return False
            tally(variant, number, scene.calendar, room, found)
        finish(number, scene.calendar, found)
    return True


@compiled
def _count_cases(
    run: np.uint64,
    number: int,
    ages: Floats,
    scene: Scene,
    acts: Acts,
    variants: Variants,
    room: Room,
) -> None:
    """How many cases each cell has in each state; the people are those of the fullest one."""
    if len(variants.states) == 1:
        return
    base, population = variants.base, scene.ahead.population
    months = len(scene.calendar.ends)
    for stream in range(_STREAMS):
        for month in range(months):
            for age in range(AGES):
                cell = (stream * months + month) * AGES + age
                key = cell_key(run, stream, month, age)
                for state in range(len(variants.states)):
                    on = variants.states[state]
                    mean = expected_cases(
                        base[stream, number, month], acts, on, number, stream, month
                    )
                    mean *= ages[stream, age] * population[age, month]
                    room.cases[state, cell] = cases_at(mean, key) if mean > 0.0 else 0
