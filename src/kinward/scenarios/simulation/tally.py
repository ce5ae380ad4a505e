"""The stays of a run counted by month and category: first without any plan, then what changes."""

from __future__ import annotations

import numpy as np

from kinward.forecast.compiled import compiled, inlined
from kinward.forecast.simulation.arrays import Calendar, Scene
from kinward.scenarios.simulation.again import add_life
from kinward.scenarios.simulation.arrays import Found, Room, Stays, Variants


@compiled
def gather_base(number: int, scene: Scene, variants: Variants, room: Room, found: Found) -> None:
    """The stays of those who come in without any plan, counted into the first variant."""
    people, month_of = scene.people, scene.calendar.month_of
    cells, numbers, cases = room.crowd.cell, room.crowd.case, room.cases
    base, base_of, lives = room.base, room.base_of, room.lives
    begins, since, seen_from = lives.begins, people.stay_start, people.seen_from
    entries = found.entries[0, number]
    several = len(variants.states) > 1
    base.used[0] = 0
    for person in range(people.used[0]):
        cell = cells[person]
        if several and cell >= 0 and numbers[person] >= cases[0, cell]:
            base_of[person] = -1
            continue
        base_of[person] = base.used[0]
        add_life(person, begins[person], begins[person + 1], since[person], lives, base)
        if cell >= 0:
            entries[month_of[int(np.ceil(seen_from[person]))]] += 1
    for stay in range(room.base.used[0]):
        _count(0, number, stay, 1, room.base, scene.calendar, found)


@compiled
def begin_variant(variant: int, number: int, found: Found) -> None:
    """A variant begins with the counts of no plan."""
    found.entries[variant, number] = found.entries[0, number]
    found.stock[variant, number] = found.stock[0, number]
    found.days[variant, number] = found.days[0, number]


@compiled
def tally(variant: int, number: int, calendar: Calendar, room: Room, found: Found) -> None:
    """Count what a variant's stays change; where nothing does, the counts stay to the bit."""
    base, stays, row_of, rows = room.base, room.stays, room.crowd.row, found.rows
    for stay in range(base.used[0]):
        if (
            stays.category[stay] != base.category[stay]
            or stays.end[stay] != base.end[stay]
            or stays.goes_on[stay] != base.goes_on[stay]
        ):
            if variant == 1:
                rows[row_of[base.person[stay]]] += base.end[stay] - base.start[stay]
            _count(variant, number, stay, -1, base, calendar, found)
            if stays.category[stay] >= 0:
                if variant == 1:
                    rows[row_of[stays.person[stay]]] -= stays.end[stay] - stays.start[stay]
                _count(variant, number, stay, 1, stays, calendar, found)
    for stay in range(base.used[0], stays.used[0]):
        if stays.category[stay] >= 0:
            if variant == 1:
                rows[row_of[stays.person[stay]]] -= stays.end[stay] - stays.start[stay]
            _count(variant, number, stay, 1, stays, calendar, found)


@inlined
def _count(
    variant: int, number: int, stay: int, sign: int, stays: Stays, calendar: Calendar, found: Found
) -> None:
    """Add a stay to the changes of stock and to the days beyond whole months, or take it out."""
    stock, days = found.stock[variant, number], found.days[variant, number]
    start, end, category = stays.start[stay], stays.end[stay], stays.category[stay]
    month = calendar.month_of[int(np.ceil(start))]
    stock[month, category] += sign
    days[month, category] -= sign * (start - calendar.begins[month])
    if not stays.goes_on[stay]:
        month = calendar.month_of[int(np.ceil(end))]
        stock[month, category] -= sign
        days[month, category] += sign * (end - calendar.begins[month])


@compiled
def finish(number: int, calendar: Calendar, found: Found) -> None:
    """From changes to levels, in every variant of a run."""
    for variant in range(found.stock.shape[0]):
        stock, days = found.stock[variant, number], found.days[variant, number]
        for month in range(len(calendar.ends)):
            length = float(calendar.ends[month] - calendar.begins[month])
            for category in range(stock.shape[1]):
                if month > 0:
                    stock[month, category] += stock[month - 1, category]
                days[month, category] += length * stock[month, category]
