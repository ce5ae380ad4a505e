"""The bands in which rates are constant: age, time in placement, time in care.

A rate is read at a band of each; between two cuts nothing changes but the child.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from kinward.terms import AGE_BANDS, CATEGORIES

YEAR: Final = 365.25
"""Days of a year, where years are told from a day and not from a calendar."""

ADULT: Final = 18
"""The age, in years, at which care ends."""

AGE_CUTS: Final = (12, 60, 120, 156, 192, 204, 210)
"""Ages, in months, that change the age band of the rates: birthdays, and half a year before the
last."""
AGE_LABELS: Final = ("<1", "1-4", "5-9", "10-12", "13-15", "16", "17", "17 and a half")
AGES: Final = len(AGE_LABELS)

CLOCK_CUTS: Final = (28, 91, 182, 365, 730, 1461)
"""Days in the placement, and days in care, that change the band: four weeks, one and two quarters,
one, two and four years."""
CLOCK_LABELS: Final = (
    "under 28 days",
    "28 to 90 days",
    "91 to 181 days",
    "6 to 12 months",
    "1 to 2 years",
    "2 to 4 years",
    "4 years or more",
    "not known",
)
CLOCKS: Final = len(CLOCK_LABELS)
LONGEST: Final = len(CLOCK_CUTS)
"""The band of the longest times."""
UNKNOWN_CLOCK: Final = LONGEST + 1
"""The band of a time that is not known: the child was there before the data begins. One who has
been seen there for the longest time since is known to be in its band."""

ORDERS: Final = 5
"""Bands of how many placements the period of care had before: none, one, two, three or more, and
not known (the child was in care before the data begins)."""
MOST_BEFORE: Final = 3
UNKNOWN_ORDER: Final = 4

REPORT_BANDS: Final = tuple(band for band in AGE_BANDS if band != "18+")
REPORT_BAND_OF: Final = (0, 1, 2, 3, 3, 4, 4, 4)
"""The age band of reports, by age band of the rates."""

CAUSES: Final = ("home", "permanence_order", "adopted", "independent", "custody_or_other")
"""Causes of leaving care before 18, as in `kinward.cohort.model.EXIT_CAUSES`."""
MOVE: Final = len(CAUSES)
"""The event of a new placement, or of a new category in the same one."""
TO_ADOPTERS: Final = MOVE + 1
"""The move to adopters is an event of its own: it comes in its own time, whatever becomes of the
placement that the child is in."""
ADOPTERS: Final = list(CATEGORIES).index("placed_for_adoption")
"""The category to which it goes."""
EVENTS: Final = len(CAUSES) + 2
EIGHTEEN: Final = EVENTS
"""How a stay ends on the 18th birthday: exact and forced, so it has no rate."""
OPEN: Final = -1
"""How a stay ends that is still open."""

FAMILY, UASC = 0, 1
STREAMS: Final = ("family", "uasc")
"""Streams of entrants: unaccompanied asylum-seeking children apart from all others."""


def age_band(months: NDArray[np.int64]) -> NDArray[np.int64]:
    """The age band of ages in completed months."""
    return np.searchsorted(np.array(AGE_CUTS), months, side="right")
