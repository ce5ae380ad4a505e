"""Which plans are tried to tell actions apart: with none, all, one alone, all but one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kinward.scenarios.simulation.arrays import INFLOW, Acts, Variants

Flags = NDArray[np.bool_]

NONE, WHOLE = 0, 1
"""The variants without any action, and with every one."""


@dataclass(frozen=True)
class Tries:
    """The variants of a plan.

    Attributes:
        on: which actions each variant has: (variants, actions).
        alone: of each action, the variant that has it and no other.
        without: of each action, the variant that has every other.
    """

    on: Flags
    alone: tuple[int, ...]
    without: tuple[int, ...]


def tries(actions: int) -> Tries:
    """The variants that tell so many actions apart; none is there twice but the first two."""
    rows = [np.zeros(actions, dtype=np.bool_), np.ones(actions, dtype=np.bool_)]

    def place(wanted: Flags) -> int:
        for number, row in enumerate(rows):
            if np.array_equal(row, wanted):
                return number
        rows.append(wanted)
        return len(rows) - 1

    each = np.eye(actions, dtype=np.bool_)
    alone = tuple(place(row) for row in each)
    without = tuple(place(~row) for row in each)
    return Tries(np.array(rows).reshape(len(rows), actions), alone, without)


def variants(on: Flags, acts: Acts, base: NDArray[np.float64]) -> Variants:
    """The variants as the simulation reads them.

    Args:
        on: which actions each has, none in the first.
        base: cases expected without any plan: (streams, runs, months).
    """
    more = (acts.kind == INFLOW) & np.any(acts.strength > 1, axis=1)
    states, state = np.unique(on & more, axis=0, return_inverse=True)
    first = int(state.reshape(-1)[NONE])
    order = np.argsort(np.arange(len(states)) != first, kind="stable")
    rank = np.argsort(order)
    return Variants(on, rank[state.reshape(-1)].astype(np.int64), states[order], base)
