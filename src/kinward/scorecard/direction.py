"""Direction of travel: up, down or level since the period before, and whether that is good.

It is level where the two figures are equal as they are shown. Which way is good is the measure's
sense; where neither high nor low is, it is the target's: towards a floor, a ceiling or a band.
"""

from __future__ import annotations

from decimal import Decimal

from kinward.scorecard.model import Direction, MeasureCard
from kinward.scorecard.targets import Band
from kinward.scorecard.words import as_shown


def direction(
    card: MeasureCard, value: Decimal | None, previous: Decimal | None
) -> Direction | None:
    """Where the measure went; None where one of the two figures is not there."""
    if value is None or previous is None:
        return None
    now, before = as_shown(value, card.measure), as_shown(previous, card.measure)
    change = now - before
    if not change:
        return Direction("level", "neither", change)
    way = "up" if change > 0 else "down"
    gain = _gain(card, now, before)
    sense = "good" if gain > 0 else "bad" if gain < 0 else "neither"
    return Direction(way, sense, change)  # type: ignore[arg-type]


def _gain(card: MeasureCard, now: Decimal, before: Decimal) -> Decimal:
    """Above nought for better, below it for worse."""
    if card.polarity == "high":
        return now - before
    if card.polarity == "low":
        return before - now
    if card.target is not None and isinstance(card.target.bounds, Band):
        band = card.target.bounds
        return _outside(before, band) - _outside(now, band)
    return Decimal(0)


def _outside(value: Decimal, band: Band) -> Decimal:
    return max(band.low - value, value - band.high, Decimal(0))
