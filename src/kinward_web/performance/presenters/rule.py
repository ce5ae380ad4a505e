"""The rule that colours a measure, with its numbers in sight."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kinward.scorecard.model import MeasureCard, ScoreLine
from kinward.scorecard.rag import standing
from kinward.scorecard.targets import Band, Ceiling, Floor, Target, Trajectory
from kinward.scorecard.words import as_shown, plain, said
from kinward.words import long_date


def rule(found: ScoreLine, today: date) -> list[tuple[str, str]]:
    """Colour and what gives it, for the day of the reading; empty without a target."""
    card = found.card
    if card.target is None:
        return []
    on = found.reading.period_end if found.reading else today
    bounds = standing(card.target.bounds, on)
    if bounds is None:
        return []
    low, high = _ends(bounds)
    near_low = None if low is None else as_shown(low - _reach(card.target, low), card.measure)
    near_high = None if high is None else as_shown(high + _reach(card.target, high), card.measure)
    return [
        ("green", _between(low, high, card)),
        ("amber", f"outside that, {_between(near_low, near_high, card)}"),
        ("red", _beyond(near_low, near_high, card)),
    ]


def tolerance(card: MeasureCard) -> str:
    """How far from the target is amber; empty without a target."""
    target = card.target
    if target is None:
        return ""
    if target.tolerance is not None:
        return said(target.tolerance, card.measure)
    return f"{plain(target.tolerance_pct)}% of the target"


def points(card: MeasureCard) -> list[tuple[date, str]]:
    """The days of a target that moves."""
    bounds = card.target.bounds if card.target else None
    if not isinstance(bounds, Trajectory):
        return []
    return [(day, said(value, card.measure)) for day, value in bounds.points]


def begins(card: MeasureCard) -> str:
    """The first day of a target that moves, in words."""
    bounds = card.target.bounds if card.target else None
    return long_date(bounds.points[0][0]) if isinstance(bounds, Trajectory) else ""


def _ends(bounds: Floor | Ceiling | Band) -> tuple[Decimal | None, Decimal | None]:
    if isinstance(bounds, Band):
        return bounds.low, bounds.high
    return (bounds.at, None) if isinstance(bounds, Floor) else (None, bounds.at)


def _reach(target: Target, limit: Decimal) -> Decimal:
    if target.tolerance is not None:
        return target.tolerance
    return abs(limit) * target.tolerance_pct / 100


def _between(low: Decimal | None, high: Decimal | None, card: MeasureCard) -> str:
    if low is not None and high is not None:
        return f"{said(low, card.measure)} to {said(high, card.measure)}"
    if low is not None:
        return f"at least {said(low, card.measure)}"
    return "" if high is None else f"at most {said(high, card.measure)}"


def _beyond(low: Decimal | None, high: Decimal | None, card: MeasureCard) -> str:
    ends = []
    if low is not None:
        ends.append(f"below {said(low, card.measure)}")
    if high is not None:
        ends.append(f"above {said(high, card.measure)}")
    return " or ".join(ends)
