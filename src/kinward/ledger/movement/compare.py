"""The movement of projected spend between two positions of one financial year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kinward.dates import year_name
from kinward.errors import ArgumentError
from kinward.ledger.book import Ledger
from kinward.ledger.closed import Closed
from kinward.ledger.movement.causes import Position, causes
from kinward.ledger.movement.lines import moved_lines, total
from kinward.ledger.movement.model import Movement
from kinward.ledger.year import in_year
from kinward.words import long_date


def movement(
    before: Ledger, before_as_at: date, after: Ledger, after_as_at: date, year: int
) -> Movement:
    """What moved the projected spend of a year between two positions.

    Both positions are of the same year: what one and the other record make of it. The as-at dates
    may lie in different years, as long as the earlier record tells of the year asked for.

    Args:
        year: named by its end.

    Raises:
        ArgumentError: the later position is before the earlier one.
    """
    if after_as_at < before_as_at:
        raise ArgumentError(
            f"The position as at {long_date(after_as_at)} is earlier than the one it is held "
            f"against, as at {long_date(before_as_at)}",
            remedy="Take a month closed before it.",
        )
    old = Position(before, in_year(before, year, before_as_at))
    new = Position(after, in_year(after, year, after_as_at))
    lines, moved = moved_lines(old, new, causes(old, new))
    sections = tuple(
        total([line for line in lines if line.section == name], name)
        for name in dict.fromkeys(line.section for line in lines)
    )
    return Movement(
        year=year,
        before_as_at=before_as_at,
        after_as_at=after_as_at,
        lines=tuple(lines),
        sections=sections,
        total=total(lines, ""),
        moved=moved,
    )


def since(closed: Closed, after: Ledger, after_as_at: date, year: int) -> Movement:
    """The movement since a closed month.

    Raises:
        ArgumentError: the month was closed for another financial year: it kept only what that one
            cost; or it is later than the as-at date.
    """
    if closed.year != year:
        raise ArgumentError(
            f"The month {closed.month} was closed for {year_name(closed.year)}, so that it cannot "
            f"tell what moved in {year_name(year)}",
            remedy=f"Take a month closed in {year_name(year)}; its first month has none before it.",
        )
    found = movement(closed.ledger, closed.as_at, after, after_as_at, year)
    if found.total.before == closed.projected:
        return found
    return replace(
        found,
        notes=(
            f"The month {closed.month} was reported with another projected spend than this version "
            "of Kinward makes of its record; the movement is of what it makes of both.",
        ),
    )
