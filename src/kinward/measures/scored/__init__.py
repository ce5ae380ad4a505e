"""The measures of a scorecard, by theme: what Kinward counts each month, and what people type.

Definitions that the baseline and the ledger have are theirs; what is added here is how a scorecard
reads them (decimals, year to date, control chart).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from kinward.measures.measure import Measure
from kinward.measures.scored.children import FLOWS, HOMES, PRACTICE, STOCK
from kinward.measures.scored.money import MONEY
from kinward.measures.scored.programme import PROGRAMME
from kinward.measures.scored.published import ALSO_CALLED, PUBLISHED

THEMES: Final[Mapping[str, tuple[Measure, ...]]] = MappingProxyType(
    {
        "Children looked after": STOCK,
        "Beginning and ceasing": FLOWS,
        "Where they live": HOMES,
        "Practice": PRACTICE,
        "Money": MONEY,
        "The programme": PROGRAMME,
        "Other services": PUBLISHED,
    }
)
"""The measures of each theme, in the order in which people read them."""

SCORED: Final[Mapping[str, Measure]] = MappingProxyType(
    {each.key: each for measures in THEMES.values() for each in measures}
)

BOARD: Final = frozenset({
    "looked_after", "rate_per_10000", "entries", "exits", "fostered_pct",
    "external_residential_pct", "three_or_more_placements_pct", "long_term_pct",
    "reviews_on_time_pct", "projected_spend", "net_variance", "average_weekly_per_week_of_care",
    "savings_achieved", "savings_gap", "actions_green_pct", "risks_red",
})  # fmt: skip
"""The short list of a board, where nobody chooses another."""

TOTALS: Final = frozenset({"looked_after", "rate_per_10000"})
"""Totals of looked after children, which are published as they are."""

__all__ = ["ALSO_CALLED", "BOARD", "SCORED", "THEMES", "TOTALS"]
