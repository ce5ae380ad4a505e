"""Names that every stage shares: commissioning categories, age bands, levels of a finding."""

from __future__ import annotations

from typing import Final, Literal

Level = Literal["error", "warning", "note"]
LEVELS: Final[tuple[Level, ...]] = ("error", "warning", "note")

CATEGORIES: Final[dict[str, str]] = {
    "kinship": "Kinship fostering",
    "concurrent": "Concurrent fostering",
    "in_house_fostering": "In-house fostering",
    "independent_fostering": "Independent fostering",
    "other_authority_fostering": "Other authority fostering",
    "in_house_residential": "In-house residential",
    "external_residential": "External residential",
    "parent_and_child": "Parent and child",
    "residential_school": "Residential school",
    "secure": "Secure",
    "supported_accommodation": "Supported accommodation",
    "independent_living": "Independent living",
    "with_parents": "With parents",
    "placed_for_adoption": "Placed for adoption",
    "other": "Other",
}
"""Commissioning categories: key and name, in the order in which tables show them."""

AGE_BANDS: Final[dict[str, int]] = {
    "<1": 0,
    "1-4": 1,
    "5-9": 5,
    "10-15": 10,
    "16-17": 16,
    "18+": 18,
}
"""Age bands of reports and the age at which each begins; the last has no end."""

SEXES: Final[dict[str, str]] = {"M": "Male", "F": "Female", "U": "Not known"}
"""Sexes as the typed return holds them: key and name."""

UNKNOWN: Final = "unknown"
"""The key of what the return does not tell (an age without a date of birth, say)."""
