"""Periods of readings: how often they come, and which are before and after one.

How they are written is told in `kinward.tables.periods`.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final

from kinward.measures import Frequency
from kinward.tables.periods import Form, written_period

_FREQUENCIES: Final[dict[Form, Frequency]] = {
    "quarter": "quarterly",
    "fiscal_quarter": "quarterly",
    "fiscal_year": "yearly",
    "year": "yearly",
}
_STEPS: Final[dict[Frequency, int]] = {"monthly": 1, "quarterly": 3, "yearly": 12}


@dataclass(frozen=True)
class Period:
    """A period: its last day, and how often one like it comes."""

    end: date
    frequency: Frequency


def parse_period(text: str) -> Period | None:
    """The period that a text names; None where it is none."""
    found = written_period(text)
    return None if found is None else Period(found.end, _FREQUENCIES.get(found.form, "monthly"))


def before(period: Period) -> Period:
    """The period before, of the same length; of a day that ends no month, a month before."""
    return Period(_back(period.end, _STEPS[period.frequency]), period.frequency)


def next_end(end: date, frequency: Frequency) -> date:
    """The last day of the period after the one that ends on a day."""
    return _back(end, -_STEPS[frequency])


def _back(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = monthrange(year, month + 1)[1]
    whole = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if whole else min(day.day, last))
