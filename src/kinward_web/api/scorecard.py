"""The scorecard as the API gives it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from kinward.scorecard.as_json import document
from kinward.scorecard.model import Scorecard
from kinward_web.api.own import sees_all
from kinward_web.api.problems import ProblemError
from kinward_web.performance.selectors.cards import exists
from kinward_web.performance.selectors.scorecards import own, seen

if TYPE_CHECKING:
    from kinward_web.accounts.models import User


def told(person: User) -> dict[str, Any]:
    """The scorecard for a person; only readings of their own areas for one who sees no others.

    Raises:
        ProblemError: it is not for this person.
    """
    found, audience = _card(person)
    return {**document(found), "audience": audience}


def one(person: User, measure: str) -> dict[str, Any]:
    """One measure for a person, with its readings.

    Raises:
        ProblemError: there is no such measure, or it is not for this person.
    """
    found, audience = _card(person)
    lines = tuple(each for each in found.lines if each.card.measure.key == measure)
    if not lines and not exists(measure):
        raise ProblemError(404)
    teams = tuple(each for each in found.teams if each.reading.measure == measure)
    of_it = document(replace(found, lines=lines, teams=teams))
    line = next(iter(of_it["lines"]), None)
    return {"as_at": found.as_at, "audience": audience, "line": line, "teams": of_it["teams"]}


def _card(person: User) -> tuple[Scorecard, str]:
    """The scorecard for a person, and its audience."""
    try:
        if sees_all(person):
            found = seen(person)
            return found.card, found.audience
        of_areas = own(person)
    except PermissionDenied:
        raise ProblemError(403) from None
    return Scorecard(of_areas.as_at or timezone.localdate(), (), of_areas.readings), "whole"
