"""Which meetings a person sees: those of a panel only with the right to see single children."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kinward_web.programme.models import Record

if TYPE_CHECKING:
    from kinward_web.accounts.models import User

NEEDS = "children.see"
"""What it takes to see, and to hold, the meetings of a panel."""


def may_see(person: User, board: str, rows: Iterable[Record]) -> bool:
    """Whether a person sees the meetings of a board.

    Args:
        board: its key.
        rows: records of the programme, its boards among them. The meetings of a board that is not
            there are shut, as those of a panel are.
    """
    return person.has_perm(NEEDS) or board in _open(rows)


def seen(person: User, rows: Iterable[Record]) -> list[Record]:
    """The records without the meetings that are not for a person.

    Args:
        rows: of a programme, its boards among them.
    """
    return list(rows) if person.has_perm(NEEDS) else without(rows)


def without(rows: Iterable[Record]) -> list[Record]:
    """The records of a programme without the meetings of its panels."""
    found = list(rows)
    free = _open(found)
    return [each for each in found if each.kind != "meeting" or each.body["board"] in free]


def is_for(person: User, one: Record) -> bool:
    """Whether one record is for a person."""
    if one.kind != "meeting" or person.has_perm(NEEDS):
        return True
    return one.body["board"] in _open(Record.objects.filter(programme=one.programme, kind="board"))


def _open(rows: Iterable[Record]) -> set[str]:
    """The keys of boards that are no panels."""
    return {each.ref for each in rows if each.kind == "board" and not each.body["is_panel"]}
