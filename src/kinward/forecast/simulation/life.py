"""Children's days ahead: from event to event, until care ends or the last month does.

Rates are constant between the moments at which a band changes, so that the time of the next event
is exact: one exponential draw is used up by the rates that the child passes through.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from kinward.forecast.bands import (
    ADOPTERS,
    AGES,
    CAUSES,
    CLOCKS,
    EIGHTEEN,
    EVENTS,
    LONGEST,
    MOST_BEFORE,
    MOVE,
    ORDERS,
    REPORT_BAND_OF,
    TO_ADOPTERS,
    UNKNOWN_CLOCK,
    YEAR,
)
from kinward.forecast.compiled import compiled, inlined
from kinward.forecast.simulation.arrays import (
    AGED,
    LEFT,
    MOVED_IN,
    MOVED_OUT,
    Calendar,
    Effects,
    People,
    Scene,
    Trace,
)
from kinward.forecast.simulation.draw import draw_shares
from kinward.forecast.simulation.layout import WIDTH
from kinward.forecast.simulation.luck import exponential, uniform
from kinward.terms import CATEGORIES

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_CATEGORIES: Final = len(CATEGORIES)
_CAUSES: Final = len(CAUSES)
_REPORT: Final = np.array(REPORT_BAND_OF)
_NEXT: Final = np.array([min(band + 1, LONGEST) for band in range(CLOCKS)])
_NEVER: Final = 1e18
_ONE, _TWO, _THREE = np.uint64(1), np.uint64(2), np.uint64(3)


@compiled
def birthday(firsts: Ints, birth: int, day: int, age: int) -> float:
    """The day of a birthday; 29 February is 1 March in other years.

    Args:
        firsts: the first day of each month (`Calendar.firsts`).
        birth, day: the month of birth as a place in `firsts`, and days since its first.
        age: in years.
    """
    return turns_at(firsts, birth, day, 12 * age)


@compiled
def turns_at(firsts: Ints, birth: int, day: int, months: int) -> float:
    """The day on which an age in months is reached, in a short month days after its last."""
    return float(firsts[birth + months] + day)


@compiled
def age_of(day: float, firsts: Ints, birth: int, birth_day: int, cuts: Ints) -> int:
    """The age band on a day; one past the last from the 18th birthday on.

    Args:
        day: the day.
        firsts, birth, birth_day: as of `birthday`.
        cuts: `Calendar.age_cuts`.
    """
    age = 0
    for band in range(AGES):
        age += int(day >= turns_at(firsts, birth, birth_day, cuts[band]))
    return age


@compiled
def completed_years(day: float, firsts: Ints, birth: int, birth_day: int) -> int:
    """Age in completed years on a day (see `birthday`)."""
    years = max(int((day - birthday(firsts, birth, birth_day, 0)) / YEAR), 0)
    while years > 0 and birthday(firsts, birth, birth_day, years) > day:
        years -= 1
    while birthday(firsts, birth, birth_day, years + 1) <= day:
        years += 1
    return years


@compiled
def month_after(day: float, month_of: Ints) -> int:
    """The month ahead that follows a moment: from the end of a month on it is the next one."""
    return int(month_of[min(int(np.floor(day)) + 1, len(month_of) - 1)])


@inlined
def multiply(
    multiples: Floats,
    effects: Effects,
    row: int,
    category: int,
    day: float,
    care_start: float,
    born: tuple[int, int],
    calendar: Calendar,
) -> float:
    """The multiples of a person's rates on a day, by event: those of all changes together.

    Args:
        multiples: what is filled.
        row: of the person, among those for whom a change may be.
        category: where it lives.
        day, care_start: the day, and that on which care began.
        born: month and day of birth, as of `birthday`.

    Returns:
        The day up to which they hold, if the child stays where it lives.
    """
    multiples[:] = 1.0
    firsts = calendar.firsts
    month = month_after(day, calendar.month_of)
    years = completed_years(day, firsts, born[0], born[1])
    until = float(calendar.ends[-1])
    for place in range(effects.many[0]):
        change = effects.which[place]
        if not (effects.applies[change, row] and effects.categories[change, category]):
            continue
        youngest, oldest = effects.years[change, 0], effects.years[change, 1]
        if years > oldest:
            continue
        if years < youngest:
            until = min(until, birthday(firsts, born[0], born[1], youngest))
            continue
        until = min(until, birthday(firsts, born[0], born[1], oldest + 1))
        begins, ends = care_start + effects.care[change, 0], care_start + effects.care[change, 1]
        if day >= ends:
            continue
        if day < begins:
            until = min(until, begins)
            continue
        until = min(until, ends, effects.until[change, month])
        for event in range(EVENTS):
            multiples[event] *= effects.months[change, month, event]
    return until


@compiled
def play(  # noqa: C901, PLR0912, PLR0915
    number: int,
    run_key: np.uint64,
    people: People,
    scene: Scene,
    trace: Trace | None,
    effects: Effects | None,
) -> None:
    """Follow the people of a run to the end of care or of the last month, counting as they go.

    It is one long function because a call for each child costs more than the child does. What a
    forecast does not need (`trace`, `effects`) is None there, and Numba leaves its branches out.

    Args:
        number: of the run.
        run_key: of the run's rates.
        people: whom to follow.
        scene: what they live in.
        trace: where their stays go.
        effects: what changes their rates; with every multiple 1 nothing changes, to the bit.
    """
    calendar, counts, drawn = scene.calendar, scene.counts, scene.drawn
    firsts, clock_cuts, age_cuts = calendar.firsts, calendar.clock_cuts, calendar.age_cuts
    month_of, begins = calendar.month_of, calendar.begins
    stock, days, ages = counts.stock[number], counts.days[number], counts.ages[number]
    exits, flows = counts.exits[number], counts.flows
    cells, of_care, of_order = drawn.cell, drawn.of_care, drawn.of_order
    shares, have_shares = drawn.shares, drawn.have_shares
    destinations, by_care = scene.rates.destinations, scene.rates.destinations_care
    drifts = scene.ahead.exits[number]
    last = float(calendar.ends[-1])
    years = np.minimum(np.arange(1, len(drifts) + 1) * YEAR, last)
    lasts = np.full(CLOCKS, _NEVER)
    lasts[:LONGEST] = clock_cuts
    lasts[UNKNOWN_CLOCK] = clock_cuts[LONGEST - 1]
    multiples = np.ones(EVENTS)
    stay = 0
    for i in range(people.used[0]):
        key, day = people.key[i], people.seen_from[i]
        category, stream = people.category[i], people.stream[i]
        birth, birth_day = people.birth_month[i] - calendar.firsts_from, people.birth_day[i]
        stay_start, care_start = people.stay_start[i], people.care_start[i]
        order, age = people.order[i], people.age[i]
        in_stay, in_care = people.in_stay[i], people.in_care[i]
        older = turns_at(firsts, birth, birth_day, age_cuts[age])
        stay_turns, care_turns = stay_start + lasts[in_stay], care_start + lasts[in_care]
        year = int(day / YEAR)
        drift, year_turns = drifts[year], years[year]
        month = month_of[int(np.ceil(day))]
        stock[month, category] += 1
        days[month, category] -= day - begins[month]
        ages[month, _REPORT[age]] += 1
        draw = np.uint64(0)
        left = exponential(key, draw)
        if trace is not None:
            stay = min(trace.used[0], len(trace.category) - 1)
            trace.begins[i] = trace.used[0]
            trace.category[stay], trace.start[stay], trace.cause[stay] = category, day, -1
            trace.end[stay] = last
            trace.used[0] += 1
        while True:
            turns = min(older, stay_turns, care_turns, year_turns)
            if effects is not None:
                until = multiply(
                    multiples,
                    effects,
                    effects.row[i],
                    category,
                    day,
                    care_start,
                    (birth, birth_day),
                    calendar,
                )
                turns = min(turns, until)
            at = ((category * AGES + age) * CLOCKS + in_stay) * WIDTH
            by = ((stream * AGES + age) * CLOCKS + in_care) * WIDTH
            of = (category * ORDERS + order) * WIDTH
            home = cells[at] * of_care[by] * of_order[of]
            permanence = cells[at + 1] * of_care[by + 1] * of_order[of + 1]
            adopted = cells[at + 2] * of_care[by + 2] * of_order[of + 2]
            independent = cells[at + 3] * of_care[by + 3] * of_order[of + 3]
            other = cells[at + 4] * of_care[by + 4] * of_order[of + 4]
            move = cells[at + MOVE] * of_care[by + MOVE] * of_order[of + MOVE]
            to_adopters = cells[at + TO_ADOPTERS] * of_care[by + TO_ADOPTERS]
            to_adopters *= of_order[of + TO_ADOPTERS]
            if effects is not None:
                home *= multiples[0]
                permanence *= multiples[1]
                adopted *= multiples[2]
                independent *= multiples[3]
                other *= multiples[4]
                move *= multiples[MOVE]
                to_adopters *= multiples[TO_ADOPTERS]
            leave = (home + permanence) + (adopted + independent) + other
            moves = move + to_adopters
            spent = leave * (drift * (turns - day)) + moves * (turns - day)
            if left > spent:
                left -= spent
                day = turns
                if day >= older:
                    month = month_of[int(np.ceil(day))]
                    ages[month, _REPORT[age]] -= 1
                    if age == AGES - 1:
                        stock[month, category] -= 1
                        days[month, category] += day - begins[month]
                        exits[month, _CAUSES] += 1
                        flows[AGED, month, category] += 1
                        if trace is not None:
                            trace.end[stay], trace.cause[stay] = day, EIGHTEEN
                        break
                    age += 1
                    ages[month, _REPORT[age]] += 1
                    older = turns_at(firsts, birth, birth_day, age_cuts[age])
                if day >= last:  # only now: a birthday on the last day counts
                    break
                if day >= stay_turns:
                    in_stay = _NEXT[in_stay]
                    stay_turns = stay_start + lasts[in_stay]
                if day >= care_turns:
                    in_care = _NEXT[in_care]
                    care_turns = care_start + lasts[in_care]
                if day >= year_turns:
                    year += 1
                    drift, year_turns = drifts[year], years[year]
                continue
            leave *= drift
            day = min(day + left / (leave + moves), turns)
            month = month_of[int(np.ceil(day))]
            point = uniform(key, draw + _ONE) * (leave + moves) - moves
            if point >= 0.0:
                point /= drift
                first, second = home, home + permanence
                third, fourth = second + adopted, second + adopted + independent
                cause = (
                    int(point >= first)
                    + int(point >= second)
                    + int(point >= third)
                    + int(point >= fourth)
                )
                stock[month, category] -= 1
                days[month, category] += day - begins[month]
                ages[month, _REPORT[age]] -= 1
                exits[month, cause] += 1
                flows[LEFT, month, category] += 1
                if trace is not None:
                    trace.end[stay], trace.cause[stay] = day, cause
                break
            if point >= -move:
                group = (stream * _CATEGORIES + category) * AGES + age
                row = group * CLOCKS + in_care
                if not have_shares[row]:
                    draw_shares(group, in_care, run_key, destinations, by_care, drawn)
                luck = uniform(key, draw + _TWO)
                there = 0
                for other_place in range(_CATEGORIES - 1):
                    there += int(luck >= shares[row, other_place])
            else:
                there = ADOPTERS
            if there != category:
                stock[month, category] -= 1
                stock[month, there] += 1
                part = day - begins[month]
                days[month, category] += part
                days[month, there] -= part
                flows[MOVED_OUT, month, category] += 1
                flows[MOVED_IN, month, there] += 1
                category = there
            if trace is not None:
                trace.end[stay], trace.cause[stay] = day, MOVE
                stay = min(trace.used[0], len(trace.category) - 1)
                trace.category[stay], trace.start[stay], trace.cause[stay] = category, day, -1
                trace.end[stay] = last
                trace.used[0] += 1
            stay_start, in_stay = day, 0
            if order < MOST_BEFORE:
                order += 1
            stay_turns = stay_start + lasts[0]
            draw += _THREE
            left = exponential(key, draw)
    if trace is not None:
        trace.begins[people.used[0]] = trace.used[0]
