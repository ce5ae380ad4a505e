"""Groups of codes of the return that several stages, or several rules, look at."""

from __future__ import annotations

from typing import Final

SHORT_BREAKS: Final = ("V3", "V4")
"""Legal statuses of a series of short breaks, which is not being looked after."""

YOUTH_JUSTICE: Final = ("J1", "J2", "J3")
TEMPORARY_PLACES: Final = ("T0", "T1", "T2", "T3", "T4")
FOSTERED: Final = ("U1", "U2", "U3", "U4", "U5", "U6")
FOR_ADOPTION: Final = ("A3", "A4", "A5", "A6")
SCHEDULED: Final = ("Z1", "Z11", "Z12", "Z13", "Z14")
NO_URN: Final = ("P1", "P2", "P3", "R1", "R2", "R5", *TEMPORARY_PLACES, *SCHEDULED)
"""Placements with no home or agency on Ofsted's register."""
UNREGISTERED_BEFORE: Final = ("H5",)
"""Placements on the register in some years only: a URN is neither due nor wrong."""

ADOPTED: Final = ("E11", "E12")
GUARDIANSHIP: Final = ("E45", "E46", "E47", "E48")
NOT_CONTINUED: Final = ("E2", "E15")
"""Ends of care that no episode can follow: the child died, or was found to be an adult."""

CONTINUING: Final = ("P", "L", "T", "U", "B")
"""Reasons for a new episode that follows another without a gap."""
