"""What the scorecard has for the home page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.urls import reverse

from kinward.scorecard.model import Scorecard
from kinward.words import counted
from kinward_web.performance.presenters.news import attention, headline, tile
from kinward_web.performance.selectors.scorecards import seen

if TYPE_CHECKING:
    from kinward_web.accounts.models import User

_MOST: Final = 3
"""Measures that are named; the rest is counted."""


@dataclass(frozen=True)
class Stands:
    """A single figure, what stands out, and what needs attention: words, and where they lead."""

    tile: dict[str, str]
    sentence: str
    attention: tuple[tuple[str, str], ...]


def stands(person: User) -> Stands | None:
    """Where the scorecard stands; None for who may not see it, or where nothing has a target."""
    if not (person.has_perm("scorecard.see") and person.has_perm("areas.all")):
        return None
    card = seen(person).card
    found = tile(card)
    if found is None:
        return None
    listed = f"{reverse('scorecard_detail')}?tier=board&colour=red"
    return Stands({**found, "url": listed}, headline(card), tuple(_named(card, listed)))


def _named(card: Scorecard, listed: str) -> Iterator[tuple[str, str]]:
    red = list(attention(card))
    for each in red[:_MOST]:
        turned = "turned red" if each.was else "is red"
        yield f"{each.label} {turned}: {each.reason}", each.href
    if len(red) > _MOST:
        yield counted(len(red) - _MOST, "more red measure"), listed
