"""What the compiled simulation of plans is given and what it fills: arrays in named tuples.

Days, categories and events are numbered as in `kinward.forecast.simulation.arrays`.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kinward.forecast.simulation.arrays import Crowd, Effects, People, Trace

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

DIVERT, RATES, INFLOW, PLACE, NOTHING = range(5)
"""What an action does to children: keeps them from coming in, changes their rates, changes how many
come, gives them another placement, or nothing (it changes a price)."""

SAME, GONE, LATER, MEANT = range(4)
"""What an action does to an entrant: nothing, it never comes in, it comes in later; or it is one of
those of whom the action brings more."""

NO_LIMIT: Final = 1e9
"""Places of an action that has as many as are wanted."""


class Acts(NamedTuple):
    """The actions of a plan, one entry each.

    Attributes:
        kind: `DIVERT` to `NOTHING`.
        key: of the action's luck, from its name only.
        applies: whether it is for a child, as far as that never changes: (actions, rows of
            children: those of today, then those of the pool).
        categories: for children in which categories it is: (actions, categories).
        years: from and up to which age in completed years: (actions, 2).
        care: from and up to how many days in care: (actions, 2).
        share: how much of its full effect it has in each month ahead: (actions, months).
        strength: the full effect in each run: the share of success or uptake, or the factor of a
            rate or of the number of entries: (actions, runs).
        second: the share of successes that are only delayed, or of moves that break down:
            (actions, runs).
        reach: of a diversion, the share of the children it is for that it works with, in each
            state of entries (`Variants.states`): (states, actions, months). No state has more of
            them than the first, in which the fewest come in.
        events: which rates it changes: (actions, events).
        streams: of which streams it changes the entries: (actions, streams).
        to: the category it moves children to.
        after: days in the placement before it may move a child; days by which it delays one.
        lasts: days after which a move breaks down.
        fresh, settled: whether it moves children whose placement begins after it, or before.
        begins, ends: the first day on which it does anything, and the day after the last.
        ramp, ramp_from: the days over which its effect grows, and the day on which it began, which
            may have passed: of moves, of which each has a day.
        first: of the categories that it moves children from, which goes before which:
            (actions, categories).
        places: how many children it can have moved at once: (actions, months).
    """

    kind: Ints
    key: NDArray[np.uint64]
    applies: Flags
    categories: Flags
    years: Ints
    care: Floats
    share: Floats
    strength: Floats
    second: Floats
    reach: Floats
    events: Flags
    streams: Flags
    to: Ints
    after: Floats
    lasts: Floats
    fresh: Flags
    settled: Flags
    begins: Floats
    ends: Floats
    ramp: Floats
    ramp_from: Floats
    first: Floats
    places: Floats


class Variants(NamedTuple):
    """The plans that are tried: the first has nothing, the second everything.

    Attributes:
        on: which actions each has: (variants, actions).
        state: of each, which of `states` it has: (variants,).
        states: which of the actions that change the number of entries are on, none in the first:
            (states, actions); people are simulated for the most that any of them has.
        base: cases expected without any plan: (streams, runs, months).
    """

    on: Flags
    state: Ints
    states: Flags
    base: Floats


class Stays(NamedTuple):
    """Room for the stays of one variant of one run.

    Attributes:
        used: how many there are: (1,).
        person, category: of each stay.
        start, end: its days; one that outlasts the months ahead ends with them.
        since: the day on which the placement began, before today for some.
        goes_on: whether it lasts beyond the months ahead.

    A stay of category -1 is one that the variant does not have.
    """

    used: Ints
    person: Ints
    category: Ints
    start: Floats
    end: Floats
    since: Floats
    goes_on: Flags


class Requests(NamedTuple):
    """Room for the moves that an action would make, in the order of their day.

    Attributes:
        used: how many there are: (1,).
        stay: the stay that would be cut.
        day: the first day on which the child may move.
        rank: what they are put in order by.
        until: of the places taken, the day on which each is free again; `taken` of them: (1,).
        mover: of each person, the last round of moves that moved it: (people,).
        round: the number of the round of moves, one an action, variant and run: (1,).
    """

    used: Ints
    stay: Ints
    day: Floats
    rank: Floats
    until: Floats
    taken: Ints
    mover: Ints
    round: Ints


class Lives(NamedTuple):
    """Room for people who live again, and their stays."""

    people: People
    trace: Trace


class Room(NamedTuple):
    """What a thread keeps of one run.

    Attributes:
        crowd: of the people of the run.
        lives: their stays without any plan.
        base: the stays of those who come in without any plan; `base_of` is the place of each
            person's first, or -1.
        special: those whom any action may touch: (people,); `specials` of them: (1,).
        fate: what each action on entries does to each person: `SAME` to `MEANT`:
            (people, actions).
        changes: which changes of rates may touch each person, as bits.
        planned: the lives of those whom the whole plan touches; `planned_of` is each person's
            place among them, or -1; `planned_later` by how many days it comes in later.
        again: the lives of those who live otherwise in a variant.
        effects: what changes their rates.
        stays: of a variant.
        requests: of an action.
        cases: by state and cell, how many cases there are: (states, cells).
    """

    crowd: Crowd
    lives: Trace
    base: Stays
    base_of: Ints
    special: Ints
    specials: Ints
    fate: NDArray[np.int8]
    changes: NDArray[np.uint64]
    planned: Lives
    planned_of: Ints
    planned_later: Floats
    again: Lives
    again_of: Ints
    effects: Effects
    stays: Stays
    requests: Requests
    cases: Ints


class Found(NamedTuple):
    """What the simulation fills.

    Attributes:
        stock: children looked after at month ends: (variants, runs, months, categories).
        days: days of care in each month: of the same shape.
        entries: children who enter: (variants, runs, months).
        affected: children for whom an action changed something, each counted once:
            (variants, actions, runs).
        moves: how many times an action moved a child: (variants, actions, runs).
        matched: children for whom an action on entries is, over all runs: in each state of entries
            (`Variants.states`) as many as are expected, given those who come in without any plan:
            (states, actions, months).
        rows: days of care that the whole plan takes away, by row of children, over all runs:
            (rows,).
    """

    stock: NDArray[np.int16]
    days: Floats
    entries: NDArray[np.int32]
    affected: NDArray[np.int32]
    moves: NDArray[np.int32]
    matched: Floats
    rows: Floats
