"""The meetings that a paper can be for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from kinward.words import long_date
from kinward_web.papers.models import Paper
from kinward_web.programme.models import Record

_CLOSED: Final = 6
"""So many of the last closed meetings can still be given a paper."""


def meetings() -> list[tuple[Record, str]]:
    """The meetings of boards with their names in words: those that are still open, the next first,
    then the last that were closed.

    Panels discuss single children; no paper is brought to them here.
    """
    found = Record.objects.filter(kind__in=("board", "meeting"), programme__closed=None)
    rows = list(found.select_related("programme"))
    boards = {
        (each.programme_id, each.ref): each.body["name"]
        for each in rows
        if each.kind == "board" and not each.body["is_panel"]
    }
    known = [
        each
        for each in rows
        if each.kind == "meeting" and (each.programme_id, each.body["board"]) in boards
    ]
    known.sort(key=lambda each: each.body["on"])
    ahead = [each for each in known if not each.body["held"]]
    closed = [each for each in known if each.body["held"]][::-1][:_CLOSED]
    return [
        (each, _words(boards[each.programme_id, each.body["board"]], each))
        for each in (*ahead, *closed)
    ]


def boards_of(papers: Sequence[Paper]) -> dict[int, str]:
    """By paper, the name of the board whose meeting it is for; none for papers of no meeting."""
    rows = {each.pk: each.meeting for each in papers if each.meeting is not None}
    programmes = {row.programme_id for row in rows.values()}
    boards = Record.objects.filter(kind="board", programme__in=programmes) if programmes else ()
    names = {(each.programme_id, each.ref): str(each.body["name"]) for each in boards}
    return {
        pk: names.get((row.programme_id, row.body["board"]), str(row.body["board"]))
        for pk, row in rows.items()
    }


def _words(board: str, meeting: Record) -> str:
    day = long_date(date.fromisoformat(meeting.body["on"]))
    closed = ", closed" if meeting.body["held"] else ""
    return f"{board}, {day}{closed} ({meeting.programme.name})"
