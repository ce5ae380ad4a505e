"""Daily rates of the plain Markov model: counts over exposure in a window, and nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kinward.cohort.spans import Days, birthdays
from kinward.forecast.bands import ADULT, MOVE, OPEN, REPORT_BANDS, YEAR
from kinward.forecast.histories import Histories
from kinward.terms import AGE_BANDS, CATEGORIES

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

BINS: Final = len(REPORT_BANDS)
"""Age groups: those of reports, below 1, 1 to 4, 5 to 9, 10 to 15, 16 and 17."""
STATES: Final = len(CATEGORIES) * BINS
"""A state is a category and an age group: category x `BINS` + group."""
_AGES: Final = tuple(AGE_BANDS[band] for band in REPORT_BANDS)
_BIN_YEARS: Final = np.diff((*_AGES, ADULT))


@dataclass(frozen=True)
class Rates:
    """What a window of the past tells.

    Attributes:
        daily: (`STATES`, `STATES`), the chance that a child in the one is in the other a day later.
            What a row lacks of 1 is the chance to have left care.
        entrants: (`STATES`,), children who enter on a day.
        today: (`STATES`,), children there on the as-at date.
    """

    daily: Floats
    entrants: Floats
    today: Floats


def rates(histories: Histories, window_years: float) -> Rates:
    """The rates of the last years, as many as the returns cover.

    Growing out of an age group is counted as any other event, and leaving on the 18th birthday as
    any other exit. From a state without exposure a child only grows older, at one over the length
    of the age group.
    """
    h = histories
    since = max(h.today - round(window_years * YEAR), h.observed_from)
    turns = np.stack([birthdays(h.birth, age) for age in _AGES], axis=1)[h.child]
    exposure = _exposure(h, turns, since)
    ended = np.flatnonzero((h.outcome != OPEN) & (h.end > since) & (h.end <= h.today))
    left = ended[h.outcome[ended] != MOVE]
    moved = ended[(h.outcome[ended] == MOVE) & (h.destination[ended] != h.category[ended])]
    # A child is in the age group of the last day there: on the 18th birthday that is still 16-17.
    last_day = h.end.astype(np.int64) - 1
    origin = h.category * BINS + _bins(turns, last_day)
    target = h.destination * BINS + origin % BINS
    moves = np.zeros((STATES, STATES))
    np.add.at(moves, (origin[moved], target[moved]), 1.0)
    exits = np.bincount(origin[left], minlength=STATES).astype(np.float64)
    moves += _grown(h, turns, since, exposure)
    came = h.first & (h.start > since)
    entered = (h.category * BINS + _bins(turns, h.start))[came]
    here = (h.category * BINS + _bins(turns, np.full(len(h.child), h.today)))[h.open]
    return Rates(
        daily=_daily(moves, exits, exposure),
        entrants=np.bincount(entered, minlength=STATES) / max(h.today - since, 1),
        today=np.bincount(here, minlength=STATES).astype(np.float64),
    )


def _bins(turns: Days, day: NDArray[np.integer]) -> Ints:
    """The age group on a day of each stay; that of the youngest before birth."""
    grown: Ints = (turns <= day[:, None]).sum(axis=1) - 1
    return np.maximum(grown, 0)


def _exposure(histories: Histories, turns: Days, since: int) -> Floats:
    """Child-days from one day to the as-at date by state."""
    h = histories
    start = np.maximum(h.start, since)
    end = np.minimum(h.end, h.today)
    upper = np.append(turns[:, 1:], np.full((len(turns), 1), h.today), axis=1)
    lower = np.maximum(turns, start[:, None])
    lower[:, 0] = start
    days = np.maximum(np.minimum(upper, end[:, None]) - lower, 0)
    state = h.category[:, None] * BINS + np.arange(BINS)
    spent = np.bincount(state.ravel(), weights=days.ravel(), minlength=STATES)
    return spent.astype(np.float64)


def _grown(histories: Histories, turns: Days, since: int, exposure: Floats) -> Floats:
    """Birthdays within a stay that lead to the next age group, from state to state."""
    h = histories
    day = turns[:, 1:]
    seen = (day > np.maximum(h.start, since)[:, None]) & (day <= h.today) & (day < h.end[:, None])
    stay, group = np.nonzero(seen)
    grown = np.bincount(h.category[stay] * BINS + group, minlength=STATES).astype(np.float64)
    moves = np.zeros((STATES, STATES))
    young = np.flatnonzero(np.arange(STATES) % BINS < BINS - 1)
    evenly = 1 / (YEAR * _BIN_YEARS[young % BINS])
    moves[young, young + 1] = np.where(exposure[young] > 0, grown[young], evenly)
    return moves


def _daily(moves: Floats, exits: Floats, exposure: Floats) -> Floats:
    """The matrix of a day from what happened."""
    out = moves.sum(axis=1) + exits
    # Stays that begin and end on one day have no exposure: no more than all leave on a day.
    days = np.maximum(np.where(exposure > 0, exposure, 1.0), out)
    daily: Floats = moves / days[:, None]
    daily[np.diag_indices(STATES)] += 1 - out / days
    return daily
