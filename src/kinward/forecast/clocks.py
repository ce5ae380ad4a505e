"""The clocks of time in placement and time in care: which band, and when it changes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kinward.forecast.bands import LONGEST, UNKNOWN_CLOCK
from kinward.forecast.compiled import compiled

Ints = NDArray[np.int64]


@compiled
def band_of(day: float, start: float, known: bool, cuts: Ints) -> int:
    """The band of a clock on a day.

    Args:
        start: when it began, or the latest that it can have where that is not known.
        known: whether it is.
        cuts: `bands.CLOCK_CUTS`.
    """
    if not known:
        return LONGEST if day >= start + cuts[LONGEST - 1] else UNKNOWN_CLOCK
    band = 0
    while band < LONGEST and day >= start + cuts[band]:
        band += 1
    return band


@compiled
def turn_of(band: int, start: float, cuts: Ints) -> float:
    """The day on which a clock leaves a band; never, of the longest times."""
    if band == LONGEST:
        return np.inf
    return float(start + cuts[LONGEST - 1 if band == UNKNOWN_CLOCK else band])
