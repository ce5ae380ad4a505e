"""How numbers, changes and lists are said."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

SMALL_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def count(number: int, one: str, many: str | None = None) -> str:
    """'no children', '1 child', '1,204 children'."""
    if number == 0:
        return f"no {many or one + 's'}"
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def children(number: int) -> str:
    """A number of children."""
    return count(number, "child", "children")


def percent(share: float, digits: int = 1) -> str:
    """A fraction of 1 as a percentage."""
    return f"{share * 100:.{digits}f}%"


def points(difference: float) -> str:
    """A difference of two shares, without its sign: '2.1 percentage points'."""
    said = f"{abs(difference) * 100:.1f}"
    return f"{said} percentage point{'' if said == '1.0' else 's'}"


def compared(now: int, before: int, when: str) -> str:
    """'12 more than a year before (+2.2%)', '1 fewer than ...', 'as many as ...'."""
    change = now - before
    if change == 0:
        return f"as many as {when}"
    share = f" ({change / before * 100:+.1f}%)".replace("-", "−") if before else ""
    return f"{abs(change):,} {'more' if change > 0 else 'fewer'} than {when}{share}"


def moved(now: float, before: float, *, digits: int = 1) -> str:
    """'up from 9.1%', 'down from 9.1%' or 'the same as', by the figures as they are written."""
    first, last = percent(before, digits), percent(now, digits)
    if first == last:
        return f"the same as {first}"
    return f"{'up' if now > before else 'down'} from {first}"


def listed(words: Sequence[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def capital(sentence: str) -> str:
    """With a capital at its start."""
    return sentence[:1].upper() + sentence[1:]


def pounds(pence: float) -> str:
    """'£41.2 million', '£812,000', '£950': to three or four figures."""
    amount = abs(pence) / 100
    sign = "−" if pence < 0 and round(amount) else ""
    if amount >= 999_500:
        return f"{sign}£{amount / 1e6:,.1f} million"
    if amount >= 10_000:
        return f"{sign}£{round(amount, -3):,.0f}"
    return f"{sign}£{amount:,.0f}"


def signed(number: float | Decimal) -> str:
    """A whole number with its sign: '+12', '−3', '0'."""
    return f"{round(number):+,d}".replace("-", "−") if round(number) else "0"


def in_100(probability: float) -> str:
    """A chance as people say it: '31 in 100', 'less than 1 in 100', 'more than 99 in 100'."""
    if probability < 0.005:
        return "less than 1 in 100"
    if probability > 0.995:
        return "more than 99 in 100"
    return f"{probability * 100:.0f} in 100"
