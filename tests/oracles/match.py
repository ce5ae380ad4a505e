"""The ledger held against the return day by day, with sets of days and no cleverness."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kinward.cohort.model import Cohort
from kinward.ledger.book import Ledger

FREE = {"with_parents", "placed_for_adoption", "other"}
Days = frozenset[date]
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Stay:
    days: Days
    category: str
    assumed: bool
    leaves: bool
    episode: date

    @property
    def paid(self) -> bool:
        return self.category not in FREE


@dataclass(frozen=True)
class Paid:
    row: int
    days: Days
    category: str | None  # None: nobody knows the service type
    goes_on: bool

    def same(self, stay: Stay) -> bool:
        return self.category is None or self.category == stay.category


def _span(start: date, end: date | None, first: date, last: date) -> Days:
    day, days = max(start, first), set()
    while day <= last and (end is None or day < end):
        days.add(day)
        day += timedelta(1)
    return frozenset(days)


def _stays(cohort: Cohort, number: int, first: date, last: date) -> tuple[list[Stay], Days]:
    """The child's stays in order, and the days in short breaks."""
    stays: list[Stay] = []
    breaks: Days = frozenset()
    before = None
    care = set()
    episodes = [row for row in cohort.episodes.to_dicts() if row["child"] == number]
    for row in episodes:
        if not row["short_break"]:
            care |= _span(row["start"], row["end"], date.min, last + timedelta(1))
    for row in episodes:
        days = _span(row["start"], row["end"], first, last)
        if row["short_break"]:
            breaks |= days
            continue
        if not days:
            continue
        leaves = row["end"] is not None and row["end"] not in care
        if before == (row["placement"], row["category"]):
            days |= stays.pop().days
        before = row["placement"], row["category"]
        stays.append(Stay(days, row["category"], row["end_assumed"], leaves, row["start"]))
    return stays, breaks


def _paid(ledger: Ledger, first: date, last: date) -> Iterator[tuple[str, Paid]]:
    categories = dict(ledger.service_types.select("key", "category").iter_rows())
    for row in ledger.record.placements.to_dicts():
        days = _span(row["start"], row["end"], first, last)
        known = row["service_key"] in categories
        category = categories.get(row["service_key"])
        if row["child_id"] and days and (category or not known):
            yield row["child_id"], Paid(row["row"], days, category, last in days)


def _wrong(paid: Paid, stay: Stay) -> int:
    either = len(paid.days ^ stay.days)
    return either if paid.same(stay) else either + len(paid.days & stay.days)


def _together(paid: list[Paid], stays: list[Stay]) -> list[tuple[Paid, Stay]]:
    pairs = []
    for one in paid:
        touched = [stay for stay in stays if one.days & stay.days]
        if touched:
            best = min(
                touched, key=lambda s, one=one: (_wrong(one, s), not one.same(s), min(s.days))
            )
            pairs.append((one, best))
    claimed = [stay for _, stay in pairs]
    for stay in stays:
        for one in paid:
            half = 2 * len(one.days & stay.days) >= len(stay.days)
            if stay not in claimed and half and (one.same(stay) or stay.paid):
                pairs.append((one, stay))
    return pairs


def _of_placement(one: Paid, stays: list[Stay]) -> Counter[Key]:
    days = Counter(_wrongly(one, stays, day) for day in one.days)
    if one.category is None:
        days["unknown_service_type"] = len(one.days)
        del days["not_in_return"]
    del days[""]
    return Counter({(kind, "paid", f"placements.csv {one.row}"): n for kind, n in days.items()})


def _wrongly(one: Paid, stays: list[Stay], day: date) -> str:
    """How a day of a placement with these stays is wrong; empty where it is right."""
    inside = {each for stay in stays for each in one.days & stay.days}
    last = max(stays, key=lambda stay: max(stay.days), default=None)
    if last is None:
        return "not_in_return"
    if day in inside:
        return "" if any(day in its.days and one.same(its) for its in stays) else "category_differs"
    if day < min(inside):
        return "start_differs"
    if day < max(inside):
        return "paid_between"
    if last.assumed:
        return "end_not_known"
    return "paid_after_leaving" if last.leaves and one.goes_on else "end_differs"


def _twice(pairs: list[tuple[Paid, Stay]], stay: Stay) -> Counter[Key]:
    found: Counter[Key] = Counter()
    theirs = [one for one, its in pairs if its is stay and one.same(stay)]
    theirs.sort(key=lambda one: (min(one.days & stay.days), one.row))
    for day in stay.days:
        for extra in [one for one in theirs if day in one.days][1:]:
            found["overlap", "paid", f"placements.csv {extra.row}"] += 1
    return found


def _holes(paid: list[Paid], stay: Stay) -> list[list[date]]:
    holes: list[list[date]] = []
    for day in sorted(stay.days):
        if any(day in one.days for one in paid):
            continue
        if holes and holes[-1][-1] == day - timedelta(1):
            holes[-1].append(day)
        else:
            holes.append([day])
    return holes


def _of_stay(
    paid: list[Paid], pairs: list[tuple[Paid, Stay]], stay: Stay, nobody: str
) -> Counter[Key]:
    found: Counter[Key] = Counter()
    theirs = [one for one, its in pairs if its is stay]
    for hole in _holes(paid, stay) if stay.paid else []:
        if not theirs:
            found["not_in_ledger", "due", nobody] += len(hole)
            continue
        after = hole[-1] + timedelta(1)
        if hole[0] == min(stay.days):
            kind = "start_differs"
            shows = min(theirs, key=lambda one: (min(one.days & stay.days), one.row))
        elif hole[-1] == max(stay.days):
            kind = "end_not_known" if stay.assumed else "end_differs"
            shows = max(theirs, key=lambda one: (max(one.days & stay.days), one.row))
        else:
            kind = "gap"
            shows = next(one for one in paid if after in one.days and min(one.days) == after)
        found[kind, "due", f"placements.csv {shows.row}"] += len(hole)
    return found


def reconcile(
    cohort: Cohort, ledger: Ledger, rows: dict[tuple[str, date], int], first: date, last: date
) -> tuple[list[tuple[str, ...]], int, int]:
    """Every difference (kind, paid or due, file and row, days), days agreed, days of either.

    Args:
        rows: the row of each episode, by child and start; both systems use one identifier.
    """
    found: Counter[Key] = Counter()
    agreed = either = 0
    ledger_rows = list(_paid(ledger, first, last))
    names = dict(cohort.children.select("CHILD", "child").iter_rows())
    for name in {child for child, _ in ledger_rows} | set(names):
        stays, breaks = _stays(cohort, names[name], first, last) if name in names else ([], Days())
        paid = [
            one
            for child, one in ledger_rows
            if child == name
            and (not one.days & breaks or any(one.days & stay.days for stay in stays))
        ]
        pairs = _together(paid, stays)
        for one in paid:
            found += _of_placement(one, [stay for its, stay in pairs if its is one])
        for stay in stays:
            told = stay if paid else stays_paid(stays)[-1] if stay.paid else stay
            nobody = f"episodes.csv {rows[name, told.episode]}"
            found += _twice(pairs, stay) + _of_stay(paid, pairs, stay, nobody)
        compared = [one for one in paid if one.category or any(one.days & s.days for s in stays)]
        for day in {day for one in compared for day in one.days} | {
            day for stay in stays if stay.paid for day in stay.days
        }:
            either += 1
            lives = [stay.category for stay in stays if day in stay.days]
            agreed += any(day in one.days and [one.category] == lives for one in compared)
    return sorted((*key, str(days)) for key, days in found.items()), agreed, either


def stays_paid(stays: list[Stay]) -> list[Stay]:
    """Those that a ledger should pay for."""
    return [stay for stay in stays if stay.paid]
