"""The ledger's measures at month ends.

How many placements were open, and what had been spent, can be told of any past month from the
record as it stands today. Where the year would end is another matter: made again today, it knows
what nobody knew then. So of past months it is taken only from the position with which they were
closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from kinward.dates import return_year
from kinward.ledger.activity import standing
from kinward.ledger.book import Ledger
from kinward.ledger.model import Activity
from kinward.ledger.read.adjustments import NO_ADJUSTMENTS
from kinward.ledger.year import in_year
from kinward.scorecard.model import Reading

_SOURCE: Final = "Commitment record"


def month_ends(
    ledger: Ledger, ends: Sequence[date], closed: Sequence[Activity] = ()
) -> tuple[Reading, ...]:
    """Readings of every measure of money at month ends, in pounds.

    Args:
        ledger: its budget and adjustments are those of the financial year of the last end.
        ends: in order.
        closed: positions of closed months as they were reported; those of other days are left out.

    Returns:
        By measure and then by day. Where the year would end has a reading of the last end and of
        closed months; without a budget there is no variance.
    """
    if not ends:
        return ()
    found: dict[tuple[str, date], Reading] = {}
    bare = replace(ledger, budget=None, adjustments=NO_ADJUSTMENTS)
    for end in ends[:-1]:
        _add(found, _past(standing(bare, in_year(bare, return_year(end), end))))
    last = ends[-1]
    _add(found, of_activity(standing(ledger, in_year(ledger, return_year(last), last))))
    for activity in closed:
        if activity.as_at in ends:
            _add(found, of_activity(activity))
    return tuple(found[key] for key in sorted(found))


def _add(found: dict[tuple[str, date], Reading], readings: Iterable[Reading]) -> None:
    found.update({(each.measure, each.period_end): each for each in readings})


def of_activity(activity: Activity) -> tuple[Reading, ...]:
    """Readings on the as-at date of a key activity table."""
    found = (*_past(activity), *_prices(activity), *_position(activity))
    return tuple(sorted(found, key=lambda each: each.measure))


def _past(activity: Activity) -> Iterator[Reading]:
    """What can be told of a past month from today's record."""
    day, actual = activity.as_at, activity.total.actual
    yield Reading("placements_open", day, Decimal(actual.snapshot or 0), source=_SOURCE)
    yield _pounds("spent", day, actual.spent or 0)


def _prices(activity: Activity) -> Iterator[Reading]:
    """What hangs on how the year goes on."""
    day, actual = activity.as_at, activity.total.actual
    yield _pounds("committed", day, actual.committed or 0)
    if actual.yearly_average is not None:
        yield Reading("yearly_average", day, _exact(actual.yearly_average), source=_SOURCE)
    for key, price in (
        ("average_weekly_per_placement", actual.per_placement),
        ("average_weekly_per_week_of_care", actual.per_week_of_care),
    ):
        if price is not None:
            yield _pounds(key, day, price)


def _position(activity: Activity) -> Iterator[Reading]:
    day, total = activity.as_at, activity.total
    budget, variance = total.planned.annual, total.net_variance
    yield _pounds("projected_spend", day, total.actual.projected)
    yield _pounds("full_year_effect", day, activity.full_year.effect)
    if not budget:
        return
    yield _pounds("net_variance", day, variance)
    share = Decimal(100 * variance) / budget
    parts = (Decimal(variance) / 100, Decimal(budget) / 100)
    yield Reading("net_variance_pct", day, share, *parts, source=_SOURCE)
    why = total.analysis
    for key, pence in (
        ("volume", why.volume), ("mix", why.mix), ("price", why.price), ("other", why.other)
    ):  # fmt: skip
        yield _pounds(f"variance_{key}", day, pence)


def _pounds(key: str, day: date, pence: Fraction | int) -> Reading:
    return Reading(key, day, _exact(Fraction(pence) / 100), source=_SOURCE)


def _exact(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
