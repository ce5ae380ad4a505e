"""A variant of a run: those whom it touches live again, with the same luck."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kinward.forecast.bands import ADULT, AGES
from kinward.forecast.compiled import compiled, inlined
from kinward.forecast.simulation.arrays import People, Scene, Trace
from kinward.forecast.simulation.life import age_of, birthday, play
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
    Lives,
    Room,
    Stays,
    Variants,
)
from kinward.scenarios.simulation.who import REACHED

Flags = NDArray[np.bool_]

_ONE = np.uint64(1)
_MORE = np.uint64(0x6D6F7265)
ABSENT, PLAIN, PLANNED = -1, -2, -3
"""In `Room.again_of`: who does not come in, who lives as without any plan, or as with all of it."""
_NONE = np.uint64(0)
_SAME_DAY = 1e-6
"""Days by which a life that is summed in other steps may differ from itself."""


@compiled
def try_variant(
    variant: int,
    number: int,
    rates: np.uint64,
    scene: Scene,
    acts: Acts,
    variants: Variants,
    room: Room,
    found: Found,
) -> None:
    """The stays of a run in a variant, before anybody is moved, into `Room.stays`."""
    on = variants.on[variant]
    room.effects.many[0] = 0
    for act in range(len(on)):
        if on[act] and acts.kind[act] == RATES:
            room.effects.which[room.effects.many[0]] = act
            room.effects.many[0] += 1
    lives = room.planned if variant == 1 else room.again
    lives.people.used[0] = 0
    _find_ways(variant, number, lives.people, scene, acts, variants, room, found)
    lives.trace.used[0] = 0
    if lives.people.used[0] > 0:
        play(number, rates, lives.people, scene, lives.trace, room.effects)
    if lives.trace.used[0] > len(lives.trace.category):
        room.crowd.full[0] = True
        return
    _copy_stays(room.base, room.stays)
    _put(variant, number, lives, scene, variants, room, found)


@compiled
def bits_of(on: Flags) -> np.uint64:
    """Which actions are on, as bits."""
    bits = np.uint64(0)
    for act in range(len(on)):
        if on[act]:
            bits |= _ONE << np.uint64(act)
    return bits


@compiled
def _find_ways(  # noqa: C901
    variant: int,
    number: int,
    lives: People,
    scene: Scene,
    acts: Acts,
    variants: Variants,
    room: Room,
    found: Found,
) -> None:
    """How each special person lives; those who live in a new way are put among `lives`.

    The arrays are named one by one because handing on a tuple costs more than a child does.
    """
    on, state, whole = variants.on[variant], variants.state[variant], variant == 1
    several = len(variants.states) > 1
    bits, all_bits = bits_of(on), bits_of(variants.on[1])
    delays, affected = acts.after, found.affected[variant]
    special, again_of, fates = room.special, room.again_of, room.fate
    planned_of, planned_later, all_changes = room.planned_of, room.planned_later, room.changes
    cells, numbers, cases = room.crowd.cell, room.crowd.case, room.cases
    keys, kind, luck, reach = scene.people.key, acts.kind, acts.key, acts.reach[state]
    months = len(scene.calendar.ends)
    for k in range(room.specials[0]):
        person = special[k]
        cell = cells[person]
        way, later = PLAIN, 0.0
        extra = cell >= 0 and several and numbers[person] >= cases[0, cell]
        if (extra and numbers[person] >= cases[state, cell]) or (
            extra and not _wanted(number, person, cell, on, scene, acts, room)
        ):
            way = ABSENT
        elif cell >= 0:
            for act in range(len(on)):
                fate = fates[person, act]
                if not on[act] or fate == SAME:
                    continue
                # Where more come in, the same referrals are a smaller share of them.
                smaller = state > 0 and kind[act] == DIVERT
                if smaller and _beyond(keys[person], luck[act], reach[act, cell // AGES % months]):
                    continue
                affected[act, number] += 1
                if fate == GONE:
                    way = ABSENT
                    break
                later += delays[act] if fate == LATER else 0.0
        changes = all_changes[person] & bits
        if way != ABSENT and (later > 0.0 or changes != _NONE):
            if (
                not whole
                and planned_of[person] >= 0
                and planned_later[person] == later
                and all_changes[person] & all_bits == changes
            ):
                way = PLANNED
            else:
                way = _live_again(person, later, scene, lives, room)
        again_of[person] = way
        if whole:
            planned_of[person], planned_later[person] = way, later


@inlined
def _beyond(person: np.uint64, act: np.uint64, share: float) -> bool:
    """Whether a service that works with so large a share does not come to a child."""
    return bool(uniform(key_of(person, act), REACHED) >= share)


@compiled
def _wanted(
    number: int, person: int, cell: int, on: Flags, scene: Scene, acts: Acts, room: Room
) -> bool:
    """Whether one of the more who could come in does: as many as the actions for it alone bring.

    Together the actions of a stream bring so many times as many of all. Of those for whom only
    some of them are, the share stays that these few would have brought.
    """
    months = len(scene.calendar.ends)
    month, stream = (cell // AGES) % months, cell // (AGES * months)
    every, own = 1.0, 1.0
    for act in range(len(on)):
        if on[act] and acts.kind[act] == INFLOW and acts.streams[act, stream]:
            more = max(acts.strength[act, number] - 1.0, 0.0) * acts.share[act, month]
            every *= 1.0 + more
            if room.fate[person, act] == MEANT:
                own *= 1.0 + more
    if every <= 1.0:
        return False
    luck = uniform(key_of(scene.people.key[person], _MORE), np.uint64(0))
    return bool(luck * (every - 1.0) < own - 1.0)


@inlined
def _live_again(person: int, later: float, scene: Scene, again: People, room: Room) -> int:
    """Put a person among those who live again; `ABSENT` where it then comes too late."""
    people, calendar = scene.people, scene.calendar
    birth, birth_day = people.birth_month[person] - calendar.firsts_from, people.birth_day[person]
    day = people.seen_from[person] + later
    if later > 0.0:
        adult = birthday(calendar.firsts, birth, birth_day, ADULT)
        if day >= min(adult, float(calendar.ends[-1])):
            return ABSENT
    to = int(again.used[0])
    again.used[0] += 1
    again.key[to], again.seen_from[to] = people.key[person], day
    again.category[to], again.stream[to] = people.category[person], people.stream[person]
    again.birth_month[to], again.birth_day[to] = people.birth_month[person], birth_day
    again.order[to], again.age[to] = people.order[person], people.age[person]
    again.in_stay[to], again.in_care[to] = people.in_stay[person], people.in_care[person]
    again.stay_start[to] = people.stay_start[person] + later
    again.care_start[to] = people.care_start[person] + later
    if later > 0.0:
        again.age[to] = age_of(day, calendar.firsts, birth, birth_day, calendar.age_cuts)
    room.effects.row[to] = room.crowd.row[person]
    return to


@compiled
def _put(
    variant: int,
    number: int,
    lives: Lives,
    scene: Scene,
    variants: Variants,
    room: Room,
    found: Found,
) -> None:
    """The stays of special people in a variant, in place of those that they have without any plan.

    Counts who comes in, and for whom a change of rates changed something.
    """
    entries, affected = found.entries[variant, number], found.affected[variant]
    bits, month_of = bits_of(variants.on[variant]), scene.calendar.month_of
    special, again_of, base_of = room.special, room.again_of, room.base_of
    planned_of, all_changes, cells = room.planned_of, room.changes, room.crowd.cell
    category, stays = room.stays.category, room.stays
    seen_from, since = scene.people.seen_from, scene.people.stay_start
    plain, planned, new = room.lives, room.planned.trace, lives.trace
    planned_since, new_since = room.planned.people.stay_start, lives.people.stay_start
    planned_from, new_from = room.planned.people.seen_from, lives.people.seen_from
    for k in range(room.specials[0]):
        person = special[k]
        way, first = again_of[person], base_of[person]
        if way == PLAIN and first >= 0:
            continue
        begins, ends = plain.begins[person], plain.begins[person + 1]
        entrant = cells[person] >= 0
        if first >= 0:
            category[first : first + ends - begins] = -1
            if entrant:
                entries[month_of[int(np.ceil(seen_from[person]))]] -= 1
        if way == ABSENT:
            continue
        day = seen_from[person]
        if way == PLAIN:
            add_life(person, begins, ends, since[person], plain, stays)
        elif way == PLANNED:
            place = planned_of[person]
            day = planned_from[place]
            first, last = planned.begins[place], planned.begins[place + 1]
            add_life(person, first, last, planned_since[place], planned, stays)
            _count_changed(
                all_changes[person] & bits,
                number,
                begins,
                ends,
                first,
                last,
                plain,
                planned,
                affected,
            )
        else:
            day = new_from[way]
            first, last = new.begins[way], new.begins[way + 1]
            add_life(person, first, last, new_since[way], new, stays)
            _count_changed(
                all_changes[person] & bits, number, begins, ends, first, last, plain, new, affected
            )
        if entrant:
            entries[month_of[int(np.ceil(day))]] += 1


@inlined
def _count_changed(  # noqa: PLR0913, PLR0917
    changes: np.uint64,
    number: int,
    begins: int,
    ends: int,
    first: int,
    last: int,
    plain: Trace,
    new: Trace,
    affected: NDArray[np.int32],
) -> None:
    """Count a person for each change of rates that is made for it, if its life is another one."""
    if changes != _NONE:
        differs = ends - begins != last - first
        if not differs:
            for stay in range(ends - begins):
                if (
                    abs(plain.end[begins + stay] - new.end[first + stay]) > _SAME_DAY
                    or plain.category[begins + stay] != new.category[first + stay]
                ):
                    differs = True
                    break
        if differs:
            for act in range(len(affected)):
                if changes >> np.uint64(act) & _ONE:
                    affected[act, number] += 1


@inlined
def add_life(person: int, begins: int, ends: int, since: float, lives: Trace, stays: Stays) -> None:
    """Add the stays of a life to those of a run.

    Args:
        person: whose they are.
        begins, ends: where they stand in `lives`.
        since: the day on which the first placement began.
    """
    to, last = stays.used[0], len(stays.person) - 1
    for stay in range(begins, ends):
        at = min(to, last)
        stays.person[at], stays.category[at] = person, lives.category[stay]
        stays.start[at], stays.end[at] = lives.start[stay], lives.end[stay]
        stays.since[at] = since if stay == begins else lives.start[stay]
        stays.goes_on[at] = lives.cause[stay] < 0
        to += 1
    stays.used[0] = to


@compiled
def _copy_stays(base: Stays, stays: Stays) -> None:
    used = base.used[0]
    stays.used[0] = used
    stays.person[:used] = base.person[:used]
    stays.category[:used] = base.category[:used]
    stays.start[:used] = base.start[:used]
    stays.end[:used] = base.end[:used]
    stays.since[:used] = base.since[:used]
    stays.goes_on[:used] = base.goes_on[:used]
