"""Whom an action is for, and how many come in while it lasts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kinward.forecast.compiled import compiled, inlined
from kinward.scenarios.simulation.arrays import INFLOW, Acts

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]

REACHED = np.uint64(0)
"""Which draw of a child's luck with an action says whether a service works with it."""
_NONE, _ONE = np.uint64(0), np.uint64(1)


@inlined
def is_for(acts: Acts, act: int, row: int, category: int, years: int, in_care: float) -> bool:
    """Whether an action is for a child as it is now.

    Args:
        row: of the child in `Acts.applies`.
        category: in which it is.
        years: its age in completed years.
        in_care: days in care.
    """
    return bool(
        acts.applies[act, row]
        and acts.categories[act, category]
        and acts.years[act, 0] <= years <= acts.years[act, 1]
        and acts.care[act, 0] <= in_care < acts.care[act, 1]
    )


@inlined
def expected_cases(
    base: float, acts: Acts, on: Flags, number: int, stream: int, month: int
) -> float:
    """Cases expected of a stream in a month where actions bring more; the fewer are left out later.

    An action that is for some children only brings more of all, of whom the others are left out.

    Args:
        base: expected without any plan.
        on: which actions are made.
        number: of the run.
    """
    expected = base
    for act in range(len(on)):
        if on[act] and acts.kind[act] == INFLOW and acts.streams[act, stream]:
            more = max(acts.strength[act, number] - 1.0, 0.0)
            expected *= 1.0 + more * acts.share[act, month]
    return expected


@inlined
def count_met(
    met: np.uint64,
    number: int,
    month: int,
    states: Flags,
    strength: Floats,
    share: Floats,
    matched: Floats,
) -> None:
    """Count a child who comes in without any plan for each action on entries that is for it.

    In a state it counts as the children like it who are then expected: those actions bring so many
    times as many which are for it.

    Args:
        met: the actions that are for it, as bits.
        states, matched: of `Variants` and `Found`.
    """
    for state in range(len(states)):
        times = 1.0
        for act in range(states.shape[1]):
            if states[state, act] and met >> np.uint64(act) & _ONE != _NONE:
                times *= 1.0 + max(strength[act, number] - 1.0, 0.0) * share[act, month]
        for act in range(states.shape[1]):
            if met >> np.uint64(act) & _ONE != _NONE:
                matched[state, act, month] += times


@compiled
def most_cases(base: Floats, acts: Acts, states: Flags, most: Floats) -> None:
    """The most cases that any state expects, by stream, run and month."""
    for state in range(len(states)):
        for stream in range(base.shape[0]):
            for number in range(base.shape[1]):
                for month in range(base.shape[2]):
                    plain = base[stream, number, month]
                    asked = expected_cases(plain, acts, states[state], number, stream, month)
                    most[stream, number, month] = max(most[stream, number, month], asked)
