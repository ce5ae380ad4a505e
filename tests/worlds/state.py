"""What is known of a child on a day, and how children of an authority live: the shared words.

States, persons and stays are rows of numbers, so that compiled code can read them; the names here
are their columns.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NEVER: Final = 2**31 - 1
TYPES: Final = (
    "brief", "reunification", "kin_order", "adoption", "long", "complex", "remand", "uasc",
)  # fmt: skip
ADOPTION, LONG, COMPLEX, UASC = 3, 4, 5, 7

# How a stay ended: `OPEN`, `MOVED`, or the way out of care.
OPEN, MOVED, HOME, ORDER, ADOPTED, INDEPENDENT, OTHER, EIGHTEEN = -1, 0, 1, 2, 3, 4, 5, 6
CAUSES: Final = ("home", "order", "adopted", "independent", "other")

# Places are the commissioning categories, in their order.
CONCURRENT, SUPPORTED, ALONE, PLACED = 1, 10, 11, 13

# The state: whole numbers, then the numbers that a child keeps for life.
STATUS, TYPE, PLACE, SINCE, MOVES, BRIDGE, PHASE, PHASE_SINCE, PERIOD, BORN, ADULT = range(11)
STATE_SLOTS: Final = 11
USED, FRAILTY, PACE, LATE, EARLY = range(5)
PERSON_SLOTS: Final = 5
ENTERS, IN_CARE, AT_HOME = 0, 1, 2

# A stay: the state in it, and its end.
START, END, OUTCOME = 11, 12, 13
STAY_SLOTS: Final = 14
MOST_STAYS: Final = 120


class Numbers(NamedTuple):
    """Single numbers of how children live, named as in nature.toml."""

    leave_early_p: float
    leave_early_a: float
    leave_early_b: float
    supported_a: float
    supported_b: float
    bridge_first_p: float
    bridge_later_p: float
    bridge_days: float
    bridge_sigma: float
    settled_shape: float
    by_move: float
    moves_counted: float
    teen_shortens: float
    disrupted_days: float
    residential_by_frailty: float
    complex_frailty: float
    return_p: float
    return_days: float
    return_sigma: float


class Nature(NamedTuple):
    """How children of one authority live; arrays over types, places and anchor ages.

    `first` is (types, ages, places), `following` (4 groups of places, ages, places); `law`,
    `exit_days` and `exit_shape` have one more entry than there are types: the time from being
    placed for adoption to the order. `tilt_by` is how a unit of tilt changes the log odds.
    """

    ages: Floats
    types: Floats
    law: Ints
    exit_days: Floats
    exit_shape: Floats
    causes: Floats
    settled: Floats
    supported: Floats
    bridges: Floats
    first: Floats
    following: Floats
    group: Ints
    residential: Floats
    tilt_by: Floats
    numbers: Numbers
