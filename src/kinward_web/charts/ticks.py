"""Where ticks stand: round numbers, and firsts of months, as D3 places them."""

from __future__ import annotations

from datetime import date
from math import ceil, floor, log10, sqrt
from typing import Final

_ROUND: Final = ((sqrt(50), 10), (sqrt(10), 5), (sqrt(2), 2))
_MONTHS: Final = (1, 3, 6, 12, 24, 60, 120, 240)
_DAYS_A_MONTH: Final = 30.44


def step(low: float, high: float, count: int) -> float:
    """The round distance that gives about `count` ticks from low to high."""
    if high <= low:
        return 1.0
    rough = (high - low) / count
    power = 10.0 ** floor(log10(rough))
    factor = next((by for least, by in _ROUND if rough / power >= least), 1)
    return factor * power


def numbers(low: float, high: float, count: int) -> list[float]:
    """Round numbers from low to high."""
    apart = step(low, high, count)
    first, last = ceil(low / apart - 1e-9), floor(high / apart + 1e-9)
    return [round(i * apart, 10) for i in range(first, last + 1)]


def nice(low: float, high: float, count: int = 10) -> tuple[float, float]:
    """The ends moved outwards to round numbers."""
    if high <= low:
        return low, low + 1.0
    apart = step(low, high, count)
    ends = floor(low / apart + 1e-9) * apart, ceil(high / apart - 1e-9) * apart
    return round(ends[0], 10), round(ends[1], 10)


def days(low: date, high: date, count: int) -> list[date]:
    """Firsts of months from low to high, about `count` of them, in step with the calendar."""
    want = max(1.0, (high - low).days / _DAYS_A_MONTH / count)
    apart = min(_MONTHS, key=lambda months: abs(log10(months / want)))
    first = low.year * 12 + low.month - 1 + (low.day > 1)
    last = high.year * 12 + high.month - 1
    start = -(-first // apart) * apart
    return [date(month // 12, month % 12 + 1, 1) for month in range(start, last + 1, apart)]
