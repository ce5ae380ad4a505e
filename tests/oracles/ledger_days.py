"""What a placement costs, slow and obvious: one day at a time, in Fractions of a penny.

Written from the definitions of money, not from `kinward.ledger`. Where they leave a choice, a
docstring says which one was made.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from oracles.ledger_rows import Case, Row, ServiceType

DAY = timedelta(days=1)
Stretches = Sequence[tuple[Row, list[date]]]


def key_of(name: str) -> str:
    """A service type without case, spacing and punctuation, but for a plus sign."""
    return re.sub(r"[^0-9a-z+]", "", name.lower())


def days_of(year: int) -> list[date]:
    """The days of a financial year, named by its end."""
    first = date(year - 1, 4, 1)
    return [first + n * DAY for n in range((date(year, 4, 1) - first).days)]


def eighteenth(born: date) -> date:
    """A child born on 29 February is 18 on 1 March."""
    leapling = (born.month, born.day) == (2, 29)
    return date(born.year + 18, 3, 1) if leapling else born.replace(year=born.year + 18)


class Placement:
    """The rows of one placement_id; where they differ, the last that says something counts."""

    def __init__(self, rows: Sequence[Row], case: Case) -> None:
        def fact(name: str) -> Any:
            said = [getattr(row, name) for row in rows if getattr(row, name) is not None]
            return said[-1] if said else None

        self.case, self.rows = case, rows
        self.start: date = fact("start")
        self.end: date | None = fact("end")
        self.planned: date | None = fact("planned_end")
        self.child: str | None = fact("child_id")
        self.name: str = rows[0].service_type
        self.key = key_of(fact("service_type"))
        known = [each for each in case.known if key_of(each.name) == self.key]
        self.type = known[0] if known else ServiceType(fact("service_type"), None)
        self.person = (case.people or {}).get(self.child) if self.child else None

    def there(self, day: date) -> bool:
        """Whether it is open on a day, as known on the as-at date.

        What the as-at date has seen was paid for. Of the days ahead, what nobody has ended stops
        at the 18th birthday; an end that is given beyond it is taken to be agreed.
        """
        as_at = self.case.as_at
        if day < self.start:
            return False
        if self.end is not None:
            if day >= self.end:
                return False
        elif self.planned is not None and self.planned > as_at and day >= self.planned:
            return False
        if self.end is None and day > as_at and self.person and not self.type.after_18:
            return day < eighteenth(self.person.born)
        return True

    def rate_on(self, day: date) -> Row:
        """The rate in force: the last to have begun, or the first of all before that."""
        by_day: dict[date, Row] = {}
        for row in self.rows:
            by_day[row.rate_from or self.start] = row
        begun = [since for since in by_day if since <= day]
        return by_day[max(begun) if begun else min(by_day)]

    def weeks(self, rate: Row) -> Fraction:
        return next(w for w in (rate.paid_weeks, self.type.paid_weeks, Fraction(52)) if w)

    def cost_of_a_day(self, rate: Row, year: int) -> Fraction:
        gross = Fraction(rate.weekly_cost or 0)
        paid_by_others = (rate.health or 0) + (rate.education or 0)
        if self.type.daily:
            return (gross - paid_by_others) / 7
        return (gross * self.weeks(rate) - paid_by_others * 52) / len(days_of(year))

    def stretches(self, year: int, *, at_todays_prices: bool = False) -> Stretches:
        """Each rate with the days of a year on which it was paid, in the order of the days."""
        found: list[tuple[Row, list[date]]] = []
        today = self.rate_on(max(self.case.as_at, self.start))
        for day in days_of(year):
            if self.there(day):
                rate = today if at_todays_prices else self.rate_on(day)
                if not found or found[-1][0] is not rate:
                    found.append((rate, []))
                found[-1][1].append(day)
        return found

    def cost(self, stretches: Stretches, year: int, last: date) -> int:
        """What a year costs up to and including a day: rounded once a rate."""
        total = 0
        for rate, days in stretches:
            total += round(self.cost_of_a_day(rate, year) * len([d for d in days if d <= last]))
        return total


class InYear:
    """What one placement with a day in the year comes to in it."""

    def __init__(self, placement: Placement) -> None:
        case = placement.case
        last = date(case.year, 3, 31)
        self.placement = placement
        self.stretches = placement.stretches(case.year)
        self.days = sum(len(days) for _, days in self.stretches)
        self.cost = placement.cost(self.stretches, case.year, last)
        self.spent = placement.cost(self.stretches, case.year, case.as_at)
        self.weeks = sum(
            (placement.weeks(rate) * len(days) for rate, days in self.stretches), Fraction(0)
        ) / len(days_of(case.year))
        self.daily_cost, self.net = 0, 0
        for rate, days in self.stretches:
            self.net = (rate.weekly_cost or 0) - (rate.health or 0) - (rate.education or 0)
            self.daily_cost += round(Fraction(self.net, 7) * len(days))
