"""Survival, day by day and stay by stay, in exact fractions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

Stay = tuple[int, int, int]
"""First and last day at risk, and the cause of leaving on the last (-1: none is known)."""


def at_risk(stays: Sequence[Stay], day: int) -> int:
    return sum(first <= day <= last for first, last, _ in stays)


def leaving(stays: Sequence[Stay], day: int, cause: int | None = None) -> int:
    return sum(
        last == day and (why >= 0 if cause is None else why == cause) for _, last, why in stays
    )


def stretch(stays: Sequence[Stay], least: int) -> tuple[int, int]:
    """The first and the last day of the estimate."""
    end = max(last for _, last, _ in stays)
    there = [at_risk(stays, day) for day in range(end + 1)]
    enough = least if max(there) >= least else 1
    start = next(day for day in range(end + 1) if there[day] >= enough)
    later = 0
    stop = end
    for day in range(end, start - 1, -1):
        left = leaving(stays, day)
        if later > there[day] - left and (there[day] < enough or left == there[day]):
            stop = day - 1
        later = max(later, there[day])
    return start, stop


def survival(stays: Sequence[Stay], least: int = 1) -> dict[int, Fraction]:
    """The share still in care after each day of the estimate."""
    start, stop = stretch(stays, least)
    share = Fraction(1)
    found = {}
    for day in range(start, stop + 1):
        there = at_risk(stays, day)
        if there:
            share *= 1 - Fraction(leaving(stays, day), there)
        found[day] = share
    return found


def greenwood(stays: Sequence[Stay], day: int, least: int = 1) -> Fraction:
    """The sum of Greenwood's formula up to a day; the variance is it times the share squared."""
    start, _ = stretch(stays, least)
    total = Fraction(0)
    for earlier in range(start, day + 1):
        there, left = at_risk(stays, earlier), leaving(stays, earlier)
        if left:
            total += Fraction(left, there * (there - left))
    return total


def incidence(stays: Sequence[Stay], cause: int, least: int = 1) -> dict[int, Fraction]:
    """The share that has left by a cause after each day of the estimate."""
    start, stop = stretch(stays, least)
    in_care = survival(stays, least)
    share = Fraction(0)
    found = {}
    for day in range(start, stop + 1):
        before = in_care.get(day - 1, Fraction(1))
        there = at_risk(stays, day)
        if there:
            share += before * Fraction(leaving(stays, day, cause), there)
        found[day] = share
    return found
