"""The figure of the financial year so far, made as the measure says.

A flow is summed; a share of a flow is the sum of its numerators over that of its denominators, and
never a mean of shares; other readings are averaged, or the last of them stands. A sum, a share or a
mean needs a reading of every period since 1 April: what lacks a month would be too low, and look
good.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from kinward.dates import return_year, year_name, year_start
from kinward.measures import Measure
from kinward.scorecard.model import Reading, ToDate
from kinward.scorecard.periods import next_end
from kinward.words import long_date

_MEANINGLESS: Final = "a year to date has no meaning for it, or the counts behind it are not typed"


def year_to_date(measure: Measure, readings: Sequence[Reading], as_at: date) -> ToDate:
    """The figure of the financial year of the last reading up to a day.

    Args:
        readings: of the measure, in order.

    Returns:
        None with the reason where the measure has none, or a period lacks its reading.
    """
    known = [each for each in readings if each.period_end <= as_at and _counts(measure, each)]
    if measure.to_date == "none" or not known:
        return ToDate(None, _MEANINGLESS if known else "no reading")
    last = known[-1]
    year = return_year(last.period_end)
    if measure.to_date == "last":
        return ToDate(last.value, f"as it stood on {long_date(last.period_end)}")
    own = [each for each in known if each.period_end >= year_start(year)]
    gap = _gap(measure, own, year_start(year))
    if gap is not None:
        return ToDate(None, f"the reading to {long_date(gap)} is missing")
    since = f"{year_name(year)} to {long_date(last.period_end)}"
    if measure.to_date == "ratio":
        return _ratio(own, since)
    total = sum((each.value for each in own if each.value is not None), Decimal(0))
    if measure.to_date == "sum":
        return ToDate(total, f"the sum of {since}")
    return ToDate(total / len(own), f"the mean of {since}")


def _counts(measure: Measure, reading: Reading) -> bool:
    """A share of nothing has no value, and yet nothing is missing."""
    if measure.to_date == "ratio":
        return reading.value is not None or reading.denominator == 0
    return reading.value is not None


def _gap(measure: Measure, own: Sequence[Reading], start: date) -> date | None:
    """The end of the first period of the year without a reading."""
    wanted = next_end(start - timedelta(days=1), measure.frequency)
    for each in own:
        if each.period_end > wanted:
            return wanted
        wanted = next_end(wanted, measure.frequency)
    return None


def _ratio(own: Sequence[Reading], since: str) -> ToDate:
    if any(each.numerator is None or each.denominator is None for each in own):
        return ToDate(None, "the counts that it is a share of are not given")
    parts = sum((each.numerator or Decimal(0) for each in own), Decimal(0))
    wholes = sum((each.denominator or Decimal(0) for each in own), Decimal(0))
    if not wholes:
        return ToDate(None, "there is nothing that it could be a share of")
    return ToDate(100 * parts / wholes, f"{parts:,f} of {wholes:,f} in {since}")
