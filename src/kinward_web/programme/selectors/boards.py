"""Boards: their meetings, what stands open with them, and what they should pass up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kinward.programme.agenda import Item
from kinward.programme.boards import State, agenda, upward
from kinward.programme.cadence import last_held
from kinward.programme.governance import Board, Decision, LogItem, Meeting, Message
from kinward_web.programme.models import Record
from kinward_web.programme.selectors.programmes import held
from kinward_web.programme.selectors.standing import Standing


@dataclass(frozen=True)
class Met:
    """A meeting and its row."""

    row: Record
    held: Meeting

    @property
    def begun(self) -> bool:
        """Whether it has begun: its agenda is then what it was."""
        return self.held.held or bool(self.held.attended)


@dataclass(frozen=True)
class FollowUp:
    """A follow-up: the meeting that gave it, and its place there from 0."""

    given: Met
    place: int
    item: LogItem


@dataclass(frozen=True)
class Received:
    """A message that a board received, and the meeting that it is from."""

    given: Met
    message: Message


@dataclass(frozen=True)
class Upward:
    """What a board should pass up, and the meeting at which it will; None where none is planned."""

    board: Record
    parent: str
    message: Message
    meeting: Met | None
    passed: bool = False

    @property
    def about(self) -> str:
        """What names it in a form: the kind and the ref."""
        return about(self.message)


def about(message: Message) -> str:
    """What a message is about, as one word: 'action 1.1', 'risk R2'; empty where nothing."""
    if message.action:
        return f"action {message.action}"
    return f"risk {message.risk}" if message.risk else ""


def meetings(rows: Iterable[Record], board: str = "") -> list[Met]:
    """The meetings of a board (of all: ''), the earliest first."""
    found = [Met(each, held(each)) for each in rows if each.kind == "meeting"]
    own = [each for each in found if board in ("", each.held.board)]
    return sorted(own, key=lambda each: each.held.on)


def next_of(own: Iterable[Met]) -> Met | None:
    """The first meeting of a board's that is not closed."""
    return next((each for each in own if not each.held.held), None)


def agenda_of(now: Standing, board: str, on: date) -> tuple[Item, ...]:
    """The agenda of a board's meeting by rule.

    Args:
        now: as the programme stands on the day of the meeting, or today where that is still ahead.
    """
    stands = State(now.delivery, now.benefit, now.exceptions)
    return agenda(now.held, board, on, stands, now.scale)


def follow_ups(found: Iterable[Met], as_at: date) -> list[FollowUp]:
    """What meetings that are closed gave and nobody has done by a day, by due date."""
    opened = [
        FollowUp(met, place, item)
        for met in found
        if met.held.held and met.held.on <= as_at
        for place, item in enumerate(met.held.log)
        if not (item.done and item.done <= as_at)
    ]
    return sorted(opened, key=lambda each: (each.item.due or date.max, each.item.ref))


def received(found: Iterable[Met], board: str) -> list[Received]:
    """What other boards passed to a board, the newest first."""
    given = [
        Received(met, message)
        for met in found
        if met.held.held
        for message in met.held.messages
        if message.to == board
    ]
    return sorted(given, key=lambda each: each.given.held.on, reverse=True)


def to_pass_up(now: Standing) -> list[Upward]:
    """What boards should pass to those above them and have not at their last meeting, by board.

    Panels pass nothing by rule: they discuss children, not actions.
    """
    return [
        each
        for row in now.rows
        if row.kind == "board"
        for each in _of_board(now, row)
        if not each.passed
    ]


def passing_up(now: Standing, row: Record) -> list[Upward]:
    """What one board should pass up, with what it already has."""
    return list(_of_board(now, row))


def _of_board(now: Standing, row: Record) -> Iterator[Upward]:
    board: Board = held(row)
    if board.is_panel or not board.parent:
        return
    own = meetings(now.rows, board.key)
    ahead = next_of(own)
    last = last_held(board, now.held.meetings, date.max)
    given = {
        about(each)
        for met in own
        if met is ahead or met.held == last
        for each in met.held.messages
        if each.to == board.parent
    }
    parents = {each.key: each.name for each in now.held.boards}
    parent = parents.get(board.parent, board.parent)
    stands = State(now.delivery, now.benefit, {})
    for message in upward(now.held, board.key, now.as_at, stands, now.scale):
        yield Upward(row, parent, message, ahead, about(message) in given)


def decisions_of(rows: Iterable[Record], ref: str) -> list[tuple[Met, Decision]]:
    """What boards decided, or are asked to decide, about an action: the newest first.

    Args:
        rows: records of the programme, without the meetings that are not for the person.
        ref: of the action.
    """
    return [
        (met, decision)
        for met in reversed(meetings(rows))
        for decision in met.held.decisions
        if decision.action == ref
    ]


def next_ref(found: Iterable[Met], name: str) -> str:
    """A reference for the next decision or follow-up: D or F and one more than the highest.

    Args:
        found: every meeting of the programme.
        name: of the list: decisions or log.
    """
    letter = {"decisions": "D", "log": "F"}.get(name, "")
    refs = [each.ref for met in found for each in getattr(met.held, name)] if letter else []
    numbers = [int(ref[1:]) for ref in refs if ref[:1] == letter and ref[1:].isdecimal()]
    return f"{letter}{max(numbers, default=0) + 1}" if letter else ""
