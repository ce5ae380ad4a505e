"""What each placement moved between two positions, slow and obvious: sets of days, Fractions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from oracles.ledger_days import DAY, Placement, days_of, eighteenth
from oracles.ledger_rows import Case, Row, ServiceType

WEEK = timedelta(days=7)
FROM_START = date.min
Rates = list[tuple[date, Row]]


class Stay:
    """A placement as it stands in a case: its day of ending, its days and its rates."""

    def __init__(self, placement: Placement) -> None:
        self.case, self.placement = placement.case, placement
        self.id, self.child = placement.rows[0].placement_id, placement.child
        self.start, self.key, self.type = placement.start, placement.key, placement.type
        self.until = self._until()
        self.rates = self._rates()
        self.days = days(self.start, self.until, self.case.year)
        assert self.days == [day for day in days_of(self.case.year) if placement.there(day)]

    def _until(self) -> date | None:
        of = self.placement
        if of.end is not None:
            return of.end
        ends = [of.planned] if of.planned is not None and of.planned > self.case.as_at else []
        if of.person and not of.type.after_18:
            ends.append(max(eighteenth(of.person.born), self.case.as_at + DAY))
        return min(ends, default=None)

    def _rates(self) -> Rates:
        """The first of all, and any that is not from after the start, hold from the start; of two
        from one day the later row counts."""
        by_day = {row.rate_from or self.start: row for row in self.placement.rows}
        return [
            (FROM_START if place == 0 or since <= self.start else since, by_day[since])
            for place, since in enumerate(sorted(by_day))
        ]


def days(start: date, until: date | None, year: int) -> list[date]:
    return [day for day in days_of(year) if day >= start and (until is None or day < until)]


def cost(when: Sequence[date], rates: Rates, kind: ServiceType, year: int) -> int:
    """Rounded once a rate."""
    paid: Counter[int] = Counter()
    for day in when:
        paid[max(place for place, (since, _) in enumerate(rates) if since <= day)] += 1
    total = 0
    for place, number in paid.items():
        row = rates[place][1]
        gross, less = Fraction(row.weekly_cost or 0), (row.health or 0) + (row.education or 0)
        weeks = row.paid_weeks or kind.paid_weeks or 52
        yearly = (gross * weeks - less * 52) / len(days_of(year))
        total += round((Fraction(gross - less, 7) if kind.daily else yearly) * number)
    return total


def moved(before: Case, after: Case) -> Counter[tuple[str, str]]:
    """Pence by service type and cause."""
    old, new = _stays(before), _stays(after)
    found: Counter[tuple[str, str]] = Counter()
    gone = [s for s in old.values() if s.days and not _same(s, new.get(s.id))]
    for stay in gone:
        cause = "transfers" if any(_follows(stay, each) for each in new.values()) else "leavers"
        found[stay.key, cause] -= _cost(stay)
    for stay in new.values():
        if stay.days and not _same(stay, old.get(stay.id)):
            came = any(_follows(each, stay) for each in [*new.values(), *gone])
            found[stay.key, "transfers" if came else "starters"] += _cost(stay)
    for stay in old.values():
        later = new.get(stay.id)
        if stay.days and later and _same(stay, later):
            _changed(found, stay, later, list(new.values()))
    return Counter({key: pence for key, pence in found.items() if pence})


def _changed(found: Counter[tuple[str, str]], old: Stay, new: Stay, all_new: list[Stay]) -> None:
    year = old.case.year
    started = cost(days(new.start, old.until, year), old.rates, old.type, year)
    ended = cost(new.days, old.rates, old.type, year)
    rated = cost(new.days, new.rates, old.type, year)
    was_open = old.start <= old.case.as_at + DAY and (
        old.until is None or old.until > old.case.as_at + DAY
    )
    cause = "changed_ends"
    if was_open and new.until is not None and new.until <= new.case.as_at + DAY:
        cause = "transfers" if any(_follows(new, each) for each in all_new) else "leavers"
    found[old.key, "other"] += started - _cost(old)
    found[old.key, cause] += ended - started
    found[old.key, "rate_changes"] += rated - ended
    if old.key == new.key:
        found[old.key, "other"] += _cost(new) - rated
    else:
        found[old.key, "other"] -= rated
        found[new.key, "other"] += _cost(new)


def _cost(stay: Stay) -> int:
    return cost(stay.days, stay.rates, stay.type, stay.case.year)


def _stays(case: Case) -> dict[str, Stay]:
    grouped: dict[str, list[Row]] = {}
    for row in case.rows:
        grouped.setdefault(row.placement_id, []).append(row)
    return {name: Stay(Placement(rows, case)) for name, rows in grouped.items()}


def _same(one: Stay, other: Stay | None) -> bool:
    """Whether both have a day in the year and tell of one placement."""
    if other is None or not (one.days and other.days):
        return False
    return None in (one.child, other.child) or one.child == other.child


def _follows(first: Stay, second: Stay) -> bool:
    """Whether a looked after child went from one to the other, within seven days."""
    return (
        first.id != second.id
        and first.child is not None
        and first.child == second.child
        and None not in (first.type.category, second.type.category)
        and first.until is not None
        and first.start < second.start
        and abs(second.start - first.until) <= WEEK
    )
