"""When boards meet."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

import numpy as np

from kinward.cohort.reviews import bank_holidays
from kinward.programme.governance import Board, Meeting
from kinward.programme.words import Cadence

_MONTHS: dict[Cadence, int] = {"monthly": 1, "quarterly": 3}
_FARTHEST: Final = timedelta(days=10)
"""Longer than any run of days on which nobody works."""


def last_held(board: Board, meetings: tuple[Meeting, ...], before: date) -> Meeting | None:
    """The last meeting of a board that was held before a day."""
    own = [each for each in meetings if each.board == board.key and each.held and each.on < before]
    return max(own, key=lambda each: each.on, default=None)


def next_dates(
    board: Board, meetings: tuple[Meeting, ...], after: date, number: int = 3
) -> tuple[date, ...]:
    """The next days on which a board meets by its cadence, after a day.

    Counted from its first meeting or, where that is not set, from the last held; without either
    there is none. A month without that day has its last day. A day at a weekend or on a bank
    holiday of England becomes the next working day, and the count goes on from the day itself.
    Meetings that are planned already stand, in place of the first of the counted days that is
    within half a step of each.
    """
    last = last_held(board, meetings, date.max)
    anchor = board.first_meeting or (last.on if last else None)
    planned = sorted(
        {m.on for m in meetings if m.board == board.key and not m.held and m.on > after}
    )
    counted = [] if anchor is None else _working(anchor, board.cadence, after, number)
    half = {"weekly": 3, "monthly": 15, "quarterly": 45}[board.cadence]
    for own in planned:
        near = next((day for day in counted if abs((day - own).days) <= half), None)
        counted = [day for day in counted if day != near]
    return tuple(sorted([*planned, *counted])[:number])


def _working(anchor: date, cadence: Cadence, after: date, number: int) -> list[date]:
    """The counted days as working days: one that has passed may have moved beyond `after`."""
    days = _counted(anchor, cadence, after - _FARTHEST, number + 2)
    return [each for each in map(working_day, days) if each > after][:number]


def working_day(day: date) -> date:
    """The day itself, or the next that is no weekend and no bank holiday of England."""
    holidays = bank_holidays(day.year, day.year + 1)
    moved = np.busday_offset(np.datetime64(day, "D"), 0, roll="forward", holidays=holidays)
    return day + timedelta(days=int((moved - np.datetime64(day, "D")).astype(int)))


def _counted(anchor: date, cadence: Cadence, after: date, number: int) -> list[date]:
    if cadence == "weekly":
        weeks = max((after - anchor).days // 7 + 1, 0)
        return [anchor + timedelta(weeks=weeks + each) for each in range(number)]
    step = _MONTHS[cadence]
    months = (after.year - anchor.year) * 12 + after.month - anchor.month
    first = max(months // step, 0)
    days = (_months_on(anchor, step * (first + each)) for each in range(number + 1))
    return [day for day in days if day > after][:number]


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
