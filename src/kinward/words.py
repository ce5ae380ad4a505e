"""How numbers and days are said in a sentence."""

from __future__ import annotations

from datetime import date


def counted(number: int, one: str, many: str = "") -> str:
    """'1 error', '1,200 errors', '2 children' where `many` is given."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def long_date(day: date) -> str:
    """'31 March 2025'."""
    return f"{day.day} {day:%B %Y}"
