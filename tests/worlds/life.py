"""One child's life in and out of care, from a state on a day to the last day of the world.

After every event the time to each possible next one is drawn anew, given what has been spent: the
law of what follows depends on nothing but the state, so that a life can be taken up on any day.
All events fall on whole days; a stay is [start, end).
"""

from __future__ import annotations

from math import ceil, exp
from typing import Final

import numpy as np
from numba import njit

from worlds.luck import (
    LOGNORMAL,
    WEIBULL,
    length,
    moment,
    pick,
    uniform,
    upper_quantile,
    upper_tail,
)
from worlds.state import (
    ADOPTION,
    ADULT,
    ALONE,
    AT_HOME,
    BORN,
    BRIDGE,
    COMPLEX,
    EARLY,
    EIGHTEEN,
    END,
    ENTERS,
    FRAILTY,
    HOME,
    IN_CARE,
    INDEPENDENT,
    LATE,
    LONG,
    MOST_STAYS,
    MOVED,
    MOVES,
    NEVER,
    OPEN,
    OUTCOME,
    PACE,
    PERIOD,
    PHASE,
    PHASE_SINCE,
    PLACE,
    PLACED,
    SINCE,
    START,
    STATE_SLOTS,
    STATUS,
    SUPPORTED,
    TYPE,
    UASC,
    USED,
    Nature,
)


@njit(cache=True)
def live(
    state: np.ndarray,
    person: np.ndarray,
    span: tuple[int, int],
    clock: np.ndarray,
    tilt: np.ndarray,
    nature: Nature,
    luck: np.ndarray,
    stays: np.ndarray,
) -> int:
    """Write the stays of one life from a day on, and return how many.

    Args:
        state, person: as on the first day; both are changed.
        span: the first and the last day; nothing after the last day is told, and a stay that goes
            on beyond it ends `NEVER`.
        clock: time on the authority's clock of exits, one number a day of the span.
        tilt: how far placements have drifted towards residential care, one number a day.
        stays: (`MOST_STAYS`, `STAY_SLOTS`), filled.
    """
    day, last = span
    count = 0
    while count < MOST_STAYS:
        if state[STATUS] == AT_HOME:
            day = _comes_back(state, day, nature, luck)
            if day > last or day >= state[ADULT]:
                return count
            state[PERIOD] += 1
            state[STATUS] = ENTERS
        if state[STATUS] == ENTERS:
            _enter(state, person, day, clock[day - span[0]], tilt[day - span[0]], nature, luck)
        when, event = _next(state, person, day, span, clock, nature, luck)
        stay = stays[count]
        stay[:STATE_SLOTS] = state
        stay[START] = state[SINCE]
        stay[END] = when
        count += 1
        if when == NEVER:
            stay[OUTCOME] = OPEN
            return count
        day = when
        stay[OUTCOME] = _happen(
            event, state, person, day, clock[day - span[0]], tilt[day - span[0]], nature, luck
        )
        if stay[OUTCOME] == HOME:
            state[STATUS], state[SINCE] = AT_HOME, day
        elif stay[OUTCOME] != MOVED:
            return count
    return count


_TWO_YEARS: Final = 730

# Events, in the order in which they count where two fall on one day.
_TURN_18, _EXIT, _LEAVE, _SUPPORTED, _MOVE = range(5)


@njit(cache=True)
def _next(
    state: np.ndarray,
    person: np.ndarray,
    day: int,
    span: tuple[int, int],
    clock: np.ndarray,
    nature: Nature,
    luck: np.ndarray,
) -> tuple[int, int]:
    """The day of the next event (`NEVER` after the last day) and which it is."""
    when, event = state[ADULT], _TURN_18
    out = _exit_day(state, person, day, span[0], clock, nature, luck)
    if out < when:
        when, event = out, _EXIT
    kind = state[TYPE]
    if person[EARLY] < nature.numbers.leave_early_p and (kind in (LONG, COMPLEX, UASC)):
        leaves = _late_day(
            state, nature.numbers.leave_early_a, nature.numbers.leave_early_b, day, luck
        )
        if leaves < when:
            when, event = leaves, _LEAVE
    if person[LATE] < nature.supported[state[PLACE]]:
        moves_on = _late_day(
            state, nature.numbers.supported_a, nature.numbers.supported_b, day, luck
        )
        if moves_on < when:
            when, event = moves_on, _SUPPORTED
    moves = _move_day(state, person, day, nature, luck)
    if moves < when:
        when, event = moves, _MOVE
    return (when, event) if when <= span[1] else (NEVER, event)


@njit(cache=True)
def _exit_day(
    state: np.ndarray,
    person: np.ndarray,
    day: int,
    first: int,
    clock: np.ndarray,
    nature: Nature,
    luck: np.ndarray,
) -> int:
    """The day on which the way out of the present phase is complete, by the clock of exits."""
    kind = state[TYPE] if state[PHASE] == 0 else len(nature.law) - 1
    now = clock[day - first]
    spent = person[USED] + now
    scale = nature.exit_days[kind] * exp(person[PACE])
    left = length(nature.law[kind], scale, nature.exit_shape[kind], spent, luck) - spent
    ahead = np.searchsorted(clock, now + left)
    return max(first + ahead, day + 1) if ahead < len(clock) else NEVER


@njit(cache=True)
def _late_day(state: np.ndarray, a: float, b: float, day: int, luck: np.ndarray) -> int:
    """A day between the 16th and the 18th birthday, later than `day`."""
    sixteen = state[ADULT] - _TWO_YEARS
    share = moment(a, b, (day - sixteen) / _TWO_YEARS, luck)
    return max(ceil(sixteen + _TWO_YEARS * share), day + 1)


@njit(cache=True)
def _move_day(
    state: np.ndarray, person: np.ndarray, day: int, nature: Nature, luck: np.ndarray
) -> int:
    """The day on which the placement breaks down or is over."""
    numbers = nature.numbers
    spent = float(day - state[SINCE])
    if state[PHASE] == 1:
        days = length(WEIBULL, numbers.disrupted_days, 1.0, spent, luck)
    elif state[BRIDGE] == 1:
        days = length(LOGNORMAL, numbers.bridge_days, numbers.bridge_sigma, spent, luck)
    else:
        age = (state[SINCE] - state[BORN]) / 365.25
        log_scale = -_frailty(state, person, nature) - numbers.teen_shortens / (
            1.0 + exp(-(age - 11.5) / 1.2)
        )
        scale = nature.settled[state[PLACE]] * exp(log_scale)
        scale *= numbers.by_move ** min(state[MOVES], numbers.moves_counted)
        days = length(WEIBULL, scale, numbers.settled_shape, spent, luck)
    return int(min(state[SINCE] + max(ceil(days), spent + 1.0), float(NEVER)))


@njit(cache=True)
def _happen(
    event: int,
    state: np.ndarray,
    person: np.ndarray,
    day: int,
    clock: float,
    tilt: float,
    nature: Nature,
    luck: np.ndarray,
) -> int:
    """Change the state by an event; how the stay ended."""
    if event == _TURN_18:
        return EIGHTEEN
    if event == _LEAVE:
        return INDEPENDENT
    if event == _EXIT:
        if state[TYPE] != ADOPTION or state[PHASE] == 1:
            return HOME + pick(nature.causes[state[TYPE]], luck)
        _phase(1, state, person, day, clock)
        _move_to(PLACED, state, day)
    elif event == _SUPPORTED:
        _move_to(SUPPORTED, state, day)
    else:
        if state[PHASE] == 1:
            state[TYPE] = LONG
            _phase(0, state, person, day, clock)
        odds = _odds(nature.following[nature.group[state[PLACE]]], state, person, day, tilt, nature)
        _move_to(pick(odds, luck), state, day)
        state[BRIDGE] = _bridge(nature.numbers.bridge_later_p, state, nature, luck)
    return MOVED


@njit(cache=True)
def _move_to(place: int, state: np.ndarray, day: int) -> None:
    state[PLACE], state[SINCE], state[BRIDGE] = place, day, 0
    state[MOVES] += 1


@njit(cache=True)
def _enter(
    state: np.ndarray,
    person: np.ndarray,
    day: int,
    clock: float,
    tilt: float,
    nature: Nature,
    luck: np.ndarray,
) -> None:
    """The first day of a period of care: what the case will turn out to be, and the placement."""
    age = (day - state[BORN]) / 365.25
    if state[TYPE] != UASC:
        state[TYPE] = pick(_between(nature.types, age, nature.ages), luck)
    state[STATUS], state[MOVES], state[SINCE] = IN_CARE, 0, day
    _phase(0, state, person, day, clock)
    state[PLACE] = pick(_odds(nature.first[state[TYPE]], state, person, day, tilt, nature), luck)
    state[BRIDGE] = _bridge(nature.numbers.bridge_first_p, state, nature, luck)


@njit(cache=True)
def _phase(phase: int, state: np.ndarray, person: np.ndarray, day: int, clock: float) -> None:
    """Start the clock of the way out anew."""
    state[PHASE], state[PHASE_SINCE] = phase, day
    person[USED] = -clock


@njit(cache=True)
def _frailty(state: np.ndarray, person: np.ndarray, nature: Nature) -> float:
    more = nature.numbers.complex_frailty if state[TYPE] == COMPLEX else 0.0
    return person[FRAILTY] + more


@njit(cache=True)
def _bridge(chance: float, state: np.ndarray, nature: Nature, luck: np.ndarray) -> int:
    return 1 if uniform(luck) < chance * nature.bridges[state[PLACE]] else 0


@njit(cache=True)
def _comes_back(state: np.ndarray, day: int, nature: Nature, luck: np.ndarray) -> int:
    """The day on which a child who went home comes back into care; `NEVER` for most."""
    chance, median, sigma = (
        nature.numbers.return_p,
        nature.numbers.return_days,
        nature.numbers.return_sigma,
    )
    spent = float(day - state[SINCE])
    gone = 1.0 if spent <= 0.0 else upper_tail(np.log(spent / median) / sigma)
    left = uniform(luck) * (1.0 - chance + chance * gone) - (1.0 - chance)
    if left <= 0.0:
        return NEVER
    days = median * exp(sigma * upper_quantile(left / chance))
    return int(min(state[SINCE] + max(ceil(days), spent + 1.0), float(NEVER)))


@njit(cache=True)
def _odds(
    table: np.ndarray,
    state: np.ndarray,
    person: np.ndarray,
    day: int,
    tilt: float,
    nature: Nature,
) -> np.ndarray:
    """Odds of the places by age, frailty and the drift of the authority; no home of their own, and
    no supported accommodation, for those under 16."""
    odds = _between(table, (day - state[BORN]) / 365.25, nature.ages)
    if day < state[ADULT] - _TWO_YEARS:
        odds[SUPPORTED] = odds[ALONE] = 0.0
    by_frailty = nature.numbers.residential_by_frailty * _frailty(state, person, nature)
    for place in range(len(odds)):
        change = tilt * nature.tilt_by[place]
        change += by_frailty * nature.residential[place]
        if change != 0.0:
            odds[place] *= exp(change)
    return odds


@njit(cache=True)
def _between(table: np.ndarray, age: float, ages: np.ndarray) -> np.ndarray:
    """The row of an age in a table whose rows stand for the anchor ages."""
    upper = min(max(np.searchsorted(ages, age), 1), len(ages) - 1)
    share = min(max((age - ages[upper - 1]) / (ages[upper] - ages[upper - 1]), 0.0), 1.0)
    return table[upper - 1] * (1.0 - share) + table[upper] * share
