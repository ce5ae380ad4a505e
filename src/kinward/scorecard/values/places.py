"""What each share of the looked after children is a share of."""

from __future__ import annotations

from typing import Final

OUR_PLACES: Final = {
    "kinship_pct": "kinship",
    "in_house_fostering_pct": "in_house_fostering",
    "independent_fostering_pct": "independent_fostering",
    "external_residential_pct": "external_residential",
    "placed_for_adoption_pct": "placed_for_adoption",
}
"""Commissioning categories."""
AGES: Final = {
    "aged_under_5_pct": ("<1", "1-4"),
    "aged_5_9_pct": ("5-9",),
    "aged_10_15_pct": ("10-15",),
    "aged_16_17_pct": ("16-17",),
}
"""Age bands of reports."""
LEGAL: Final = {
    "full_care_order_pct": "Full care order",
    "interim_care_order_pct": "Interim care order",
    "section_20_pct": "Section 20",
}
"""Groups of legal status."""
GROUPS: Final = {
    "beyond_control": "beyond_control",
    "changing": "changing",
    "static": "static",
    "other_group": "other",
}
"""Groups by which a board can act."""
CAUSES: Final = {
    "exits_home": "home",
    "exits_permanence": "permanence_order",
    "exits_adopted": "adopted",
    "exits_eighteen": "eighteen",
}
"""Causes of leaving care."""
REVIEWS: Final = {
    "first_review_on_time_pct": "first",
    "second_review_on_time_pct": "second",
    "later_review_on_time_pct": "later",
}
"""Kinds of review."""
STABILITY: Final = {
    "three_or_more": "three_or_more_placements_pct",
    "long_term": "long_term_pct",
}
"""Columns of the cohort's stability, and the measure that each is."""
