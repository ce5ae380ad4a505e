"""The cost of paths, slow and obvious: one run, one category and one day at a time, in Decimal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, localcontext
from fractions import Fraction

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Price:
    """A row of prices.csv."""

    category: str
    start: date
    weekly_pence: int
    paid_weeks: Decimal


def year_of(day: date) -> int:
    """The financial year, named by its end."""
    return day.year + 1 if day.month >= 4 else day.year


def days_of(year: int) -> int:
    """365 or 366."""
    return (date(year, 4, 1) - date(year - 1, 4, 1)).days


def price_of_day(rows: Sequence[Price], day: date, as_at: date, uplift: Decimal) -> Decimal:
    """What one day of care costs, in pence; the rows are of one category."""
    ordered = sorted(rows, key=lambda row: row.start)
    now = ordered[0]
    for row in ordered:
        if row.start <= day:
            now = row
    price = now.weekly_pence * now.paid_weeks / days_of(year_of(day))
    year = max(year_of(ordered[-1].start), year_of(as_at))
    while year < year_of(day):
        price *= 1 + uplift / 100
        year += 1
    return price


def months_of(as_at: date, ends: Sequence[date]) -> list[list[date]]:
    """The days of each month ahead."""
    months = []
    day = as_at + DAY
    for end in ends:
        months.append([])
        while day <= end:
            months[-1].append(day)
            day += DAY
    return months


def month_price(
    rows: Sequence[Price], days: Sequence[date], as_at: date, uplift: Decimal
) -> Decimal:
    """The mean price of a day of a month."""
    with localcontext(prec=50):
        return sum((price_of_day(rows, day, as_at, uplift) for day in days), Decimal()) / len(days)


def quantile(values: Sequence[Decimal], level: float) -> Decimal:
    """Linear between the two values of which the level lies between."""
    ordered = sorted(values)
    place = Fraction(str(level)) * (len(ordered) - 1)
    low = int(place)
    part = Decimal((place - low).numerator) / Decimal((place - low).denominator)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * part
