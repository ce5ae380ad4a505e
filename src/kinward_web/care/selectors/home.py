"""What stands on the home page of a person who sees only their own areas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied

from kinward_web.care.selectors.own import of_own
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
    """The figures of a person's own areas; None for who sees all, or where there are none."""
    snapshot = None if person.has_perm("areas.all") else live()
    if snapshot is None:
        return None
    try:
        found = of_own(person, snapshot)
    except PermissionDenied:
        return None
    if found is None:
        return None
    head = found.head
    return OwnHome(
        tuple(head["facts"]["tiles"]),
        tuple(head["sentences"]),
        tuple(head["facts"]["attention"]),
    )
