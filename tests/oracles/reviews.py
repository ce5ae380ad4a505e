"""Reviews on time, slow and obvious: one child, one review and one day at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date, timedelta

from oracles.cohort import Period, back, is_open

BANK_HOLIDAYS_2020: Collection[date] = [
    date(2020, month, day)
    for month, day in [(1, 1), (4, 10), (4, 13), (5, 8), (5, 25), (8, 31), (12, 25), (12, 28)]
]

Moments = list[tuple[int, date]]


def working_days_after(day: date, number: int, holidays: Collection[date]) -> date:
    """The day so many working days later."""
    while number:
        day += timedelta(days=1)
        number -= day.weekday() < 5 and day not in holidays
    return day


def _due(
    period: Period, held: list[date], whole: bool, holidays: Collection[date]
) -> list[tuple[str, date, date | None]]:
    """Kind, day due and day held of each review of a period, and of the next one, not held."""
    rows: list[tuple[str, date, date | None]] = []
    for place, day in enumerate([*held, None]):
        if place == 0:
            if whole:
                rows.append(("first", working_days_after(period.start, 20, holidays), day))
        elif place == 1 and whole:
            rows.append(("second", back(held[0], -3), day))
        else:
            rows.append(("later", back(held[place - 1], -6), day))
    return [row for row in rows if period.end is None or row[1] < period.end]


def on_time(
    found: list[Period],
    held: dict[str, list[date]],
    moments: Moments,
    first_day: date,
    known_after: date,
    holidays: Collection[date],
) -> tuple[dict[int, tuple[int, int]], dict[tuple[int, str], tuple[int, int]]]:
    """By year the children and those of whom no review was late; by year and kind the reviews due
    and those on time.

    Args:
        held: the days of reviews by child.
        first_day: the first day that the returns cover.
        known_after: a period that starts later has a known start.
    """
    firsts = [first_day, *(day + timedelta(days=1) for _, day in moments)]
    listed = [
        any(firsts[place] <= day <= moments[place][1] for days in held.values() for day in days)
        for place in range(len(moments))
    ]
    kinds: Counter[tuple[int, str, bool]] = Counter()
    late: dict[int, dict[str, bool]] = {year: {} for year, _ in moments}
    for period in found:
        if period.short_break:
            continue
        known = period.episodes[0]["RNE"] == "S" or period.start > known_after
        days = sorted(
            day
            for day in set(held.get(period.child, []))
            if period.start <= day
            and (period.end is None or day <= period.end)
            and not _begins_later(found, period, day)
        )
        for kind, due, day in _due(period, days, known and period.start >= first_day, holidays):
            ok = day is not None and day <= due
            in_year = False
            for place, (year, last) in enumerate(moments):
                if firsts[place] <= due <= last and listed[place]:
                    kinds[year, kind, ok] += 1
                    in_year = True
                elif not (in_year and listed[place] and not ok and _overdue(day, firsts[place])):
                    in_year = False
                    continue
                if is_open(period, last):
                    late[year][period.child] = late[year].get(period.child, False) or not ok
    children = {
        year: (len(whose), sum(not missed for missed in whose.values()))
        for year, whose in late.items()
        if whose
    }
    pairs = {(year, kind) for year, kind, _ in kinds}
    return children, {
        pair: (kinds[(*pair, True)] + kinds[(*pair, False)], kinds[(*pair, True)]) for pair in pairs
    }


def _begins_later(found: list[Period], period: Period, day: date) -> bool:
    """Whether a later period of the child (not a short break) has begun by the day."""
    return any(
        other.child == period.child and not other.short_break and period.start < other.start <= day
        for other in found
    )


def _overdue(held: date | None, first: date) -> bool:
    """Whether a late review was still not held on the day before the year, or on its first day."""
    return held is None or held > first
