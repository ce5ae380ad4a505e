"""Actions that slip, are overdue, or of which nobody has said anything; and what is due next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kinward.programme.dates_of import (
    due_of,
    end_of,
    forecast_end,
    is_cancelled,
    is_complete,
    is_open,
    last_heard,
)  # fmt: skip
from kinward.programme.model import Programme
from kinward.programme.plan import Action
from kinward.reference.parameters import parameter
from kinward.words import counted, long_date


@dataclass(frozen=True)
class Slip:
    """How an action stands to its dates.

    Attributes:
        ref: of the action.
        first, now: the first end date and the one that counts; None where not set.
        expected: when it ended or, while it is open, the latest of the date that counts, the last
            forecast and, where both have passed, the as-at date.
        days: from the first date to the expected one; 0 where it is not later.
        overdue: days since the date that counts passed; 0 where it has not, or it is done.
        unheard: days since anything was said of it; None where nothing ever was.
        stale: whether that is longer than the limit. An action that is done or has not begun is
            not stale.
        reason: all that in words; empty where there is nothing to tell.
    """

    ref: str
    first: date | None
    now: date | None
    expected: date | None
    days: int
    overdue: int
    unheard: int | None
    stale: bool
    reason: str


@dataclass(frozen=True)
class Due:
    """What is due on a day: an action's end, or a deliverable (`deliverable` is its ref, or '')."""

    on: date
    action: str
    deliverable: str
    title: str


def slipping(programme: Programme, as_at: date, stale_days: int | None = None) -> tuple[Slip, ...]:
    """The actions that slip, are overdue or stale: those that slip most come first."""
    found = [slip(each, as_at, stale_days) for each in programme.actions]
    told = [each for each in found if each.reason]
    return tuple(sorted(told, key=lambda each: (-each.days, -each.overdue, each.ref)))


def slip(action: Action, as_at: date, stale_days: int | None = None) -> Slip:
    """How an action stands to its dates on a day."""
    limit = int(parameter("stale_days").value) if stale_days is None else stale_days
    now, opened = end_of(action), is_open(action, as_at)
    expected = _expected(action, as_at)
    first = action.target_end
    days = max((expected - first).days, 0) if expected and first else 0
    overdue = max((as_at - now).days, 0) if now and opened else 0
    heard = last_heard(action, as_at)
    unheard = None if heard is None else (as_at - heard).days
    begun = action.start is None or action.start <= as_at
    grace = action.start is not None and (as_at - action.start).days <= limit
    silent = not grace if unheard is None else unheard > limit
    stale = opened and begun and silent
    reason = _reason(first, days, overdue, unheard, stale=stale)
    return Slip(action.ref, first, now, expected, days, overdue, unheard, stale, reason)


def _expected(action: Action, as_at: date) -> date | None:
    if is_cancelled(action, as_at):
        return None
    if is_complete(action, as_at):
        return action.completed or end_of(action)
    known = [day for day in (end_of(action), forecast_end(action, as_at)) if day]
    return max(*known, as_at) if known else None


def _reason(
    first: date | None, days: int, overdue: int, unheard: int | None, *, stale: bool
) -> str:
    said = []
    if days and first is not None:
        said.append(f"{counted(days, 'day')} later than {long_date(first)}, the first date")
    if overdue:
        said.append(f"overdue by {counted(overdue, 'day')}")
    if stale and unheard is not None:
        said.append(f"no update for {counted(unheard, 'day')}")
    elif stale:
        said.append("no update was ever recorded")
    told = "; ".join(said)
    return f"{told[0].upper()}{told[1:]}." if told else ""


def next_due(programme: Programme, as_at: date, days: int = 35) -> tuple[Due, ...]:
    """Ends and deliverables of open actions that are due from a day on, within so many days."""
    last = as_at + timedelta(days=days)
    found = []
    for action in programme.actions:
        if not is_open(action, as_at):
            continue
        end = end_of(action)
        if end and as_at <= end <= last:
            found.append(Due(end, action.ref, "", action.title))
        for each in action.deliverables:
            due = due_of(each)
            if due and as_at <= due <= last and not (each.done and each.done <= as_at):
                found.append(Due(due, action.ref, each.ref, each.title))
    return tuple(sorted(found, key=lambda each: (each.on, each.action, each.deliverable)))
