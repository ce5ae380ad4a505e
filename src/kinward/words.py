"""How numbers and days are said in a sentence."""

from __future__ import annotations

from datetime import date


def counted(number: int, one: str, many: str = "") -> str:
    """'1 error', '1,200 errors', '2 children' where `many` is given."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def with_interval(mean: float, low: float, high: float, *, places: int = 0, sign: str = "") -> str:
    """'1,234.5 (1,100 to 1,400)', '-£20 (-£50 to £10)': a mean and the ends of its interval.

    Args:
        places: decimals of the mean; the ends have none.
        sign: stands before each figure.
    """
    said = with_sign(mean, places=places, sign=sign)
    return f"{said} ({with_sign(low, sign=sign)} to {with_sign(high, sign=sign)})"


def with_sign(number: float, *, places: int = 0, sign: str = "") -> str:
    """'1,234.5', '-£20'; what rounds to nought has no minus."""
    rounded = round(float(number), places)
    return f"{'-' if rounded < 0 else ''}{sign}{abs(rounded):,.{places}f}"


def long_date(day: date) -> str:
    """'31 March 2025'."""
    return f"{day.day} {day:%B %Y}"
