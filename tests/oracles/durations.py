"""Durations, period by period."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from oracles.survival import Stay

Row = dict[str, Any]


def stays(
    periods: Sequence[Row], begins: date, until: date, causes: Sequence[str]
) -> list[tuple[Row, Stay]]:
    """The stays at risk on any day from the first that the returns cover to the as-at date."""
    found = []
    for period in periods:
        start, end = period["start"], period["end"]
        if period["short_break"] or not period["start_known"] or start > until:
            continue
        closed = end is not None and end <= until
        seen_to = end if closed else until
        if seen_to < begins:
            continue
        left = closed and not period["end_assumed"]
        cause = causes.index(period["exit_cause"]) if left else -1
        found.append((period, (max((begins - start).days, 0), (seen_to - start).days, cause)))
    return found


def return_year(day: date) -> int:
    return day.year + 1 if day.month >= 4 else day.year


def quartile(days: list[int], quarter: int) -> float:
    """The mean of every day that at least so many reach and at least so many do not pass."""
    fits = [
        day
        for day in days
        if 4 * sum(other <= day for other in days) >= quarter * len(days)
        and 4 * sum(other >= day for other in days) >= (4 - quarter) * len(days)
    ]
    return (min(fits) + max(fits)) / 2


def completed(
    periods: Sequence[Row], begins: date, until: date
) -> dict[int, tuple[int, list[float | None], int, int]]:
    """By year of exit: exits, the quartiles, starts not known, ends not known."""
    left: dict[int, list[Row]] = {}
    for period in periods:
        end = period["end"]
        if not period["short_break"] and end is not None and begins <= end <= until:
            left.setdefault(return_year(end), []).append(period)
    return {year: _year(left[year]) for year in sorted(left)}


def _year(left: list[Row]) -> tuple[int, list[float | None], int, int]:
    known = [period for period in left if period["start_known"]]
    days = [(p["end"] - p["start"]).days for p in known if not p["end_assumed"]]
    quartiles = [quartile(days, quarter) if days else None for quarter in (1, 2, 3)]
    return len(days), quartiles, len(left) - len(known), len(known) - len(days)


def grouped(found: Sequence[tuple[Row, Stay]], key: Callable[[Row], Any]) -> dict[Any, list[Stay]]:
    groups: dict[Any, list[Stay]] = {}
    for period, stay in found:
        groups.setdefault(key(period), []).append(stay)
    return groups
