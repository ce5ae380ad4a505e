"""What may follow from a day on, given all that is true on it: the true predictive distribution."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit

from kinward.terms import CATEGORIES
from worlds.arrivals import arrive
from worlds.history import History, clocks, rates
from worlds.levels import follow, steps
from worlds.life import live
from worlds.luck import key_of
from worlds.state import (
    ADULT,
    AT_HOME,
    END,
    HOME,
    IN_CARE,
    MOST_STAYS,
    OUTCOME,
    PHASE_SINCE,
    PLACE,
    SINCE,
    START,
    STATE_SLOTS,
    STATUS,
    STAY_SLOTS,
    USED,
    Floats,
    Ints,
    Nature,
)


@dataclass(frozen=True)
class Present:
    """The children who are in care on a day, or went home and may come back.

    Attributes:
        life: row in the entrants of the history.
        state, person: as `life.live` takes them on that day.
    """

    life: Ints
    state: Ints
    person: Floats


def present(history: History, day: int) -> Present:
    """Who is in care at the end of a day or may come back, in the true state of that day."""
    stays, life = history.stays, history.life
    begun = np.flatnonzero(stays[:, START] <= day)
    last = begun[np.append(life[begun][1:] != life[begun][:-1], True)] if len(begun) else begun
    row = stays[last]
    here = row[:, END] > day
    may_return = (row[:, OUTCOME] == HOME) & (row[:, ADULT] > day)
    kept = here | may_return
    row, here, who = row[kept], here[kept], life[last[kept]]
    state = row[:, :STATE_SLOTS].copy()
    state[:, STATUS] = np.where(here, IN_CARE, AT_HOME)
    state[:, SINCE] = np.where(here, row[:, START], row[:, END])
    person = history.entrants.person[who].copy()
    clock = history.clock
    began = np.clip(row[:, PHASE_SINCE], history.base, day) - history.base
    person[:, USED] = clock[day - history.base] - clock[began]
    return Present(who, state, person)


def true_futures(history: History, origin: int, ends: Ints, futures: int, luck: int) -> Ints:
    """Children in care by category on some days, in futures drawn from the true state of a day.

    Args:
        history: what has happened; nothing after the origin is used.
        origin: the day, as a number; the last of a month.
        ends: the days asked for, in order, after the origin.
        luck: another number gives other futures.

    Returns:
        (futures, days, categories).
    """
    process, seed = history.process, history.setting.seed
    days = np.arange(origin, ends[-1] + 1)
    rng = np.random.Generator(np.random.Philox([seed, 4, origin, luck]))
    state = history.paths.on(origin - history.base)
    paths = follow(process, state, futures, len(days), rng)
    expected = rates(process, history.base_rates, paths.after(1), days[1:], history.origin, rng)
    came = arrive(*expected, days[1:], rng)
    found = present(history, origin)
    counts = np.zeros((futures, len(ends), len(CATEGORIES)), dtype=np.int64)
    _count_all(
        (found.state, found.person, found.life),
        (came.state, came.person, came.day),
        np.searchsorted(came.future, np.arange(futures + 1)),
        clocks(process, paths, days, history.origin),
        steps(process.residential, (days - history.origin).astype(np.float64)),
        (days[0], ends, seed + 1_000_003 * (luck + 1)),
        history.nature,
        counts,
    )
    return counts


@njit(cache=True)
def _count_all(
    here: tuple[np.ndarray, np.ndarray, np.ndarray],
    came: tuple[np.ndarray, np.ndarray, np.ndarray],
    first: np.ndarray,
    clock: np.ndarray,
    tilt: np.ndarray,
    when: tuple[int, np.ndarray, int],
    own: Nature,
    counts: np.ndarray,
) -> None:
    """Live all futures of those here and those who come, and count them on the days asked for."""
    origin, ends, seed = when
    stays, luck = np.empty((MOST_STAYS, STAY_SLOTS), np.int64), np.empty(1, np.uint64)
    present_now = len(here[2])
    for future in range(len(counts)):
        arrivals = first[future + 1] - first[future]
        for child in range(present_now + arrivals):
            # One call of `live` for both: two would double the time that it takes to compile.
            if child < present_now:
                luck[0] = key_of(seed, 2 * future + 1, here[2][child])
                state, person, day = here[0][child].copy(), here[1][child].copy(), origin
            else:
                luck[0] = key_of(seed, 2 * future + 2, child - present_now)
                row = first[future] + child - present_now
                state, person, day = came[0][row].copy(), came[1][row].copy(), came[2][row]
            at = day - origin
            count = live(
                state, person, (day, ends[-1]), clock[future][at:], tilt[at:], own, luck, stays
            )
            _count(stays[:count], ends, counts[future])


@njit(cache=True)
def _count(stays: np.ndarray, ends: np.ndarray, counts: np.ndarray) -> None:
    for row in range(len(stays)):
        for at in range(np.searchsorted(ends, stays[row, START]), len(ends)):
            if ends[at] >= stays[row, END]:
                break
            counts[at, stays[row, PLACE]] += 1
