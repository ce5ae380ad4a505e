"""Every figure that Kinward gives, defined once.

`source` is whose definition it is. Where Kinward's own count differs from DfE's on purpose, both
have a measure.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from kinward.measures.ahead import AHEAD
from kinward.measures.measure import Measure
from kinward.measures.money import MONEY
from kinward.measures.plans import PLANS

_DFE: Final = "DfE: children looked after in England"
_LAW: Final = "Care Planning, Placement and Case Review (England) Regulations 2010, regulation 33"
_OURS: Final = "Kinward"
_BRIGHTON: Final = "Brighton and Hove: strategy for change, February 2008"
_STATISTICS: Final = "Kaplan-Meier and Aalen-Johansen estimates, with delayed entry"


def _share(key: str, label: str, which: str, source: str) -> Measure:
    formula = f"looked after children {which} / looked after"
    return Measure(key, label, "%", formula, "none", source)


def _length_of_care(key: str, what: str) -> Measure:
    formula = f"{what} of the days of the periods of care that ended in the year, start known"
    return Measure(key, f"Length of care, {what}", "days", formula, "none", _OURS)


_STOCK: Final = (
    Measure(
        "looked_after",
        "Looked after children",
        "children",
        "children with an episode that began by the day and had not ended on it, short breaks left "
        "out; a child counts once",
        "none",
        _DFE,
    ),
    Measure(
        "short_breaks",
        "Children in short breaks",
        "children",
        "children with an episode of short breaks (LS V3, V4) open on the day; in no other count",
        "none",
        _DFE,
    ),
    Measure(
        "rate_per_10000",
        "Looked after children per 10,000",
        "per 10,000",
        "looked after / population younger than 18 x 10,000; the year of the population is told",
        "none",
        _DFE,
    ),
    Measure(
        "uasc",
        "Unaccompanied asylum-seeking children",
        "children",
        "looked after children listed as UASC whose DUC is empty or later than the day",
        "none",
        _DFE,
    ),
    _share(
        "category_pct",
        "Placement mix",
        "in a commissioning category; a temporary absence keeps that of the placement left",
        _OURS,
    ),
    _share("age_band_pct", "Age", "in an age band, by completed years on the day", _DFE),
    _share("sex_pct", "Sex", "of a sex, by the header", _DFE),
    _share("ethnic_group_pct", "Ethnic group", "of an ethnic group, by the header", _DFE),
    _share("legal_status_pct", "Legal status", "under a group of legal statuses", _DFE),
    _share("need_pct", "Need", "by the need at the start of their period of care", _DFE),
    _share("team_pct", "Team", "by the team responsible on the day", _OURS),
)

_GROUPS: Final = (
    Measure(
        "beyond_control",
        "Beyond control",
        "children",
        "looked after children who are UASC on the day, on remand or sentenced (LS J1 to J3) or in "
        "a young offender institution (PLACE R5)",
        "none",
        _BRIGHTON,
    ),
    Measure(
        "changing",
        "Changing",
        "children",
        "looked after children under 11 who are not beyond control",
        "none",
        _BRIGHTON,
    ),
    Measure(
        "static",
        "Static",
        "children",
        "looked after children of 11 and over, not beyond control, with a full care order (C2), a "
        "placement order (E1) or a long-term placement (U1, U4)",
        "none",
        _BRIGHTON,
    ),
    Measure(
        "other_group",
        "Other",
        "children",
        "looked after children in none of the groups beyond control, changing and static",
        "none",
        _BRIGHTON,
    ),
)

_FLOWS: Final = (
    Measure(
        "entries",
        "Entries to care",
        "periods of care",
        "periods of care that begin in the time; an episode that begins on the day on which the "
        "one before ended goes on with the period, unless it changes to or from short breaks",
        "none",
        _OURS,
    ),
    Measure(
        "exits",
        "Exits from care",
        "periods of care",
        "periods of care that end in the time",
        "none",
        _OURS,
    ),
    Measure(
        "difference",
        "Difference in reconciliation",
        "children",
        "opening + entries - exits - closing; nought on Kinward's counts",
        "none",
        _OURS,
    ),
    Measure(
        "re_entries",
        "Re-entries",
        "periods of care",
        "entries within 12 months of the child's last exit",
        "low",
        _OURS,
    ),
    Measure(
        "started_dfe",
        "Children who started, as DfE counts",
        "children",
        "children with a start in the return year; only the first counts",
        "none",
        _DFE,
    ),
    Measure(
        "ceased_dfe",
        "Children who ceased, as DfE counts",
        "children",
        "children with an end in the return year; only the last counts",
        "none",
        _DFE,
    ),
)

_STABILITY: Final = (
    Measure(
        "three_or_more_placements_pct",
        "Three or more placements in a year",
        "%",
        "looked after children with three or more placements in the year to the day / looked "
        "after; stays under 24 hours and temporary absences are no placements",
        "low",
        _DFE,
    ),
    Measure(
        "long_term_pct",
        "Long-term stability",
        "%",
        "children under 16 looked after for two and a half years or more who have been in the same "
        "placement for two years, or are placed for adoption where that and the placement before "
        "make two years / children under 16 looked after for two and a half years or more",
        "high",
        _DFE,
    ),
)

_REVIEWS: Final = (
    Measure(
        "reviews_on_time_pct",
        "Children whose reviews were on time",
        "%",
        "looked after children with a review due in the year and none of them late / looked after "
        "children with a review due in the year",
        "high",
        _LAW,
    ),
    Measure(
        "first_review_on_time_pct",
        "First reviews on time",
        "%",
        "first reviews within 20 working days of the start of care, without the bank holidays of "
        "England / first reviews due",
        "high",
        _LAW,
    ),
    Measure(
        "second_review_on_time_pct",
        "Second reviews on time",
        "%",
        "second reviews within 3 months of the first / second reviews due",
        "high",
        _LAW,
    ),
    Measure(
        "later_review_on_time_pct",
        "Later reviews on time",
        "%",
        "later reviews within 6 months of the one before / later reviews due",
        "high",
        _LAW,
    ),
)

_DISTANCE: Final = (
    Measure(
        "out_of_area",
        "Placed out of the area",
        "children",
        "looked after children whose PL_LOCATION is OUT, of those for whom it is given",
        "low",
        _DFE,
    ),
    Measure(
        "over_20_miles",
        "Placed over 20 miles from home",
        "children",
        "looked after children whose PL_DISTANCE is over 20, of those for whom it is given",
        "low",
        _DFE,
    ),
)

_DURATIONS: Final = (
    _length_of_care("lower_quartile", "lower quartile"),
    _length_of_care("median", "median"),
    _length_of_care("upper_quartile", "upper quartile"),
    Measure(
        "start_unknown",
        "Length of care not known",
        "periods of care",
        "periods of care left out of every length because their start is not known",
        "low",
        _OURS,
    ),
    Measure(
        "still_in_care_at_1_year",
        "Still in care after a year",
        "%",
        "the survival curve at 365 days: the share of all who enter, open stays censored and "
        "children already in care when the data begins entering late",
        "none",
        _STATISTICS,
    ),
    Measure(
        "still_in_care_at_1_year_after_28_days",
        "Still in care after a year, of those in care at 28 days",
        "%",
        "the survival curve at 365 days / the survival curve at 28 days",
        "none",
        _STATISTICS,
    ),
)

_ALL: Final = (
    *_STOCK, *_GROUPS, *_FLOWS, *_STABILITY, *_REVIEWS, *_DISTANCE, *_DURATIONS, *MONEY, *AHEAD,
    *PLANS,
)  # fmt: skip

MEASURES: Final[Mapping[str, Measure]] = MappingProxyType({each.key: each for each in _ALL})
"""The measures by key, in the order in which people read them."""
