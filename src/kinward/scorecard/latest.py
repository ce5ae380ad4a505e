"""The last value of each measure by a day: what an action's trigger is held against."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kinward.scorecard.model import Scorecard
from kinward.scorecard.words import as_shown


def latest_values(card: Scorecard, on: date) -> dict[str, Decimal]:
    """By measure the value of its last period that ended by a day, rounded as it is shown.

    Returns:
        Nothing of a measure without a value by then, or whose values are withheld.
    """
    found = {}
    for line in card.lines:
        known = [
            each.value
            for each in line.card.readings
            if each.period_end <= on and each.value is not None
        ]
        if known:
            found[line.card.measure.key] = as_shown(known[-1], line.card.measure)
    return found
