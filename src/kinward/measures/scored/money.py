"""The ledger's measures of a scorecard, one reading a month end, in pounds.

All but the placements that are open are of a whole financial year and begin anew each April: no
control chart can be drawn of them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kinward.measures.library import MEASURES
from kinward.measures.measure import Measure

_OURS: Final = "Kinward"
_GROWING: Final = ("spent", "committed")
"""They run through the year: more each month is neither good nor bad."""
_POSITION: Final = (
    *("projected_spend", "net_variance", "variance_volume", "variance_mix", "variance_price"),
    *("variance_other", "full_year_effect"),
)
_WEEKLY: Final = ("average_weekly_per_placement", "average_weekly_per_week_of_care")


def _position(key: str) -> Measure:
    return replace(MEASURES[key], decimals=0, to_date="last")


MONEY: Final = (
    replace(MEASURES["placements_open"], decimals=0, to_date="last", charted="changes"),
    replace(MEASURES["yearly_average"], decimals=2, to_date="last"),
    *(replace(MEASURES[key], decimals=0, polarity="none", to_date="last") for key in _GROWING),
    *(_position(key) for key in _POSITION),
    Measure(
        "net_variance_pct",
        "Net variance, share of the budget",
        "%",
        "(projected spend - budget) / budget x 100",
        "low",
        _OURS,
        to_date="last",
    ),
    *(replace(MEASURES[key], decimals=2, to_date="last") for key in _WEEKLY),
)
