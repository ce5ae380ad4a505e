"""What stands on the home page of a person who sees only their own areas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kinward.cohort.selection import Choice
from kinward_web.care.asked import Asked
from kinward_web.care.selectors.figures import worked
from kinward_web.care.selectors.ground import ground
from kinward_web.care.selectors.scope import may_choose, own_teams, within
from kinward_web.intake.selectors import live

if TYPE_CHECKING:
    from kinward_web.accounts.models import User


@dataclass(frozen=True)
class OwnHome:
    """Single figures and sentences about a person's own areas.

    Attributes:
        tiles: label, value and note of each figure.
        sentences: what stands out.
        attention: what needs attention.
    """

    tiles: tuple[dict[str, Any], ...]
    sentences: tuple[str, ...]
    attention: tuple[str, ...]


def own_home(person: User) -> OwnHome | None:
    """The figures of a person's own areas; None for one who sees all, or for whom there are none.

    They are worked out once for each set of areas and then kept, as on the page of the children.
    """
    own, snapshot = own_teams(person), live()
    if not own or snapshot is None or snapshot.as_at is None or not may_choose(person):
        return None
    kept = ground(snapshot)
    if kept is None or kept.teams is None:
        return None
    found = worked(snapshot, Asked(snapshot.as_at, within(Choice(), own)))
    if found is None:
        return None
    head = found.head
    return OwnHome(
        tuple(head["facts"]["tiles"]),
        tuple(head["sentences"]),
        tuple(head["facts"]["attention"]),
    )
