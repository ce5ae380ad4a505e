"""What must stay as it is: meetings that are closed, and panels that only some may see."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from kinward.errors import ArgumentError
from kinward.programme.governance import Board, Meeting
from kinward_web.programme.models import Programme, Record
from kinward_web.programme.selectors import panels
from kinward_web.programme.selectors.programmes import held, records

if TYPE_CHECKING:
    from kinward_web.accounts.models import User

_CLOSED = "This meeting is closed"


def adding(by: User, programme: Programme, new: object) -> None:
    """Let only those who see a panel's meetings add one.

    Raises:
        PermissionDenied: the person may not see it.
        ArgumentError: a reference in it is taken.
    """
    if isinstance(new, Meeting):
        rows = records(programme, "board", "meeting")
        _seen(by, new, rows)
        _free(new, rows, None)


def changing(by: User, row: Record, old: object, new: object) -> None:
    """Keep a closed meeting as it is, but for the days on which its follow-ups were done.

    Args:
        row: of the record, still as it was.

    Raises:
        PermissionDenied: the person may not see the meeting, or would open a panel.
        ArgumentError: the meeting is closed, or a reference in it is taken.
    """
    if isinstance(old, Board) and isinstance(new, Board):
        _stays_shut(by, old.is_panel and not new.is_panel)
    if not (isinstance(old, Meeting) and isinstance(new, Meeting)):
        return
    rows = records(row.programme, "board", "meeting")
    _seen(by, old, rows)
    _seen(by, new, rows)
    if old.held and _without_done(old) != _without_done(new):
        raise ArgumentError(
            _CLOSED,
            remedy="Only the days on which follow-ups were done can be changed now. Put the rest "
            "right at the next meeting.",
        )
    _free(new, rows, row.pk)


def removing(by: User, row: Record) -> None:
    """Keep closed meetings, and boards that have met.

    Raises:
        PermissionDenied: the person may not see the meeting.
        ArgumentError: it stays.
    """
    if row.kind not in ("board", "meeting"):
        return
    rows, old = records(row.programme, "board", "meeting"), held(row)
    if isinstance(old, Board):
        if any(each.kind == "meeting" and each.body["board"] == old.key for each in rows):
            raise ArgumentError(
                "The board has meetings", remedy="Remove those first; closed ones stay."
            )
        return
    _seen(by, old, rows)
    if old.held:
        raise ArgumentError(_CLOSED, remedy="It stays, as the record of what was decided.")


def _seen(by: User, meeting: Meeting, rows: list[Record]) -> None:
    if not panels.may_see(by, meeting.board, rows):
        raise PermissionDenied


def _stays_shut(by: User, opens: bool) -> None:
    """Nobody shows a panel's meetings to themselves."""
    if opens and not by.has_perm(panels.NEEDS):
        raise PermissionDenied


def _without_done(meeting: Meeting) -> Meeting:
    return replace(meeting, log=tuple(replace(each, done=None) for each in meeting.log))


def _free(new: Meeting, rows: list[Record], own: int | None) -> None:
    """Refuse a follow-up or decision whose reference names another already."""
    asked = [each.ref for each in new.decisions]
    given = [each.ref for each in new.log]
    others = [
        item["ref"]
        for row in rows
        if row.kind == "meeting" and row.pk != own
        for item in row.body["log"]
    ]
    for refs, taken in ((asked, []), (given, others)):
        twice = [ref for ref in refs if refs.count(ref) > 1 or ref in taken]
        if twice:
            raise ArgumentError(
                f"{twice[0]} is there already",
                where="ref",
                remedy="Give it a reference of its own.",
            )
