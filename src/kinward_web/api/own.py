"""The figures of a person who sees some areas alone: those of their own children, on the day of the
live figures, worked out as for the page of the children."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kinward.cohort.selection import Choice
from kinward_web.api.problems import ProblemError
from kinward_web.care.asked import Asked
from kinward_web.care.selectors.figures import Worked, worked
from kinward_web.care.selectors.ground import ground
from kinward_web.care.selectors.scope import may_choose, own_teams, within

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
    own, kept = own_teams(person), ground(snapshot)
    if not own or not may_choose(person):
        raise ProblemError(403)
    if kept is None or kept.teams is None or snapshot.as_at is None:
        raise ProblemError(404)
    found = worked(snapshot, Asked(snapshot.as_at, within(Choice(), own)))
    if found is None:
        raise ProblemError(404)
    return found


def own_section(person: User, snapshot: Snapshot, key: str) -> dict[str, Any]:
    """The section of theirs that holds a table.

    Raises:
        ProblemError: see `own_figures`; or there is no such table.
    """
    for body in own_figures(person, snapshot).sections:
        if any(figure["table"]["key"] == key for figure in body["figures"]):
            return body
    raise ProblemError(404)
