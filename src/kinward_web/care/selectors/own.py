"""The figures of a person who sees some areas alone: those of their own children, on the day of the
live figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from kinward.cohort.selection import Choice
from kinward_web.care.asked import Asked
from kinward_web.care.selectors.figures import Worked, worked
from kinward_web.care.selectors.ground import ground
from kinward_web.care.selectors.scope import may_choose, own_teams, within

if TYPE_CHECKING:
    from kinward_web.accounts.models import User
    from kinward_web.intake.models import Snapshot


def of_own(person: User, snapshot: Snapshot) -> Worked | None:
    """The figures of a person's own areas; None where nothing is kept to work from, or nobody knows
    the teams.

    They are worked out once for each set of areas and then kept, as for the page of the children.

    Raises:
        PermissionDenied: the person has no areas of their own, or may not look at some of the
            children.
    """
    own = own_teams(person)
    if not own or not may_choose(person):
        raise PermissionDenied
    kept = ground(snapshot)
    if kept is None or kept.teams is None or snapshot.as_at is None:
        return None
    return worked(snapshot, Asked(snapshot.as_at, within(Choice(), own)))
