"""What is expected of a measure at the end of the financial year.

Only from what forecasts it: the simulated futures of the children, and the outturn of the ledger. A
line drawn through the months so far is none, so that a measure that neither gives has no figure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from kinward.dates import return_year, year_end
from kinward.forecast.model import TOTAL, Fan, Forecast
from kinward.ledger.model import Activity
from kinward.measures import Measure
from kinward.reference.parameters import parameter
from kinward.scorecard.model import Reading, ToDate, YearEnd
from kinward.scorecard.values.places import AGES, OUR_PLACES

_RUNS: Final = "the forecast of the children, mean over all simulated futures"
_OUTTURN: Final = "the outturn of the ledger: spent, committed and adjustments"
_MONEY: Final = ("projected_spend", "net_variance", "net_variance_pct")
NONE: Final = YearEnd(None, "nothing forecasts it")
_OVER: Final = "the year has ended"


def expected(
    readings: Mapping[str, Sequence[Reading]],
    as_at: date,
    forecast: Forecast | None = None,
    activity: Activity | None = None,
) -> dict[str, YearEnd]:
    """What is expected at the end of the year of the as-at date, by measure; others have none.

    Args:
        readings: by measure, in order.
        forecast: made from the as-at date; one of another day is not used.
        activity: of the financial year of the as-at date.
    """
    end = year_end(return_year(as_at))
    found: dict[str, YearEnd] = {}
    if activity is not None and activity.year == return_year(as_at):
        found |= {key: _read(readings.get(key, ()), as_at, _OUTTURN) for key in _MONEY}
    if forecast is not None and forecast.as_at == as_at and end in forecast.month_ends:
        found |= _children(forecast, forecast.month_ends.index(end), readings, as_at)
    return {key: each for key, each in found.items() if each.value is not None}


def ended(measure: Measure, last: Reading | None, to_date: ToDate, as_at: date) -> YearEnd:
    """On the last day of the financial year: its figure, which is that of the year to date.

    A measure that has none stands as it was read on the day.
    """
    if as_at != year_end(return_year(as_at)) or last is None or last.period_end != as_at:
        return NONE
    value = last.value if measure.to_date in ("last", "none") else to_date.value
    return YearEnd(value, _OVER) if value is not None else YearEnd(None, to_date.reason)


def _read(readings: Sequence[Reading], on: date, why: str) -> YearEnd:
    """The last reading by a day, as what is expected."""
    values = [each.value for each in readings if each.period_end <= on and each.value is not None]
    return YearEnd(values[-1], why) if values else NONE


def _children(
    forecast: Forecast, place: int, readings: Mapping[str, Sequence[Reading]], as_at: date
) -> dict[str, YearEnd]:
    total = _at(forecast.stock, TOTAL, place)
    found = {"looked_after": total}
    people = [each for each in readings.get("rate_per_10000", ()) if each.period_end <= as_at]
    if people and people[-1].denominator:
        found["rate_per_10000"] = _scaled(total, _per() / people[-1].denominator)
    for key, category in OUR_PLACES.items():
        found[key] = _share(forecast.stock, (category,), total, place)
    for key, bands in AGES.items():
        found[key] = _share(forecast.ages, bands, total, place)
    for key, fan in (("entries", forecast.entries), ("exits", forecast.exits)):
        found[key] = _year(fan, place, readings.get(key, ()), as_at)
    return found


def _at(fan: Fan, key: str, place: int) -> YearEnd:
    low, high = fan.interval(key, 80)
    mean = fan.mean[fan.row(key), place]
    return YearEnd(_decimal(mean), _RUNS, _decimal(low[place]), _decimal(high[place]))


def _scaled(of: YearEnd, by: Decimal) -> YearEnd:
    ends = [None if each is None else each * by for each in (of.value, of.low, of.high)]
    return YearEnd(ends[0], f"{_RUNS}; today's population", ends[1], ends[2])


def _per() -> Decimal:
    return Decimal(str(parameter("rate_per").value))


def _share(fan: Fan, keys: Sequence[str], total: YearEnd, place: int) -> YearEnd:
    """Of the means: the spread of a share cannot be told from that of its parts."""
    known = [key for key in keys if key in fan.keys]
    if not known or not total.value:
        return NONE
    part = sum((_decimal(fan.mean[fan.row(key), place]) for key in known), Decimal(0))
    return YearEnd(100 * part / total.value, f"{_RUNS}; no interval")


def _year(fan: Fan, place: int, readings: Sequence[Reading], as_at: date) -> YearEnd:
    """What came by the as-at date, and what is expected after it."""
    start = year_end(return_year(as_at) - 1)
    so_far = [each for each in readings if start < each.period_end <= as_at]
    whole = bool(so_far) and so_far[-1].period_end == as_at
    months = (as_at.year - start.year) * 12 + as_at.month - start.month
    if not whole or len(so_far) != months:
        return NONE
    came = sum((each.value for each in so_far if each.value is not None), Decimal(0))
    ahead = _decimal(fan.mean[fan.row(TOTAL), : place + 1].sum())
    return YearEnd(came + ahead, f"so far and {_RUNS}; no interval")


def _decimal(value: float) -> Decimal:
    return Decimal(repr(float(value)))
