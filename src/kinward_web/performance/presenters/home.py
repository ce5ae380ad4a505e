"""What the scorecard has for the home page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinward_web.performance.presenters.news import attention, headline, tile
from kinward_web.performance.selectors.scorecards import seen

if TYPE_CHECKING:
    from kinward_web.accounts.models import User


@dataclass(frozen=True)
class Stands:
    """A single figure, what stands out, and what needs attention."""

    tile: dict[str, str]
    sentence: str
    attention: tuple[str, ...]


def stands(person: User) -> Stands | None:
    """Where the scorecard stands; None for who may not see it, or where nothing has a target."""
    if not (person.has_perm("scorecard.see") and person.has_perm("areas.all")):
        return None
    card = seen(person).card
    found = tile(card)
    return None if found is None else Stands(found, headline(card), tuple(attention(card)))
