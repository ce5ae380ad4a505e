"""Unit costs and savings, slow and obvious: one figure at a time, in fractions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

Figure = tuple[str, int, int, float | None]
"""Measure, year, area (0 is the nation) and value."""


def value(figures: Sequence[Figure], measure: str, year: int, area: int) -> Decimal | None:
    for name, when, where, number in figures:
        if (name, when, where) == (measure, year, area) and number is not None:
            return Decimal(str(number))
    return None


def at_prices(
    pounds: Decimal | Fraction | None, index: Mapping[int, Decimal], year: int, base: int
) -> int | None:
    """Whole pence at the prices of the base year, rounded half to even."""
    if pounds is None:
        return None
    return round(Fraction(pounds) * 100 * Fraction(index[base]) / Fraction(index[year]))


def mean(pounds: Sequence[Decimal]) -> Fraction | None:
    return sum(map(Fraction, pounds), Fraction()) / len(pounds) if pounds else None


def place(own: Decimal | None, others: Sequence[Decimal]) -> int | None:
    """Where the own figure stands when all are put in order, the lowest first."""
    if own is None or not others:
        return None
    return sorted([own, *others]).index(own) + 1
