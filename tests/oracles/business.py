"""The business case the slow way: one day, one run and one step at a time, in fractions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction


def year_of(day: date) -> int:
    """The financial year of a day, named by its end."""
    return day.year + 1 if day >= date(day.year, 4, 1) else day.year


def days_of(year: int) -> int:
    """Days of a financial year, counted."""
    day, count = date(year - 1, 4, 1), 0
    while year_of(day) == year:
        day, count = day + timedelta(days=1), count + 1
    return count


def costs(
    setup: int, yearly: int, start: date, end: date | None, as_at: date, last: date
) -> dict[int, tuple[Fraction, Fraction]]:
    """Set-up and running cost of an action by year, day by day, not rounded."""
    once: dict[int, int] = {}
    runs: dict[int, int] = {}
    day = as_at + timedelta(days=1)
    while day <= last:
        year = year_of(day)
        once[year] = once.get(year, 0) + (setup if day == start else 0)
        works = start <= day and (end is None or day <= end)
        runs[year] = runs.get(year, 0) + (1 if works else 0)
        day += timedelta(days=1)
    return {
        year: (Fraction(once[year]), Fraction(yearly * runs[year], days_of(year))) for year in runs
    }


def present(flows: Sequence[int], rate: Fraction, inflation: Fraction) -> Fraction:
    """The present value of flows by year: deflated to the first year, then discounted."""
    value = Fraction(0)
    for flow in reversed(flows):
        value = flow + value / (1 + rate) / (1 + inflation)
    return value


def payback(
    savings: Sequence[int], setups: Sequence[int], runnings: Sequence[int], lengths: Sequence[int]
) -> int | None:
    """Days to the payback: every day of every year is tried in turn."""
    balance, spent, passed = Fraction(0), 0, 0
    rows = zip(savings, setups, runnings, lengths, strict=True)
    for saving, setup, running, length in rows:
        spent += setup + running
        at_end = balance + saving - setup - running
        if spent > 0 and at_end >= 0:
            for day in range(1, length + 1):
                if balance - setup + Fraction(day, length) * (saving - running) >= 0 or (
                    balance >= setup
                ):
                    return passed + day
        balance, passed = at_end, passed + length
    return None


def chance(base: Sequence[int], plan: Sequence[int], at_most: int, scale: Fraction) -> Fraction:
    """The share of runs at or under the target with a multiple of the plan's effect."""
    there = [
        before - scale * (before - after) <= at_most
        for before, after in zip(base, plan, strict=True)
    ]
    return Fraction(sum(there), len(there))


def least_multiple(
    base: Sequence[int], plan: Sequence[int], at_most: int, wanted: Fraction
) -> Fraction | None:
    """The least multiple that reaches the chance: nought, and every ratio of every run, tried."""
    ratios = {Fraction(0)}
    for before, after in zip(base, plan, strict=True):
        if before != after:
            ratio = Fraction(before - at_most, before - after)
            ratios |= {ratio} if ratio > 0 else set()
    return next((s for s in sorted(ratios) if chance(base, plan, at_most, s) >= wanted), None)


def seats(whole: int, weights: Mapping[str, Fraction]) -> dict[str, int]:
    """Largest remainders: whole parts, then one seat after another."""
    total = sum(weights.values())
    found = {key: int(whole * weight / total) for key, weight in weights.items()}
    left = {key: whole * weight / total - found[key] for key, weight in weights.items()}
    while sum(found.values()) < whole:
        most = max(left.values())
        tied = [key for key in weights if left[key] == most]
        heaviest = max(weights[key] for key in tied)
        key = next(key for key in tied if weights[key] == heaviest)
        found[key], left[key] = found[key] + 1, Fraction(-1)
    return found
