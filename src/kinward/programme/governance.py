"""Boards and panels, their meetings, and what came of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kinward.errors import ArgumentError
from kinward.programme.agenda import Item
from kinward.programme.words import Cadence, DecisionOutcome


@dataclass(frozen=True)
class Board:
    """A board or panel.

    Attributes:
        key: its name within the programme.
        name: as papers print it.
        cadence: how often it meets.
        chair, members: people or posts.
        terms: its terms of reference.
        quorum: members that must be there; 0 for none.
        parent: key of the board that it reports to, or empty.
        first_meeting: the day from which the cadence is counted; None for the last meeting held.
        is_panel: whether it discusses single children, so that its papers stay with its members.
    """

    key: str
    name: str
    cadence: Cadence = "monthly"
    chair: str = ""
    members: tuple[str, ...] = ()
    terms: str = ""
    quorum: int = 0
    parent: str = ""
    first_meeting: date | None = None
    is_panel: bool = False


@dataclass(frozen=True)
class Decision:
    """What a board is asked to decide, or decided.

    Attributes:
        ref: its name within the programme.
        text: what is asked.
        outcome: `due` until a meeting has dealt with it.
        reason: why; needed once it is agreed or refused.
        by: who proposed or took it.
        due: the day by which it must be taken; None where there is none.
        action: ref of the action that it is about, or empty.
    """

    ref: str
    text: str
    outcome: DecisionOutcome = "due"
    reason: str = ""
    by: str = ""
    due: date | None = None
    action: str = ""

    def __post_init__(self) -> None:
        """Refuse a decision that nobody could account for."""
        if self.outcome in ("agreed", "refused", "deferred") and not self.reason.strip():
            raise ArgumentError(
                f"The decision {self.ref} has no reason",
                where="reason",
                remedy="Say in words why the board decided so.",
            )


@dataclass(frozen=True)
class LogItem:
    """A follow-up that a meeting gave somebody; `action` is the ref that it is about, or empty."""

    ref: str
    text: str
    owner: str
    due: date | None = None
    done: date | None = None
    action: str = ""


@dataclass(frozen=True)
class Message:
    """What a meeting passes to another board, up (an escalation) or down: its key and the words.

    `action` and `risk` are the refs that it is about, or empty.
    """

    to: str
    text: str
    action: str = ""
    risk: str = ""


@dataclass(frozen=True)
class Paper:
    """A paper for a meeting: its title, who brings it, and what it asks."""

    title: str
    by: str = ""
    asks: str = ""


@dataclass(frozen=True)
class Meeting:
    """One meeting of a board.

    Attributes:
        board: its key.
        on: the day.
        attended: people or posts; empty before it begins.
        items: its agenda as it stood when it began, so that it stays as it was.
        decisions: asked of it, with what came of them.
        log: follow-ups that it gave.
        messages: passed to other boards.
        papers: brought to it.
        held: whether it has taken place.
        without_quorum: why it decided although too few were there, in words; empty where it did
            not.
    """

    board: str
    on: date
    attended: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    decisions: tuple[Decision, ...] = ()
    log: tuple[LogItem, ...] = ()
    messages: tuple[Message, ...] = ()
    papers: tuple[Paper, ...] = ()
    held: bool = False
    without_quorum: str = ""
