"""The colour of a measure against its target: green inside, amber within the tolerance, red beyond.

The value is judged as it is shown, so that nobody reads 96.0 against a target of 96.0 and sees
amber. A band has two sides. Without a target or a value the colour is grey: it is never green for
want of either.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kinward.measures import Measure
from kinward.scorecard.model import Rag
from kinward.scorecard.targets import Band, Bounds, Ceiling, Floor, Side, Target, Trajectory
from kinward.scorecard.words import as_shown, difference, plain, said
from kinward.words import long_date


def rag(measure: Measure, value: Decimal | None, target: Target | None, on: date) -> Rag:
    """The colour of a value, and why in words.

    Args:
        value: None where there is no reading.
        on: the last day of the value's period, which says where a trajectory stands.
    """
    if target is None:
        return Rag("grey", "no target")
    if value is None:
        return Rag("grey", "no reading")
    bounds = standing(target.bounds, on)
    if bounds is None:
        return Rag("grey", f"no target yet: it begins on {_first(target.bounds)}")
    shown = as_shown(value, measure)
    passed = _passed(bounds, shown, measure)
    if passed is None:
        return Rag("green", _inside(bounds, shown, measure))
    side, limit = passed
    tolerance = target.tolerance
    if tolerance is None:
        tolerance = abs(limit) * target.tolerance_pct / 100
    over = abs(shown - limit)
    where = f"{difference(over, measure)} {'under' if side == 'floor' else 'over'}"
    named = f"{where} the {_name(bounds, side)} of {said(limit, measure)}"
    if over <= tolerance:
        return Rag("amber", f"{named}, within {_tolerance(target, measure)}")
    return Rag("red", f"{named}, beyond {_tolerance(target, measure)}")


def standing(bounds: Bounds, on: date) -> Floor | Ceiling | Band | None:
    """The target of a day; None where a trajectory has not begun."""
    if not isinstance(bounds, Trajectory):
        return bounds
    at = _along(bounds.points, on)
    if at is None:
        return None
    return Floor(at) if bounds.side == "floor" else Ceiling(at)


def _along(points: tuple[tuple[date, Decimal], ...], on: date) -> Decimal | None:
    if on < points[0][0]:
        return None
    before = [point for point in points if point[0] <= on][-1]
    after = next((point for point in points if point[0] > on), None)
    if after is None:
        return before[1]
    part = Decimal((on - before[0]).days) / Decimal((after[0] - before[0]).days)
    return before[1] + (after[1] - before[1]) * part


def _passed(
    bounds: Floor | Ceiling | Band, value: Decimal, measure: Measure
) -> tuple[Side, Decimal] | None:
    """The limit on whose wrong side a value is."""
    if isinstance(bounds, Floor | Band):
        low = bounds.at if isinstance(bounds, Floor) else bounds.low
        if value < as_shown(low, measure):
            return "floor", as_shown(low, measure)
    if isinstance(bounds, Ceiling | Band):
        high = bounds.at if isinstance(bounds, Ceiling) else bounds.high
        if value > as_shown(high, measure):
            return "ceiling", as_shown(high, measure)
    return None


def _inside(bounds: Floor | Ceiling | Band, value: Decimal, measure: Measure) -> str:
    if isinstance(bounds, Band):
        low, high = (said(each, measure) for each in (bounds.low, bounds.high))
        return f"inside the band from {low} to {high}"
    room = abs(value - as_shown(bounds.at, measure))
    name = "floor" if isinstance(bounds, Floor) else "ceiling"
    if not room:
        return f"on the {name} of {said(bounds.at, measure)}"
    way = "over" if isinstance(bounds, Floor) else "under"
    return f"{difference(room, measure)} {way} the {name} of {said(bounds.at, measure)}"


def _name(bounds: Floor | Ceiling | Band, side: Side) -> str:
    if isinstance(bounds, Band):
        return "low end" if side == "floor" else "high end"
    return side


def _tolerance(target: Target, measure: Measure) -> str:
    if target.tolerance is None:
        return f"{plain(target.tolerance_pct)}%"
    return difference(target.tolerance, measure)


def _first(bounds: Bounds) -> str:
    return long_date(bounds.points[0][0]) if isinstance(bounds, Trajectory) else ""
