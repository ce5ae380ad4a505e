"""Measures of published scorecards that Kinward does not count: their readings are typed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from kinward.measures.measure import Charted, Frequency, Measure, Polarity, Unit

_SCORECARD: Final = "Cambridgeshire: children and young people's scorecard, December 2015"
_CABINET: Final = "Cambridgeshire: Cabinet, 25 October 2011"
_TYPED: Final = "typed, as the service that owns it counts it"


def _typed(
    key: str,
    label: str,
    polarity: Polarity,
    unit: Unit = "%",
    decimals: int = 1,
    frequency: Frequency = "monthly",
    source: str = _SCORECARD,
) -> Measure:
    """A year to date cannot be made of shares whose counts nobody types."""
    charted: Charted = "values" if frequency == "monthly" else "none"
    return Measure(key, label, unit, _TYPED, polarity, source, frequency, decimals, "none", charted)


PUBLISHED: Final = (
    _typed("year_12_in_learning_pct", "% year 12 in learning", "high"),
    _typed("send_neet_pct", "% clients with SEND who are NEET", "low", frequency="quarterly"),
    _typed(
        "primary_good_pct", "Pupils in primary schools judged good or outstanding", "high"
    ),
    _typed(
        "secondary_good_pct", "Pupils in secondary schools judged good or outstanding", "high"
    ),
    _typed(
        "self_directed_pct", "Service users receiving self-directed support", "high"
    ),
    _typed("no_further_service_pct", "No further service after re-ablement", "high"),
    _typed(
        "admissions_65_rate",
        "Admissions to residential and nursing care (65+) per 100000",
        "low", "rate", 0, "yearly",
    ),
    _typed("re_referrals_pct", "Re-referrals to social care within 12 months", "low"),
    _typed("caf_achieved_pct", "CAFs where outcomes were achieved", "high"),
    _typed(
        "bed_day_delays_rate", "Bed-day delays per 100000 (18+) year to date", "low", "rate", 0
    ),
    _typed(
        "asc_bed_day_delays_rate",
        "ASC bed-day delays per 100000 (18+) year to date",
        "low", "rate", 0,
    ),
    _typed(
        "mental_health_employment_pct",
        "Adults in contact with secondary mental health services in employment",
        "high",
    ),
    _typed(
        "learning_disability_employment_pct",
        "Adults with learning disabilities in paid employment",
        "high",
    ),
    _typed(
        "fsm_gap_points", "FSM attainment gap at key stage 2", "low", "points", 0, "yearly"
    ),
    _typed(
        "fostered_10_16_pct",
        "Looked after 10-16 in foster placements or placed for adoption",
        "high", frequency="yearly", source=_CABINET,
    ),
    _typed(
        "outside_county_pct",
        "Fostering and residential placements outside the county",
        "low", frequency="yearly", source=_CABINET,
    ),
)  # fmt: skip
"""Without the looked after rate, stability and reviews, which Kinward counts."""

ALSO_CALLED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Looked after children per 10000": "rate_per_10000",
        "Under-16s looked after 2.5 years or more in the same placement for 2 years": (
            "long_term_pct"
        ),
        "Looked after reviews within timescales": "reviews_on_time_pct",
    }
)
"""What published papers call measures of ours."""
