"""A record as it is after a form, with what follows from the change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from kinward.programme.model import Page
from kinward.programme.registers import Risk, Score
from kinward_web.programme.kinds import KINDS

if TYPE_CHECKING:
    from kinward_web.accounts.models import User


def new(kind: str, given: Mapping[str, Any], *, by: User, today: date) -> Any:
    """A record made of what was typed."""
    return KINDS[kind].holds(**given, **_signed(KINDS[kind].holds, by, today))


def edited(held: Any, given: Mapping[str, Any], *, by: User, today: date) -> Any:
    """A record after a change. A risk keeps the scores that it had, as its history."""
    changed = replace(held, **given, **_signed(type(held), by, today))
    if isinstance(held, Risk) and _scores(held) != _scores(changed):
        was = Score(today, *_scores(held), by=by.name)
        return replace(changed, history=(*changed.history, was))
    return changed


def _scores(risk: Risk) -> tuple[int, int, int | None, int | None]:
    return risk.probability, risk.impact, risk.after_probability, risk.after_impact


def _signed(holds: type[Any], by: User, today: date) -> dict[str, Any]:
    """Who changed a living document, and when."""
    return {"changed_on": today, "changed_by": by.name} if holds is Page else {}
