"""Moves that an action makes: from one category to another, as far as there are places.

A child who is moved stays in care as long as it would have done: the move changes where it lives
and what that costs. What else it changes is an action of its own, on the rates.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from kinward.forecast.compiled import compiled, inlined
from kinward.forecast.simulation.arrays import Calendar, Crowd, People
from kinward.forecast.simulation.life import completed_years, month_after
from kinward.forecast.simulation.luck import key_of, uniform
from kinward.scenarios.simulation.arrays import Acts, Requests, Stays
from kinward.scenarios.simulation.who import is_for

_UPTAKE, _BREAKDOWN = np.uint64(0), np.uint64(1)
_NEVER: Final = 1e18
_APART: Final = 1e-6
"""Days by which the categories of one day are told apart."""


@compiled
def place(
    act: int,
    number: int,
    acts: Acts,
    people: People,
    crowd: Crowd,
    calendar: Calendar,
    stays: Stays,
    requests: Requests,
) -> tuple[int, int]:
    """Make an action's moves in the stays of a run; returns how many children it moved, each
    counted once, and how many moves it made.

    Requests are met in the order of their days. One that finds no place is over if the placement
    has just begun; a child who is settled is asked for again at the start of each month.
    """
    _ask(act, number, acts, people, crowd, calendar, stays, requests)
    order = np.argsort(requests.rank[: requests.used[0]], kind="mergesort")
    waiting = np.zeros(len(order), dtype=np.int64)
    requests.taken[0] = 0
    requests.round[0] += 1
    children, moves, queue, following = 0, 0, 0, 0
    for month in range(len(calendar.ends)):
        begins, ends = float(calendar.begins[month]), float(calendar.ends[month])
        room_for = acts.places[act, month]
        served = 0
        if begins >= acts.ends[act]:
            queue = 0
        while served < queue and _free(begins, room_for, requests):
            request = waiting[served]
            served += 1
            stay = requests.stay[request]
            if stays.end[stay] > begins and _may(
                act, stays.person[stay], stays.category[stay], begins, acts, people, crowd, calendar
            ):
                children += _move(act, number, request, begins, acts, people, stays, requests)
                moves += 1
        for k in range(served, queue):
            waiting[k - served] = waiting[k]
        queue -= served
        while following < len(order) and requests.day[order[following]] < ends:
            request = order[following]
            following += 1
            day = requests.day[request]
            if _free(day, room_for, requests):
                children += _move(act, number, request, day, acts, people, stays, requests)
                moves += 1
            elif stays.since[requests.stay[request]] < day:
                waiting[queue] = request
                queue += 1
    return children, moves


@inlined
def _ask(
    act: int,
    number: int,
    acts: Acts,
    people: People,
    crowd: Crowd,
    calendar: Calendar,
    stays: Stays,
    requests: Requests,
) -> None:
    """The stays that the action would cut, each with the first day on which it may."""
    requests.used[0] = 0
    uptake = acts.strength[act, number]
    for stay in range(stays.used[0]):
        category = stays.category[stay]
        if category < 0 or not acts.categories[act, category]:
            continue
        person, since = stays.person[stay], stays.since[stay]
        row = crowd.row[person]
        if not acts.applies[act, row]:
            continue
        new = since >= acts.begins[act]
        if (new and not acts.fresh[act]) or (not new and not acts.settled[act]):
            continue
        luck = uniform(_luck_of(people.key[person], acts.key[act], since), _UPTAKE)
        if luck >= uptake:
            continue
        day = max(since + acts.after[act], stays.start[stay], acts.begins[act])
        at_once = new and acts.after[act] == 0.0
        while day < min(stays.end[stay], acts.ends[act]):
            month = month_after(day, calendar.month_of)
            ramp = acts.ramp[act]
            share = 1.0 if ramp <= 0.0 else min((day - acts.ramp_from[act]) / ramp, 1.0)
            if luck < uptake * share and _may(
                act, person, category, day, acts, people, crowd, calendar
            ):
                place_of = requests.used[0]
                requests.stay[place_of], requests.day[place_of] = stay, day
                requests.rank[place_of] = day + _APART * acts.first[act, category]
                requests.used[0] += 1
                break
            if at_once:
                break
            day = float(calendar.ends[month])
            if month == len(calendar.ends) - 1:
                break


@inlined
def _luck_of(person: np.uint64, act: np.uint64, since: float) -> np.uint64:
    """The key of an action's luck with one placement of a child, told by the day it began."""
    return key_of(key_of(person, act), np.float64(since).view(np.uint64))


@inlined
def _may(
    act: int,
    person: int,
    category: int,
    day: float,
    acts: Acts,
    people: People,
    crowd: Crowd,
    calendar: Calendar,
) -> bool:
    """Whether an action is for a person on a day."""
    birth = people.birth_month[person] - calendar.firsts_from
    years = completed_years(day, calendar.firsts, birth, people.birth_day[person])
    in_care = day - people.care_start[person]
    return is_for(acts, act, crowd.row[person], category, years, in_care)


@inlined
def _free(day: float, room_for: float, requests: Requests) -> bool:
    """Whether a place is free on a day; those that have become free are given back."""
    kept = 0
    for k in range(requests.taken[0]):
        if requests.until[k] > day:
            requests.until[kept] = requests.until[k]
            kept += 1
    requests.taken[0] = kept
    return kept + 1 <= room_for + 1e-9


@inlined
def _move(
    act: int,
    number: int,
    request: int,
    day: float,
    acts: Acts,
    people: People,
    stays: Stays,
    requests: Requests,
) -> int:
    """Cut a stay in two, or in three where the move breaks down.

    Returns 1 where it is the child's first move by the action, else 0.
    """
    stay = requests.stay[request]
    person = stays.person[stay]
    end, goes_on, category = stays.end[stay], stays.goes_on[stay], stays.category[stay]
    until = end
    broken = False
    if acts.second[act, number] > 0.0 and day + acts.lasts[act] < end:
        key = _luck_of(people.key[person], acts.key[act], stays.since[stay])
        broken = uniform(key, _BREAKDOWN) < acts.second[act, number]
    if broken:
        until = day + acts.lasts[act]
    if day <= stays.start[stay]:
        stays.category[stay] = acts.to[act]
        stays.end[stay], stays.goes_on[stay] = until, goes_on and not broken
    else:
        stays.end[stay], stays.goes_on[stay] = day, False
        _add(stays, person, acts.to[act], day, until, goes_on and not broken)
    if broken:
        _add(stays, person, category, until, end, goes_on)
    requests.until[requests.taken[0]] = _NEVER if goes_on and not broken else until
    requests.taken[0] += 1
    if requests.mover[person] == requests.round[0]:
        return 0
    requests.mover[person] = requests.round[0]
    return 1


@inlined
def _add(stays: Stays, person: int, category: int, start: float, end: float, goes_on: bool) -> None:
    to = min(stays.used[0], len(stays.person) - 1)
    stays.person[to], stays.category[to] = person, category
    stays.start[to], stays.end[to], stays.since[to] = start, end, start
    stays.goes_on[to] = goes_on
    stays.used[0] += 1
