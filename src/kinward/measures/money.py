"""The figures of the ledger, defined once."""

from __future__ import annotations

from typing import Final

from kinward.measures.measure import Measure, Polarity, Unit

_OURS: Final = "Kinward"
_PUBLISHED: Final = "Cambridgeshire: key activity data, January 2016"


def _measure(
    key: str, label: str, unit: Unit, formula: str, polarity: Polarity = "low", source: str = _OURS
) -> Measure:
    return Measure(key, label, unit, formula, polarity, source)


MONEY: Final = (
    _measure(
        "placements_open",
        "Placements open (snapshot)",
        "placements",
        "placements that began by the day and had not ended on it",
        "none",
        _PUBLISHED,
    ),
    _measure(
        "yearly_average",
        "Yearly average of placements",
        "placements",
        "days in the financial year / days of the year, summed over all placements: a placement "
        "of half a year is 0.5",
        "none",
        _PUBLISHED,
    ),
    _measure(
        "spent",
        "Spent",
        "pounds",
        "cost of the placements up to and including the as-at date: (weekly cost x paid weeks - "
        "contributions x 52) x days / days of the year for each rate, rounded once",
    ),
    _measure(
        "committed",
        "Committed",
        "pounds",
        "cost of the same placements from the next day to their end, planned end or 31 March",
    ),
    _measure(
        "projected_spend",
        "Projected spend (outturn)",
        "pounds",
        "spent + committed + growth and fixed costs - savings still to be found and grants",
        source=_PUBLISHED,
    ),
    _measure(
        "net_variance",
        "Net variance",
        "pounds",
        "projected spend - budget; over the budget is above nought",
        source=_PUBLISHED,
    ),
    _measure(
        "average_weekly_per_placement",
        "Average weekly cost per placement",
        "pounds a week",
        "plain mean, over the placements that touch the year, of the last weekly cost in it less "
        "contributions",
        source=_PUBLISHED,
    ),
    _measure(
        "average_weekly_per_week_of_care",
        "Average weekly cost per week of care",
        "pounds a week",
        "cost in the year / (yearly average x paid weeks): it multiplies back to the spend",
    ),
    _measure(
        "variance_volume",
        "Variance: volume",
        "pounds",
        "(paid weeks - budgeted paid weeks) x the budget's average price over all lines",
    ),
    _measure(
        "variance_mix",
        "Variance: mix",
        "pounds",
        "(paid weeks - budgeted paid weeks) x (the line's budgeted price - the average price)",
    ),
    _measure(
        "variance_price",
        "Variance: price",
        "pounds",
        "paid weeks x (price paid - budgeted price), interaction included",
    ),
    _measure(
        "variance_other",
        "Variance: other",
        "pounds",
        "adjustments, money without placements, and the penny of rounding: the four parts sum to "
        "the net variance",
    ),
    _measure(
        "full_year_effect",
        "Full-year effect",
        "pounds",
        "cost next year, at today's prices and to planned ends, of what is open at the end of this "
        "year, less this year's cost of all placements; the effect of a leap day is apart",
    ),
)
