"""How much of its full effect an action has on a day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from kinward.cohort.spans import NEVER, day_number
from kinward.scenarios.plan.model import Action


def effect_at(action: Action, day: date) -> Fraction:
    """The share of an action's full effect on a day, exactly.

    None before the first day; from there it grows evenly, day by day, until it is whole after
    `ramp_months` calendar months; the last day still has its share, and the day after has none.
    """
    if day < action.start or (action.end is not None and day > action.end):
        return Fraction(0)
    ramp = (full_from(action) - action.start).days
    return Fraction(1) if ramp == 0 else min(Fraction(1), Fraction((day - action.start).days, ramp))


def effects(action: Action, first: date, days: int) -> NDArray[np.float64]:
    """`effect_at` of so many days from the first, as numbers."""
    number = np.arange(days) + day_number(first)
    start = day_number(action.start)
    ramp = (full_from(action) - action.start).days
    share = np.ones(days) if ramp == 0 else np.minimum(1.0, (number - start) / ramp)
    until = NEVER if action.until is None else day_number(action.until)
    return np.where((number >= start) & (number < until), share, 0.0)


def full_from(action: Action) -> date:
    """The first day of the full effect: so many months on, or the last day of a shorter month."""
    months = action.start.month - 1 + action.ramp_months
    year, month = action.start.year + months // 12, months % 12 + 1
    return date(year, month, min(action.start.day, monthrange(year, month)[1]))
