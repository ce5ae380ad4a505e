"""Holding meetings: beginning and closing them, follow-ups that are done, what goes up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from django.db import transaction

from kinward.errors import ArgumentError
from kinward.programme.boards import board_of, quorum
from kinward.programme.governance import Meeting
from kinward.words import long_date
from kinward_web.audit.actions import Kind, record
from kinward_web.programme.actions.records import change, needs
from kinward_web.programme.models import Record
from kinward_web.programme.selectors.boards import agenda_of, passing_up
from kinward_web.programme.selectors.programmes import held, whole
from kinward_web.programme.selectors.standing import standing

if TYPE_CHECKING:
    from kinward_web.accounts.models import User

NEEDS: Final = "programme.meet"


@transaction.atomic
def begin(
    *, by: User, one: Record, attended: tuple[str, ...], today: date, edition: int, key: str
) -> Record:
    """Say who came. The first time the meeting begins: its agenda then stays as it was.

    Raises:
        PermissionDenied, StaleError: as of `records.change`.
        ArgumentError: nobody came, the meeting is still ahead, or it is closed.
    """
    needs(by, NEEDS)
    meeting: Meeting = held(one)
    if not attended:
        raise ArgumentError("Nobody came", where="attended", remedy="Say who was there.")
    if meeting.on > today:
        raise ArgumentError(
            f"The meeting is on {long_date(meeting.on)}, which is still ahead",
            where="on", remedy="Change its day if it takes place sooner.",
        )  # fmt: skip
    items = meeting.items
    if not meeting.attended:
        items = agenda_of(
            standing(one.programme, meeting.on, panels=True), meeting.board, meeting.on
        )
    return change(
        by=by, one=one, held=replace(meeting, attended=attended, items=items), edition=edition,
        key=key, words="Said who came to a meeting",
    )  # fmt: skip


@transaction.atomic
def close(*, by: User, one: Record, edition: int, key: str, words: str = "") -> Record:
    """Close a meeting: it has taken place, and stays as it is.

    Args:
        words: why it decided without a quorum; they count only where it had none.

    Raises:
        PermissionDenied, StaleError: as of `records.change`.
        ArgumentError: nobody said yet who came; or it had no quorum, and nobody says why.
    """
    needs(by, NEEDS)
    meeting: Meeting = held(one)
    if not meeting.attended:
        raise ArgumentError("The meeting has not begun", remedy="Say first who came.")
    short = quorum(board_of(whole(one.programme), meeting.board), meeting)
    why = words.strip() if short else ""
    if short and not why:
        raise ArgumentError(
            f"The meeting has no quorum: {short}", where="words",
            remedy="Say why it decided all the same, or correct who came.",
        )  # fmt: skip
    return change(
        by=by, one=one, held=replace(meeting, held=True, without_quorum=why), edition=edition,
        key=key, words="Closed a meeting",
    )  # fmt: skip


@transaction.atomic
def done(
    *, by: User, one: Record, place: int, on: date, today: date, edition: int, key: str
) -> Record:
    """Say when a follow-up was done, also of a meeting that is closed.

    Args:
        place: of the follow-up in the meeting, from 0.

    Raises:
        PermissionDenied, StaleError: as of `records.change`.
        ArgumentError: it cannot have been done on that day.
    """
    needs(by, NEEDS)
    meeting: Meeting = held(one)
    if not meeting.on <= on <= today:
        raise ArgumentError(
            "A follow-up is done on a day from its meeting to today", where="on",
            remedy=f"Give one from {long_date(meeting.on)} to {long_date(today)}.",
        )  # fmt: skip
    log = list(meeting.log)
    log[place] = replace(log[place], done=on)
    return change(
        by=by, one=one, held=replace(meeting, log=tuple(log)), edition=edition, key=key,
        words="Said when a follow-up was done",
    )  # fmt: skip


@transaction.atomic
def pass_up(*, by: User, board: Record, about: str, today: date, edition: int, key: str) -> Record:
    """Pass one of the things up that the rule says should go up, at the board's next meeting.

    Args:
        about: as of `selectors.boards.about`.
        edition: of that meeting.

    Raises:
        PermissionDenied, StaleError: as of `records.change`.
        ArgumentError: nothing of the kind is to go up, or no meeting is planned.
    """
    needs(by, NEEDS)
    found = next(
        (each for each in passing_up(standing(board.programme, today, panels=True), board)
         if each.about == about), None,
    )  # fmt: skip
    if found is None:
        raise ArgumentError(
            "It no longer has to go up", remedy="Look at the board’s page as it is now."
        )
    if found.meeting is None:
        raise ArgumentError("The board has no meeting ahead", remedy="Plan its next meeting first.")
    if found.passed:
        return found.meeting.row
    meeting = found.meeting.held
    return change(
        by=by, one=found.meeting.row, edition=edition, key=key, words="Passed something up",
        held=replace(meeting, messages=(*meeting.messages, found.message)),
    )  # fmt: skip


def read(*, by: User, one: Record) -> None:
    """Tell the log that somebody read what a panel did: its page, or one of its meetings."""
    record(
        by=by, kind=Kind.READ, subject=f"programme {one.kind}",
        subject_id=f"{one.programme_id}/{one.ref}", words="Read what a panel did",
    )  # fmt: skip
