"""Events and exposure: how long children were at risk in each cell, and what happened to them.

A cell is a stream, a category, an age band, a band of time in placement and one of time in care.
Each stay is cut where a band changes (a Lexis expansion), from the day on which the returns begin
to see it (delayed entry) to its end or the as-at date (right censoring).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kinward.cohort.spans import turns_at
from kinward.forecast.bands import (
    ADOPTERS,
    ADULT,
    AGE_CUTS,
    AGES,
    CLOCK_CUTS,
    CLOCKS,
    EVENTS,
    MOVE,
    ORDERS,
    STREAMS,
    TO_ADOPTERS,
    YEAR,
)
from kinward.forecast.clocks import band_of, turn_of
from kinward.forecast.compiled import compiled
from kinward.forecast.histories import Histories
from kinward.terms import CATEGORIES

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SHAPE: Final = (len(STREAMS), len(CATEGORIES), AGES, CLOCKS, CLOCKS, ORDERS)
"""The shape of cells: stream, category, age band, time in placement, time in care, placements
before."""
_CATEGORIES: Final = len(CATEGORIES)


@dataclass(frozen=True)
class Exposure:
    """What the returns saw, by year before the as-at date.

    Attributes:
        cells: the flat indices (in `SHAPE`) of the cells in which any child was, in order.
        days: child-days at risk, by year (0 is the last one) and cell: (years, cells).
        year, event, cell: of each event, the year, what it was (`bands.CAUSES`, then `MOVE` and
            `TO_ADOPTERS`) and its cell as a place in `cells`.
        destination: of each event, the category moved to, else -1.
    """

    cells: Ints
    days: Floats
    year: Ints
    event: Ints
    cell: Ints
    destination: Ints

    def where(self) -> tuple[Ints, ...]:
        """Of each cell its stream, category, age band, times and placements before."""
        return tuple(index.astype(np.int64) for index in np.unravel_index(self.cells, SHAPE))

    def weighted_events(self, weights: Floats) -> Floats:
        """Events by what they were and cell, each year with a weight: (`EVENTS`, cells)."""
        counts = np.zeros((EVENTS, len(self.cells)))
        np.add.at(counts, (self.event, self.cell), weights[self.year])
        return counts


def exposure(histories: Histories) -> Exposure:
    """The events and the exposure of all stays."""
    h = histories
    years = max(1, int(np.ceil(h.years)))
    cuts = np.stack([turns_at(h.birth, age) for age in (*AGE_CUTS, 12 * ADULT)], axis=1)
    days = np.zeros((years, int(np.prod(SHAPE))))
    happened = (h.outcome >= 0) & (h.outcome <= MOVE) & (h.end >= h.observed_from)
    cell = np.zeros(len(h.child), dtype=np.int64)
    _expand(
        (h.stream[h.child], h.category, h.order, h.child),
        (h.start.astype(np.int64), np.minimum(h.end, h.today).astype(np.int64), h.start_known),
        (h.care_start.astype(np.int64), h.care_start_known),
        (cuts.astype(np.int64), np.array(CLOCK_CUTS, dtype=np.int64)),
        (h.today, h.observed_from),
        days,
        cell,
    )
    cells = np.unique(np.append(np.flatnonzero(days.any(axis=0)), cell[happened]))
    year = ((h.today - h.end[happened].astype(np.int64)) / YEAR).astype(np.int64)
    return Exposure(
        cells=cells,
        days=days[:, cells],
        year=np.minimum(year, years - 1),
        event=np.where(h.destination[happened] == ADOPTERS, TO_ADOPTERS, h.outcome[happened]),
        cell=np.searchsorted(cells, cell[happened]),
        destination=h.destination[happened],
    )


@compiled
def _expand(
    who: tuple[Ints, Ints, Ints, Ints],
    stay: tuple[Ints, Ints, NDArray[np.bool_]],
    care: tuple[Ints, NDArray[np.bool_]],
    cuts: tuple[Ints, Ints],
    window: tuple[int, int],
    days: Floats,
    last_cell: Ints,
) -> None:
    """Add the days of every stay to their cells, and note the cell in which each stay ends."""
    stream, category, order, child = who
    starts, ends, known = stay
    care_starts, care_known = care
    birthday, clocks = cuts
    today, observed_from = window
    years = days.shape[0]
    for i in range(len(starts)):
        day = float(max(starts[i], observed_from))
        end = float(ends[i])
        born = birthday[child[i]]
        while True:
            age = 0
            while age < AGES - 1 and day >= born[age]:
                age += 1
            in_stay = band_of(day, starts[i], known[i], clocks)
            in_care = band_of(day, care_starts[i], care_known[i], clocks)
            stay_turns = turn_of(in_stay, starts[i], clocks)
            care_turns = turn_of(in_care, care_starts[i], clocks)
            cell = (stream[i] * _CATEGORIES + category[i]) * AGES + age
            cell = ((cell * CLOCKS + in_stay) * CLOCKS + in_care) * ORDERS + order[i]
            year = min(max(int(np.ceil((today - day) / YEAR)) - 1, 0), years - 1)
            if year > 0 and today - year * YEAR <= day:
                year -= 1
            turns = today - year * YEAR if year > 0 else np.inf
            until = min(end, born[age], stay_turns, care_turns, turns)
            last_cell[i] = cell
            if until <= day:
                break
            days[year, cell] += until - day
            day = until
