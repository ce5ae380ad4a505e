"""Children's days ahead: from event to event, until care ends or the last month does.

Rates are constant between the moments at which a band changes, so that the time of the next event
is exact: one exponential draw is used up by the rates that the child passes through.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from kinward.forecast.bands import (
    AGES,
    CAUSES,
    CLOCKS,
    LONGEST,
    MOST_BEFORE,
    MOVE,
    REPORT_BAND_OF,
    UNKNOWN_CLOCK,
)
from kinward.forecast.compiled import compiled
from kinward.forecast.simulation.arrays import (
    AGED,
    LEFT,
    MOVED_IN,
    MOVED_OUT,
    People,
    Scene,
)
from kinward.forecast.simulation.draw import draw_cell, draw_shares
from kinward.forecast.simulation.luck import exponential, uniform
from kinward.terms import CATEGORIES

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_CATEGORIES: Final = len(CATEGORIES)
_CAUSES: Final = len(CAUSES)
_REPORT: Final = np.array(REPORT_BAND_OF)
YEAR: Final = 365.25
_ONE, _TWO, _THREE = np.uint64(1), np.uint64(2), np.uint64(3)


@compiled
def birthday(firsts: Ints, birth: int, day: int, age: int) -> float:
    """The day of a birthday; 29 February is 1 March in other years.

    Args:
        firsts: the first day of each month (`Calendar.firsts`).
        birth, day: the month of birth as a place in `firsts`, and days since its first.
        age: in years.
    """
    return float(firsts[birth + 12 * age] + day)


@compiled
def _band(day: float, start: float, known: bool, cuts: Ints) -> int:
    """The band of a clock on a day."""
    if not known:
        return LONGEST if day >= start + cuts[LONGEST - 1] else UNKNOWN_CLOCK
    band = 0
    while band < LONGEST and day >= start + cuts[band]:
        band += 1
    return band


@compiled
def _turn(band: int, start: float, cuts: Ints) -> float:
    """The day on which a clock leaves a band."""
    if band < LONGEST:
        return float(start + cuts[band])
    return float(start + cuts[LONGEST - 1]) if band == UNKNOWN_CLOCK else np.inf


@compiled
def play(  # noqa: C901, PLR0912, PLR0915
    number: int, run_key: np.uint64, people: People, scene: Scene
) -> None:
    """Follow the people of a run to the end of care or of the last month, counting as they go.

    It is one long function because a call for each child costs more than the child does.
    """
    calendar, counts, drawn = scene.calendar, scene.counts, scene.drawn
    firsts, clock_cuts, age_cuts = calendar.firsts, calendar.clock_cuts, calendar.age_cuts
    month_of, begins = calendar.month_of, calendar.begins
    stock, days, ages = counts.stock[number], counts.days[number], counts.ages[number]
    exits, flows = counts.exits[number], counts.flows
    cells, have_cell, of_care = drawn.cell, drawn.have_cell, drawn.of_care
    of_order = drawn.of_order
    shares, have_shares = drawn.shares, drawn.have_shares
    drifts = scene.ahead.exits[number]
    last = float(calendar.ends[-1])
    for i in range(people.used[0]):
        key, day = people.key[i], people.seen_from[i]
        category, stream = people.category[i], people.stream[i]
        birth, birth_day = people.birth_month[i] - calendar.firsts_from, people.birth_day[i]
        stay_start, stay_known = people.stay_start[i], people.stay_known[i]
        care_start, care_known = people.care_start[i], people.care_known[i]
        order = people.order[i]
        age = 0
        older = birthday(firsts, birth, birth_day, age_cuts[0])
        while age < AGES - 1 and day >= older:
            age += 1
            older = birthday(firsts, birth, birth_day, age_cuts[age])
        if day >= older:
            continue
        in_stay = _band(day, stay_start, stay_known, clock_cuts)
        in_care = _band(day, care_start, care_known, clock_cuts)
        stay_turns = _turn(in_stay, stay_start, clock_cuts)
        care_turns = _turn(in_care, care_start, clock_cuts)
        year = int(day / YEAR)
        drift, year_turns = drifts[year], min((year + 1) * YEAR, last)
        month = month_of[int(np.ceil(day))]
        stock[month, category] += 1
        days[month, category] -= day - begins[month]
        ages[month, _REPORT[age]] += 1
        draw = np.uint64(0)
        left = exponential(key, draw)
        while True:
            turns = min(older, stay_turns, care_turns, year_turns)
            cell = (category * AGES + age) * CLOCKS + in_stay
            if not have_cell[cell]:
                draw_cell(drawn, scene.rates, run_key, category, age, in_stay)
            leave = 0.0
            for event in range(MOVE):
                leave += (
                    cells[cell, event]
                    * of_care[stream, in_care, event]
                    * of_order[category, order, event]
                )
            leave *= drift
            move = cells[cell, MOVE] * of_care[stream, in_care, MOVE]
            move *= of_order[category, order, MOVE]
            spent = (leave + move) * (turns - day)
            if left > spent:
                left -= spent
                day = turns
                if day >= last:
                    break
                if day >= older:
                    month = month_of[int(np.ceil(day))]
                    ages[month, _REPORT[age]] -= 1
                    if age == AGES - 1:
                        stock[month, category] -= 1
                        days[month, category] += day - begins[month]
                        exits[month, _CAUSES] += 1
                        flows[AGED, month, category] += 1
                        break
                    age += 1
                    ages[month, _REPORT[age]] += 1
                    older = birthday(firsts, birth, birth_day, age_cuts[age])
                if day >= stay_turns:
                    in_stay = min(in_stay + 1, LONGEST)
                    stay_turns = _turn(in_stay, stay_start, clock_cuts)
                if day >= care_turns:
                    in_care = min(in_care + 1, LONGEST)
                    care_turns = _turn(in_care, care_start, clock_cuts)
                if day >= year_turns:
                    year += 1
                    drift, year_turns = drifts[year], min((year + 1) * YEAR, last)
                continue
            day += left / (leave + move)
            month = month_of[int(np.ceil(day))]
            point = uniform(key, draw + _ONE) * (leave + move) - move
            if point >= 0.0:
                point /= drift
                cause = 0
                while cause < MOVE - 1:
                    point -= (
                        cells[cell, cause]
                        * of_care[stream, in_care, cause]
                        * of_order[category, order, cause]
                    )
                    if point < 0.0:
                        break
                    cause += 1
                stock[month, category] -= 1
                days[month, category] += day - begins[month]
                ages[month, _REPORT[age]] -= 1
                exits[month, cause] += 1
                flows[LEFT, month, category] += 1
                break
            row = (stream * _CATEGORIES + category) * AGES + age
            if not have_shares[row]:
                draw_shares(drawn, scene.rates, run_key, stream, category, age)
            luck = uniform(key, draw + _TWO)
            there = 0
            while there < _CATEGORIES - 1 and luck >= shares[row, there]:
                there += 1
            if there != category:
                stock[month, category] -= 1
                stock[month, there] += 1
                part = day - begins[month]
                days[month, category] += part
                days[month, there] -= part
                flows[MOVED_OUT, month, category] += 1
                flows[MOVED_IN, month, there] += 1
                category = there
            stay_start, stay_known, in_stay = day, True, 0
            if order < MOST_BEFORE:
                order += 1
            stay_turns = _turn(0, day, clock_cuts)
            draw += _THREE
            left = exponential(key, draw)
