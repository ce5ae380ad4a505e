"""The month ends that a report names: a year ahead, and as far as the forecast reaches."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date


def marks(month_ends: Sequence[date]) -> tuple[int, ...]:
    """Places of the twelfth month end and the last; the last alone where there are no more."""
    last = len(month_ends) - 1
    return (11, last) if last > 11 else (last,)
