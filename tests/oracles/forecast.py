"""The simulation, slow and obvious: one child at a time in plain Python.

Written from the method, not from the kernel. A child's next event is found by thinning (Lewis and
Shedler 1979): moments come at a rate that is never exceeded, and at each the child's own rate on
that day, looked up from its dates, says whether anything happens.

Times are days after the as-at date; day n is the end of the n-th day.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from calendar import monthrange
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

CAUSES = ("home", "permanence_order", "adopted", "independent", "custody_or_other")
MOVE = "move"
ADOPTERS = "placed_for_adoption"
"""The move to this category is an event of its own, named as it is."""
EVENTS = (*CAUSES, MOVE, ADOPTERS)
AGE_MONTHS = (12, 60, 120, 156, 192, 204, 210)
CLOCK = (28, 91, 182, 365, 730, 1461)
UNKNOWN = 7


@dataclass(frozen=True)
class Law:
    """Rates a day of each of `EVENTS`, as products.

    Attributes:
        base: of each event.
        age, stay, care, order: multiples by band: 8 ages, 8 times in placement, 8 times in care,
            5 orders.
        category: multiples by category; 1 where none is given.
        uasc: the multiple for unaccompanied asylum-seeking children.
        special: further multiples by (event, category, age band, time in placement).
        age_care: further multiples by (event, age band, time in care).
        destinations: shares by category left, and whether the child is 16 or older.
        destinations_care: multiples of the shares by (category moved to, time in care).
    """

    base: Mapping[str, float]
    age: Mapping[str, Sequence[float]]
    stay: Mapping[str, Sequence[float]]
    care: Mapping[str, Sequence[float]]
    order: Mapping[str, Sequence[float]]
    category: Mapping[str, Mapping[str, float]]
    uasc: Mapping[str, float]
    special: Mapping[tuple[str, str, int, int], float]
    age_care: Mapping[tuple[str, int, int], float]
    destinations: Mapping[tuple[str, bool], Mapping[str, float]]
    destinations_care: Mapping[tuple[str, int], float]


@dataclass(frozen=True)
class Child:
    """A child who is seen from a time on; `stay_start` and `care_start` are times."""

    born: date
    category: str
    uasc: bool = False
    seen_from: float = 0.0
    stay_start: float = 0.0
    stay_known: bool = True
    care_start: float = 0.0
    care_known: bool = True
    order: int = 0


@dataclass(frozen=True)
class Newcomer:
    """A child of a past case: born so many months from the month of entry, on a day of the month.

    The day counts from 0.
    """

    months: int
    day: int
    category: str
    re_entry: bool = False


@dataclass(frozen=True)
class Case:
    """Children who entered together; its age band is the first child's."""

    children: tuple[Newcomer, ...]
    age_band: int
    weight: float
    uasc: bool = False


@dataclass
class Run:
    """What one run counts: by month and what the name says."""

    stock: Counter[tuple[int, str]] = field(default_factory=Counter)
    ages: Counter[tuple[int, int]] = field(default_factory=Counter)
    days: Counter[tuple[int, str]] = field(default_factory=Counter)
    exits: Counter[tuple[int, str]] = field(default_factory=Counter)
    entries: Counter[tuple[int, bool]] = field(default_factory=Counter)
    re_entries: Counter[int] = field(default_factory=Counter)
    moves: Counter[tuple[int, str, str]] = field(default_factory=Counter)


class World:
    """Plays runs of one authority.

    Args:
        as_at: the as-at date.
        month_ends: the times of the month ends ahead.
        law: the rates.
        drift: multiples of the rates of leaving by year ahead (365.25 days).
        cases: past cases to draw from.
        expected: cases expected a month, of family children and of unaccompanied ones.
        population: multiples of the number of cases by age band.
    """

    def __init__(
        self,
        as_at: date,
        month_ends: Sequence[int],
        law: Law,
        *,
        drift: Sequence[float],
        cases: Sequence[Case] = (),
        expected: tuple[float, float] = (0.0, 0.0),
        population: Sequence[float] = (1.0,) * 8,
    ) -> None:
        self.as_at, self.month_ends, self.law, self.drift = as_at, month_ends, law, drift
        self.cases, self.expected, self.population = cases, expected, population
        self.highest = max(drift) * sum(
            law.base[event]
            * max(law.age[event])
            * max(law.stay[event])
            * max(law.care[event])
            * max(law.order[event])
            * max([1.0, *law.category.get(event, {}).values()])
            * max(1.0, law.uasc[event])
            * max([1.0, *(more for key, more in law.special.items() if key[0] == event)])
            * max([1.0, *(more for key, more in law.age_care.items() if key[0] == event)])
            for event in EVENTS
        )

    def play(self, children: Sequence[Child], random: Random) -> Run:
        """One run of the children here and of those to come."""
        run = Run()
        for child in children:
            self._live(child, random, run)
        begins = 0
        for month, ends in enumerate(self.month_ends):
            for uasc in (False, True):
                self._enter(month, (begins, ends), uasc, random, run)
            begins = ends
        return run

    def _enter(
        self, month: int, between: tuple[int, int], uasc: bool, random: Random, run: Run
    ) -> None:
        here = [case for case in self.cases if case.uasc == uasc]
        if not here:
            return
        whole = sum(case.weight for case in here)
        weights = [case.weight / whole * self.population[case.age_band] for case in here]
        for _ in range(poisson(self.expected[uasc] * sum(weights), random)):
            case = random.choices(here, weights)[0]
            point = random.random()
            for each in case.children:
                born = month_later(self.date_of(between[1]), each.months, each.day)
                first = max(between[0], (born - self.as_at).days - 1)
                last = min(between[1], (birthday(born, 18) - self.as_at).days)
                if last <= first:
                    continue
                day = first + point * (last - first)
                run.entries[month, uasc] += 1
                run.re_entries[month] += each.re_entry
                self._live(
                    Child(born, each.category, uasc, day, day, True, day, True, 0), random, run
                )

    def _live(self, child: Child, random: Random, run: Run) -> None:
        adult = (birthday(child.born, 18) - self.as_at).days
        turns = [(turns_at(child.born, age) - self.as_at).days for age in AGE_MONTHS]
        last = self.month_ends[-1]
        now, since, category = child.seen_from, child.seen_from, child.category
        stay_start, stay_known, order = child.stay_start, child.stay_known, child.order
        left: str | None = None
        while left is None:
            now += random.expovariate(self.highest)
            if now >= min(adult, last):
                now, left = (adult, "eighteen") if adult <= last else (math.inf, "in care")
                break
            age = bisect_right(turns, now)
            rates = self._rates(child, category, age, now, (stay_start, stay_known), order)
            total = sum(rates.values())
            assert total <= self.highest * (1 + 1e-12)
            if random.random() * self.highest >= total:
                continue
            event = random.choices(list(rates), list(rates.values()))[0]
            if event in CAUSES:
                left = event
                break
            in_care = clock(now, child.care_start, child.care_known)
            there = event if event == ADOPTERS else self._there(category, age, in_care, random)
            if there != category:
                run.moves[self.month_of(now), category, there] += 1
            self._lived(category, since, now, run)
            category, since, stay_start, stay_known = there, now, now, True
            order = order if order in (3, 4) else order + 1
        self._lived(category, since, now, run)
        for month, end in enumerate(self.month_ends):
            if child.seen_from <= end < now:
                run.ages[month, bisect_right(turns, end)] += 1
        if left != "in care":
            run.exits[self.month_of(now), left] += 1

    def _there(self, category: str, age: int, in_care: int, random: Random) -> str:
        shares = self.law.destinations[category, age >= 5]
        likely = [
            share * self.law.destinations_care.get((key, in_care), 1.0)
            for key, share in shares.items()
        ]
        return random.choices(list(shares), likely)[0]

    def _rates(
        self,
        child: Child,
        category: str,
        age: int,
        now: float,
        stay: tuple[float, bool],
        order: int,
    ) -> dict[str, float]:
        in_stay = clock(now, *stay)
        in_care = clock(now, child.care_start, child.care_known)
        year = int(now / 365.25)
        law = self.law
        return {
            event: law.base[event]
            * law.age[event][age]
            * law.stay[event][in_stay]
            * law.care[event][in_care]
            * law.order[event][order]
            * law.category.get(event, {}).get(category, 1.0)
            * (law.uasc[event] if child.uasc else 1.0)
            * law.special.get((event, category, age, in_stay), 1.0)
            * law.age_care.get((event, age, in_care), 1.0)
            * (self.drift[year] if event in CAUSES else 1.0)
            for event in EVENTS
        }

    def _lived(self, category: str, since: float, until: float, run: Run) -> None:
        begins = 0
        for month, end in enumerate(self.month_ends):
            run.days[month, category] += max(0.0, min(end, until) - max(begins, since))
            if since <= end < until:
                run.stock[month, category] += 1
            begins = end

    def month_of(self, now: float) -> int:
        """The month in which something happens."""
        return next(month for month, end in enumerate(self.month_ends) if now <= end)

    def date_of(self, day: int) -> date:
        """The date of a whole day."""
        return self.as_at + timedelta(days=day)


def clock(now: float, start: float, known: bool) -> int:
    """The band of a time that began on a day, or by that day where it is not known."""
    longest = now - start >= CLOCK[-1]
    if not known:
        return len(CLOCK) if longest else UNKNOWN
    return bisect_right(CLOCK, now - start)


def birthday(born: date, age: int) -> date:
    """The day on which a child reaches an age."""
    if (born.month, born.day) == (2, 29) and monthrange(born.year + age, 2)[1] == 28:
        return date(born.year + age, 3, 1)
    return born.replace(year=born.year + age)


def turns_at(born: date, months: int) -> date:
    """The day on which a child reaches an age in months, in a short month days after its last."""
    return month_later(born, months, born.day - 1)


def month_later(day: date, months: int, days: int) -> date:
    """So many days after the first of the month that lies so many months after a day's."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1) + timedelta(days=days)


def poisson(mean: float, random: Random) -> int:
    """A Poisson number: how many standard exponential gaps fit into the mean."""
    count, spent = 0, random.expovariate(1.0)
    while spent < mean:
        count += 1
        spent += random.expovariate(1.0)
    return count
