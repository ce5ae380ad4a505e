"""The budget model and its bridge, slow and obvious: one line and one step at a time, by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction


def half_even(amount: Fraction) -> int:
    """A whole number, the even one of two that are as near."""
    below = amount.numerator // amount.denominator
    rest = amount - below
    if rest > Fraction(1, 2) or (rest == Fraction(1, 2) and below % 2 == 1):
        return below + 1
    return below


def risen(pounds: Decimal, pcts: Sequence[Decimal]) -> Fraction:
    """A price after so many rises."""
    price = Fraction(pounds)
    for pct in pcts:
        price = price + price * Fraction(pct) / 100
    return price


def variance(
    before: Sequence[tuple[Fraction, int]], after: Sequence[tuple[Fraction, int]]
) -> list[Mapping[str, Fraction]]:
    """Volume, mix and price of each line (paid weeks, pence), not rounded.

    In the words of the definition: (wa - wb) x P, (wa - wb) x (pb - P), wa x (pa - pb).
    """
    weeks = sum((w for w, _ in before), Fraction(0))
    average = sum((Fraction(c) for w, c in before if w), Fraction(0)) / weeks if weeks else 0
    found = []
    for (wb, b), (wa, a) in zip(before, after, strict=True):
        pb = b / wb if wb else None
        pa = a / wa if wa else None
        pb = pa if pb is None else pb
        pa = pb if pa is None else pa
        pb, pa = pb or Fraction(0), pa or Fraction(0)
        found.append(
            {
                "volume": (wa - wb) * average,
                "mix": (wa - wb) * (pb - average),
                "price": wa * (pa - pb),
            }
        )
    return found


def average_between(
    targets: Mapping[date, int], first: date, last: date
) -> tuple[Fraction, Fraction, Fraction]:
    """The mean over days of the lower, the higher and the straight way between targets."""
    lows, highs, lines = [], [], []
    day = first
    while day <= last:
        before = max(target for target in targets if target <= day)
        after = min(target for target in targets if target >= day)
        a, b = targets[before], targets[after]
        lows.append(Fraction(min(a, b)))
        highs.append(Fraction(max(a, b)))
        steps = (after - before).days
        lines.append(a if not steps else a + Fraction((b - a) * (day - before).days, steps))
        day += timedelta(days=1)
    n = len(lows)
    return sum(lows) / n, sum(highs) / n, sum(lines) / n
