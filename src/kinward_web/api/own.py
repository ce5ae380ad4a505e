"""The figures of a person who sees some areas alone, as the API answers with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied

from kinward_web.api.problems import ProblemError
from kinward_web.care.selectors.figures import Worked
from kinward_web.care.selectors.own import of_own
from kinward_web.care.selectors.scope import own_teams
from kinward_web.documents.tables import with_table

if TYPE_CHECKING:
    from kinward_web.accounts.models import User
    from kinward_web.intake.models import Snapshot


def sees_all(person: User) -> bool:
    """Whether a person sees every area."""
    return own_teams(person) is None


def own_figures(person: User, snapshot: Snapshot) -> Worked:
    """Of their own areas.

    Raises:
        ProblemError: they have none, or nobody knows the teams.
    """
    try:
        found = of_own(person, snapshot)
    except PermissionDenied:
        raise ProblemError(403) from None
    if found is None:
        raise ProblemError(404)
    return found


def own_table(person: User, snapshot: Snapshot, key: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The section of theirs that holds a table, and the table.

    Raises:
        ProblemError: see `own_figures`; or there is no such table.
    """
    found = with_table(own_figures(person, snapshot).sections, key)
    if found is None:
        raise ProblemError(404)
    return found
