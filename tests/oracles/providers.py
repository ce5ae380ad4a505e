"""Dear placements and providers, slow and obvious: one placement, one rate and one day at a time.

Amounts are Fractions of a penny, rounded half to even where `kinward.ledger` says that it rounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Service:
    """A service type: its paid weeks, its billing, and whom it is compared with."""

    name: str
    category: str
    weeks: int
    daily: bool = False


@dataclass(frozen=True)
class Stay:
    """A placement with its rates: day from which, whole cost of a week and contributions, pence."""

    placement_id: str
    service: Service
    provider: str
    start: date
    end: date | None
    rates: Sequence[tuple[date, int, int]]

    def open(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    def rate(self, day: date) -> tuple[date, int, int]:
        """The rate in force: of those that have begun, the last; before all, the first."""
        ordered = sorted(self.rates)
        begun = [rate for rate in ordered if rate[0] <= day]
        return begun[-1] if begun else ordered[0]

    def days(self, year: int) -> list[date]:
        first = date(year - 1, 4, 1)
        number = (date(year, 4, 1) - first).days
        return [day for day in (first + n * DAY for n in range(number)) if self.open(day)]


def point(values: Iterable[int], quarter: int) -> Fraction:
    """The value at a quarter of the way through sorted values, between two of them if need be."""
    ordered = sorted(values)
    place = Fraction((len(ordered) - 1) * quarter, 4)
    low = int(place)
    if low == len(ordered) - 1:
        return Fraction(ordered[low])
    return ordered[low] + (place - low) * (ordered[low + 1] - ordered[low])


def year_of(amount: Fraction | int, service: Service, length: int) -> Fraction:
    """What a weekly amount is in a full year."""
    return Fraction(amount) * (Fraction(length, 7) if service.daily else service.weeks)


def dearest(
    stays: Sequence[Stay], as_at: date, length: int, top: int
) -> list[tuple[str, int, int, int | None, int | None]]:
    """placement_id, weekly, full year, the same at the median of its category, difference."""
    there = [(stay, stay.rate(as_at)[1]) for stay in stays if stay.open(as_at)]
    there.sort(key=lambda pair: (-pair[1], pair[0].placement_id))
    rows = []
    for stay, weekly in there[:top]:
        category = stay.service.category
        prices = [p for other, p in there if other.service.category == category and p > 0]
        own = round(year_of(weekly, stay.service, length))
        usual = round(year_of(point(prices, 2), stay.service, length)) if prices else None
        beyond = None if usual is None else own - usual
        rows.append((stay.placement_id, weekly, own, usual, beyond))
    return rows


def bare(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())


@dataclass
class Paid:
    """What a provider was paid in a year."""

    days: int = 0
    touching: int = 0
    snapshot: int = 0
    cost: int = 0
    whole: Fraction = Fraction(0)
    prices: list[int] | None = None


def paid(stays: Sequence[Stay], year: int, as_at: date) -> dict[str, Paid]:
    """By provider. The cost is rounded for each placement and rate; the whole cost never."""
    length = (date(year, 4, 1) - date(year - 1, 4, 1)).days
    found: dict[str, Paid] = {}
    for stay in stays:
        days = stay.days(year)
        if not days:
            continue
        mine = found.setdefault(bare(stay.provider), Paid(prices=[]))
        mine.days += len(days)
        mine.touching += 1
        mine.snapshot += stay.open(as_at)
        for rate in {stay.rate(day) for day in days}:
            number = sum(stay.rate(day) == rate for day in days)
            mine.cost += round(number * _day(stay.service, rate[1], rate[2], length))
            mine.whole += number * _day(stay.service, rate[1], 0, length)
        last = stay.rate(days[-1])[1]
        if last > 0:
            mine.prices = [*(mine.prices or []), last]
    return found


def _day(service: Service, weekly: int, contributions: int, length: int) -> Fraction:
    if service.daily:
        return Fraction(weekly - contributions, 7)
    return Fraction(weekly * service.weeks - contributions * 52, length)
