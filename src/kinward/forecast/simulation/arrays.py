"""What the compiled simulation is given and what it fills: arrays in named tuples.

Times are days after the as-at date (0 is its end), so that what has begun lies at or below 0.
Categories, age bands, events and streams are numbered as in `kinward.terms` and
`kinward.forecast.bands`.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Children(NamedTuple):
    """The children looked after on the as-at date, one entry each.

    Attributes:
        key: of each child's luck, from its identifier only.
        birth_month, birth_day: months since January 1970, and days since the month's first.
        stay_start, care_start: when placement and care began (the latest it can have been where
            the flag beside it says that it is not known).
        order: placements before, as in `histories.Histories`.
    """

    key: NDArray[np.uint64]
    category: Ints
    stream: Ints
    birth_month: Ints
    birth_day: Ints
    stay_start: Ints
    stay_known: Flags
    care_start: Ints
    care_known: Flags
    order: Ints


class People(NamedTuple):
    """Room for those whom a run follows, with the day on which each is first seen.

    Attributes:
        used: how many there are: (1,).
        key to order: as in `Children`.
        age, in_stay, in_care: bands on the day first seen.
    """

    used: Ints
    key: NDArray[np.uint64]
    seen_from: Floats
    category: Ints
    stream: Ints
    birth_month: Ints
    birth_day: Ints
    stay_start: Floats
    care_start: Floats
    order: Ints
    age: Ints
    in_stay: Ints
    in_care: Ints


class Calendar(NamedTuple):
    """The months ahead.

    Attributes:
        ends: the day of each month end: (months,).
        begins: the day before each month: (months,).
        month_of: by whole day from 0 to the last month end, the first month end on or after it.
        number: of each month ahead, months since January 1970.
        firsts: the first day of every calendar month that a birthday can be in.
        firsts_from: the month of its first entry.
        age_cuts: ages in months that change the age band; the last is the 18th birthday.
        clock_cuts: days in placement or in care that change the band.
    """

    ends: Ints
    begins: Ints
    month_of: Ints
    number: Ints
    firsts: Ints
    firsts_from: int
    age_cuts: Ints
    clock_cuts: Ints


class Level(NamedTuple):
    """A level of the rates (`hazards.Level`): events seen and expected, (events, cells)."""

    seen: Floats
    due: Floats
    strength: Floats


class Rates(NamedTuple):
    """The posterior of the rates a day (`kinward.forecast.hazards.Hazards`).

    Attributes:
        events, base: as there.
        pair to category_clock: the levels that a run draws at its beginning.
        care to category_order: the factors.
        cell_shape, cell_third, cell_due, cell_strength: of the finest level, the event last:
            strength plus events seen, a ninth of its inverse, events expected; each event's
            strength.
        destinations: Dirichlet parameters: (streams x categories x ages, categories moved to).
        destinations_care: multiples of their draws by time in care, (bands, categories moved to).
    """

    events: Floats
    base: Floats
    pair: Level
    category: Level
    category_age: Level
    category_clock: Level
    care: Level
    stream: Level
    stream_care: Level
    age_care: Level
    order: Level
    category_order: Level
    cell_shape: Floats
    cell_third: Floats
    cell_due: Floats
    cell_strength: Floats
    destinations: Floats
    destinations_care: Floats


class Pool(NamedTuple):
    """Recent cases from which the children of future cases are drawn, in order of stratum.

    A stratum is a stream, an age band and a first category.

    Attributes:
        age_weight: Dirichlet parameters of the age bands: (streams, ages).
        category_weight: of first categories: (streams, ages, categories).
        stratum: where the cases of each begin, and where the last ends: (strata + 1,).
        upto: running weight of the cases within their stratum, ending at 1.
        first, size: where a case's children begin, and how many they are.
        birth_month, birth_day: of each child, the months from the entry's month (0 or less).
        category, re_entry: of each child.
    """

    age_weight: Floats
    category_weight: Floats
    stratum: Ints
    upto: Floats
    first: Ints
    size: Ints
    birth_month: Ints
    birth_day: Ints
    category: Ints
    re_entry: Flags


class Ahead(NamedTuple):
    """What each run draws of the years ahead before any child is looked at.

    Attributes:
        cases: cases expected: (streams, runs, months).
        population: multiples of the number of cases by age band and month: (ages, months).
        exits: multiples of the rates of leaving, by year ahead: (runs, years).
    """

    cases: Floats
    population: Floats
    exits: Floats


class Counts(NamedTuple):
    """What the simulation fills.

    Attributes:
        stock: children looked after at month ends: (runs, months, categories).
        ages: the same by age band of reports: (runs, months, bands).
        days: days of care in each month: (runs, months, categories).
        entries: children who enter: (runs, months); `re_entries` of them, and `streams` by stream
            (runs, months, streams).
        exits: by cause, the 18th birthday last: (runs, months, causes + 1).
        flows: over all runs, by month and category: entered, left, aged out, moved in, moved out:
            (5, months, categories).
    """

    stock: NDArray[np.int32]
    ages: NDArray[np.int32]
    days: NDArray[np.float32]
    entries: NDArray[np.int32]
    re_entries: NDArray[np.int32]
    streams: NDArray[np.int32]
    exits: NDArray[np.int32]
    flows: Ints


class Laid(NamedTuple):
    """The rates laid out for drawing: flat rows of draws, one an event (`simulation.layout`).

    Attributes:
        middle, spread: mean and standard deviation of the cube root of a gamma draw, as a share of
            that of its mean.
        mean: posterior means of the multiples; those of the pairs of age and time are rates.
        due: events expected under them.
        shape, cell_due: of the finest level: strength plus events seen, events expected; flat by
            event and cell.
        strength: of the finest level, by event.
    """

    middle: Floats
    spread: Floats
    mean: Floats
    due: Floats
    shape: Floats
    cell_due: Floats
    strength: Floats


class Drawn(NamedTuple):
    """Room for the rates of one run.

    Attributes:
        multiple: what was drawn, in rows of draws; `ratio` is beside its posterior mean.
        cell: rates by cell, `WIDTH` events a cell, flat.
        of_care: multiples by stream, age band and time in care, laid out alike.
        of_order: multiples by category and placements before, laid out alike.
        likely: draws that shares of destinations are made of by stream, category and age band,
            valid where `have_likely`: (streams x categories x ages, categories moved to).
        shares: cumulative shares of destinations by the same and time in care, valid where
            `have_shares`.
    """

    multiple: Floats
    ratio: Floats
    cell: Floats
    of_care: Floats
    of_order: Floats
    likely: Floats
    have_likely: Flags
    shares: Floats
    have_shares: Flags


class Trace(NamedTuple):
    """Room for the stays of those whom a run follows, in the order of the people.

    Attributes:
        used: how many stays there are: (1,); where more than there is room for, the rest is of no
            use.
        begins: where each person's stays begin, and where the last one's end: (people + 1,).
        category: of each stay.
        start, end: its days; the first starts on the day on which the person is first seen, and one
            that outlasts the months ahead ends with them.
        cause: how it ended: a cause of leaving, `bands.MOVE`, `bands.EIGHTEEN`, or -1 while open.
    """

    used: Ints
    begins: Ints
    category: Ints
    start: Floats
    end: Floats
    cause: Ints


class Crowd(NamedTuple):
    """What a scenario must know of the people of a run, who are then all there at once.

    Attributes:
        row: where each comes from: a child looked after today by its place, then, after all of
            those, a child of the pool by its own.
        cell: of one who comes in, the stream, month and age band of its case as one number
            (`(stream * months + month) * ages + age`); -1 for those of today.
        case: the number of its case among those of the cell.
        here: how many of today there are: (1,).
        full: whether there was no room for all: (1,).
    """

    row: Ints
    cell: Ints
    case: Ints
    here: Ints
    full: Flags


class Effects(NamedTuple):
    """What changes the rates of those whom a run follows.

    Attributes:
        row: of each person, its row in `applies`.
        applies: whether a change is for a person, as far as that never changes: (changes, rows).
        which: the changes that are made; `many` of them: (1,).
        categories: for which categories it is: (changes, categories).
        years: from and up to which age in completed years: (changes, 2).
        care: from and up to how many days in care: (changes, 2).
        months: the multiple of each event's rate in each month ahead: (changes, months, events).
        until: the day up to which they stay as in a month: (changes, months).
    """

    row: Ints
    applies: Flags
    which: Ints
    many: Ints
    categories: Flags
    years: Ints
    care: Floats
    months: Floats
    until: Floats


class Scene(NamedTuple):
    """Everything that a run plays in. `drawn` and `people` are room of each thread's own."""

    calendar: Calendar
    rates: Rates
    pool: Pool
    ahead: Ahead
    drawn: Drawn
    people: People
    counts: Counts


ENTERED, LEFT, AGED, MOVED_IN, MOVED_OUT = range(5)
