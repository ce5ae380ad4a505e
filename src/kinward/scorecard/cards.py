"""The cards of the library: every measure, as it is followed where nobody says otherwise."""

from __future__ import annotations

from collections.abc import Mapping

from kinward.measures import Measure
from kinward.measures.scored import BOARD, THEMES, TOTALS
from kinward.scorecard.model import MeasureCard

OTHER = "Other services"
"""The theme of measures that are in no other."""
_ABOUT_CHILDREN = ("children", "periods of care", "%", "days")
_OF_CHILDREN = (*("Children looked after", "Beginning and ceasing", "Where they live", "Practice"),)


def usual_cards() -> dict[str, MeasureCard]:
    """A card of every measure of the library, by key, without target, owner and readings."""
    return {
        measure.key: _card(theme, measure) for theme, found in THEMES.items() for measure in found
    }


def _card(theme: str, measure: Measure) -> MeasureCard:
    small = theme in _OF_CHILDREN and measure.unit in _ABOUT_CHILDREN
    return MeasureCard(
        measure,
        theme=theme,
        tier="board" if measure.key in BOARD else "detail",
        disclosure=small and measure.key not in TOTALS,
    )


def with_typed(typed: Mapping[str, MeasureCard]) -> dict[str, MeasureCard]:
    """The library's cards with those that were typed in their places, and the others after them."""
    usual = usual_cards()
    merged = {key: typed.get(key, card) for key, card in usual.items()}
    return {**merged, **{key: card for key, card in typed.items() if key not in usual}}


def in_themes(cards: dict[str, MeasureCard]) -> tuple[MeasureCard, ...]:
    """The cards in the order of the themes, and of the library in each."""
    order = [*THEMES, *(card.theme for card in cards.values())]
    return tuple(sorted(cards.values(), key=lambda card: order.index(card.theme)))
