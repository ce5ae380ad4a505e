"""Readings from counts and amounts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kinward.scorecard.model import Reading

RETURNS = "SSDA903 returns"


def count(key: str, on: date, number: int, source: str = RETURNS) -> Reading:
    """The reading of a count."""
    return Reading(key, on, Decimal(number), source=source)


def share(key: str, on: date, part: int, whole: int, source: str = RETURNS) -> Reading:
    """The reading of a share in per cent; of nothing it has no value."""
    value = Decimal(100 * part) / whole if whole else None
    return Reading(key, on, value, Decimal(part), Decimal(whole), source)
