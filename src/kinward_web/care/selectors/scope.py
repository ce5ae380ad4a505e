"""Whose children a person sees. Everything about children asks here, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from kinward.cohort.selection import Choice

if TYPE_CHECKING:
    from kinward_web.accounts.models import User


def own_teams(person: User) -> frozenset[str] | None:
    """The teams whose children a person sees; None for a person who sees all.

    Nobody who sees only some and has no areas sees any: the set is empty, and is no choice of all.
    """
    if person.has_perm("areas.all"):
        return None
    return frozenset(person.areas.values_list("name", flat=True))


def may_choose(person: User) -> bool:
    """Whether a person may look at some of the children.

    Filters can single out one child, so only those who see single children have them.
    """
    needed = ("cohort.see", "figures.whole", "children.see")
    return all(person.has_perm(name) for name in needed)


def within(choice: Choice, own: frozenset[str] | None) -> Choice:
    """A choice kept within a person's own teams.

    Args:
        own: `own_teams`.

    Raises:
        PermissionDenied: it names another team, or the person has none.
    """
    if own is None:
        return choice
    if not own or not choice.teams <= own:
        raise PermissionDenied
    return replace(choice, teams=choice.teams or own)
