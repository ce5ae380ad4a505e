"""How a measure is followed: what a card says, apart from who changed it when."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from kinward.measures.scored import SCORED
from kinward.scorecard.cards import OTHER, usual_cards
from kinward_web.performance.models import Card


@dataclass(frozen=True)
class Followed:
    """The fields of a card (`models.Card`)."""

    own: bool = False
    label: str = ""
    unit: str = ""
    formula: str = ""
    source: str = ""
    polarity: str = "none"
    frequency: str = "monthly"
    to_date: str = "none"
    theme: str = ""
    owner: str = ""
    tier: str = "detail"
    target: str = "none"
    low: Decimal | None = None
    high: Decimal | None = None
    points: tuple[tuple[str, str], ...] = ()
    tolerance_pct: Decimal | None = None
    tolerance: Decimal | None = None
    disclosure: bool = True
    baseline_from: date | None = None


NAMES = tuple(each.name for each in fields(Followed))


def usual(measure: str) -> Followed:
    """How a measure of the library is followed where nobody says otherwise; of another, where a new
    one begins."""
    if measure not in SCORED:
        return Followed(own=True, theme=OTHER)
    card = usual_cards()[measure]
    return Followed(
        polarity=card.measure.polarity,
        frequency=card.measure.frequency,
        to_date=card.measure.to_date,
        theme=card.theme,
        tier=card.tier,
        disclosure=card.disclosure,
    )


def of_row(row: Card) -> Followed:
    """What a card says."""
    found: dict[str, Any] = {name: getattr(row, name) for name in NAMES}
    return Followed(**found | {"points": tuple((day, value) for day, value in row.points)})


def put(row: Card, given: Followed) -> Card:
    """A card that says this; it is not saved."""
    for name in NAMES:
        setattr(row, name, getattr(given, name))
    row.points = [list(point) for point in given.points]
    return row


def as_json(given: Followed) -> dict[str, Any]:
    """For the log."""
    told = {name: getattr(given, name) for name in NAMES}
    told["points"] = [list(point) for point in given.points]
    return {name: _plain(value) for name, value in told.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else value
