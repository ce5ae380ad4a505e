"""The scorecard as the API gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from kinward.scorecard.as_json import document
from kinward.scorecard.model import Scorecard
from kinward_web.api.own import sees_all
from kinward_web.api.problems import ProblemError
from kinward_web.performance.selectors.scorecards import own, seen

if TYPE_CHECKING:
    from kinward_web.accounts.models import User


def told(person: User) -> dict[str, Any]:
    """The scorecard for a person; only readings of their own areas for one who sees no others.

    Raises:
        ProblemError: it is not for this person.
    """
    try:
        if sees_all(person):
            found = seen(person)
            return {**document(found.card), "audience": found.audience}
        of_areas = own(person)
    except PermissionDenied:
        raise ProblemError(403) from None
    alone = Scorecard(of_areas.as_at or timezone.localdate(), (), of_areas.readings)
    return {**document(alone), "audience": "whole"}
