"""The dates of an action as they stand on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from kinward.programme.plan import Action, Deliverable


class _Dated(Protocol):
    @property
    def on(self) -> date: ...


Entry = TypeVar("Entry", bound=_Dated)


def latest(entries: Iterable[Entry], as_at: date) -> Entry | None:
    """The last entry by a day; of several of one day that which was put down last."""
    known = [each for each in entries if each.on <= as_at]
    return sorted(known, key=lambda each: each.on)[-1] if known else None


def end_of(action: Action) -> date | None:
    """The end that counts: the revised one, else the first; None where neither is set."""
    return action.revised_end or action.target_end


def due_of(deliverable: Deliverable) -> date | None:
    """The day that counts: the revised one, else the first."""
    return deliverable.revised or deliverable.due


def is_complete(action: Action, as_at: date) -> bool:
    """Whether it was done by a day; one reported done without its day counts from the report on."""
    if action.completed is not None:
        return action.completed <= as_at
    return action.reported == "done" and _reported_by(action, as_at)


def is_cancelled(action: Action, as_at: date) -> bool:
    """Whether it was given up by a day; as `is_complete` where its day is not known."""
    if action.cancelled is not None:
        return action.cancelled <= as_at
    return action.reported == "cancelled" and _reported_by(action, as_at)


def _reported_by(action: Action, as_at: date) -> bool:
    return action.reported_on is None or action.reported_on <= as_at


def is_open(action: Action, as_at: date) -> bool:
    """Whether anything is still to be done."""
    return not is_complete(action, as_at) and not is_cancelled(action, as_at)


def last_heard(action: Action, as_at: date) -> date | None:
    """The last day on which anything was said of it; None where nothing ever was."""
    days = [each.on for each in action.updates]
    if action.reported_on is not None:
        days.append(action.reported_on)
    return max((day for day in days if day <= as_at), default=None)


def forecast_end(action: Action, as_at: date) -> date | None:
    """The end that the last update which gave one expects."""
    given = latest((each for each in action.updates if each.forecast_end), as_at)
    return given.forecast_end if given else None
