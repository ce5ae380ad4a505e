"""Whom a plan may touch, found once for a run, before any variant of it is tried."""

from __future__ import annotations

import numpy as np

from kinward.forecast.bands import EVENTS
from kinward.forecast.compiled import compiled
from kinward.forecast.simulation.arrays import Effects, Scene
from kinward.forecast.simulation.life import birthday, completed_years
from kinward.forecast.simulation.luck import key_of, uniform
from kinward.scenarios.simulation.arrays import (
    DIVERT,
    GONE,
    INFLOW,
    LATER,
    MEANT,
    RATES,
    SAME,
    Acts,
    Found,
    Room,
    Variants,
)
from kinward.scenarios.simulation.who import REACHED, count_met

_SUCCESS, _LATER = np.uint64(1), np.uint64(2)
_NONE, _ONE = np.uint64(0), np.uint64(1)


@compiled
def strengthen(number: int, acts: Acts, effects: Effects) -> None:
    """The multiples of the rates in a run, from the strength that each action has in it."""
    for act in range(len(acts.kind)):
        if acts.kind[act] != RATES:
            continue
        more = acts.strength[act, number] - 1.0
        for month in range(acts.share.shape[1]):
            multiple = 1.0 + more * acts.share[act, month]
            for event in range(EVENTS):
                effects.months[act, month, event] = multiple if acts.events[act, event] else 1.0


@compiled
def find_special(  # noqa: C901, PLR0912, PLR0915
    number: int, scene: Scene, acts: Acts, variants: Variants, room: Room, found: Found
) -> None:
    """Fill `Room.fate`, `changes` and `special`; count whom each action on entries is for.

    The fate is that of the state without any plan, in which a service reaches the largest share.
    The arrays are named one by one because handing on a tuple costs more than a child does.
    """
    people, calendar = scene.people, scene.calendar
    firsts, firsts_from, month_of = calendar.firsts, calendar.firsts_from, calendar.month_of
    keys, seen_from, first_category = people.key, people.seen_from, people.category
    birth_month, birth_day, care_start = people.birth_month, people.birth_day, people.care_start
    rows, cells, base_of = room.crowd.row, room.crowd.cell, room.base_of
    fate, changes, special = room.fate, room.changes, room.special
    kind, applies, categories, years = acts.kind, acts.applies, acts.categories, acts.years
    strength, share, luck, care = acts.strength, acts.share, acts.key, acts.care
    reach, second, act_begins, act_ends = acts.reach, acts.second, acts.begins, acts.ends
    lived, live_from, live_to = room.lives.category, room.lives.start, room.lives.end
    life_begins, matched, states = room.lives.begins, found.matched, variants.states
    many = 0
    for person in range(people.used[0]):
        row, entrant = rows[person], cells[person] >= 0
        plain = base_of[person] >= 0
        is_special = not plain
        birth, born_on = birth_month[person] - firsts_from, birth_day[person]
        day, month, age = seen_from[person], 0, 0
        if entrant:
            month = month_of[int(np.ceil(day))]
            age = completed_years(day, firsts, birth, born_on)
        bits, met = np.uint64(0), np.uint64(0)
        for act in range(len(kind)):
            fate[person, act] = SAME
            if not applies[act, row]:
                continue
            if kind[act] == RATES:
                if strength[act, number] == 1.0:
                    continue
                begins = max(
                    act_begins[act],
                    birthday(firsts, birth, born_on, years[act, 0]),
                    care_start[person] + care[act, 0],
                )
                ends = min(
                    act_ends[act],
                    birthday(firsts, birth, born_on, years[act, 1] + 1),
                    care_start[person] + care[act, 1],
                )
                # A change that is never for a child in the life that it has leaves it that life.
                for stay in range(life_begins[person], life_begins[person + 1]):
                    if categories[act, lived[stay]] and max(live_from[stay], begins) < min(
                        live_to[stay], ends
                    ):
                        bits |= _ONE << np.uint64(act)
                        is_special = True
                        break
            elif (
                entrant
                and (kind[act] == DIVERT or kind[act] == INFLOW)
                and categories[act, first_category[person]]
                and years[act, 0] <= age <= years[act, 1]
            ):
                met |= _ONE << np.uint64(act)
                key = key_of(keys[person], luck[act])
                chance = uniform(key, _SUCCESS)
                if kind[act] == INFLOW:
                    if chance < (1.0 - strength[act, number]) * share[act, month]:
                        fate[person, act] = GONE
                        is_special = True
                    elif not plain and strength[act, number] > 1.0:
                        fate[person, act] = MEANT
                elif (
                    uniform(key, REACHED) < reach[0, act, month] and chance < strength[act, number]
                ):
                    later = uniform(key, _LATER) < second[act, number]
                    fate[person, act] = LATER if later else GONE
                    is_special = True
        if plain and met != _NONE:
            count_met(met, number, month, states, strength, share, matched)
        changes[person] = bits
        if is_special:
            special[many] = person
            many += 1
    room.specials[0] = many
