"""The agenda of a meeting by rule, and what passes between boards and from meeting to meeting.

In order: follow-ups that are open, decisions carried over, what was decided without a quorum and no
meeting with one has spoken of since, messages of other boards, decisions due, actions that are red
or of high priority (at the first meeting of a month), exceptions, all other actions (at the first
meeting of a quarter), red risks, papers. An action comes once, in the first section that it belongs
to, with every reason. A panel has no actions and no risks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kinward.dates import return_year
from kinward.errors import ArgumentError
from kinward.programme.agenda import Item, Section
from kinward.programme.benefit import benefit
from kinward.programme.cadence import last_held
from kinward.programme.delivery import delivery
from kinward.programme.escalation import escalations
from kinward.programme.exceptions import exceptions
from kinward.programme.governance import Board, Decision, LogItem, Meeting, Message
from kinward.programme.model import Programme
from kinward.programme.rag import Rag
from kinward.programme.risks import Scale, ratings
from kinward.programme.words import OUTCOMES
from kinward.words import counted, long_date


@dataclass(frozen=True)
class State:
    """How a programme stands on a day: the colours of its actions, and the exceptions, by ref."""

    delivery: dict[str, Rag]
    benefit: dict[str, Rag]
    exceptions: dict[str, str]


def state(
    programme: Programme,
    as_at: date,
    others: tuple[Programme, ...] = (),
    values: Mapping[str, Decimal] | None = None,
) -> State:
    """How a programme stands on a day.

    Args:
        others: programmes that its actions wait for.
        values: of measures by key, for triggers.

    Raises:
        InputError: actions wait for one another in a circle.
    """
    return State(
        delivery(programme, as_at, others),
        benefit(programme, as_at),
        exceptions(programme, as_at, values),
    )


def agenda(
    programme: Programme, board: str, on: date, stands: State, scale: Scale | None = None
) -> tuple[Item, ...]:
    """The agenda of a board's meeting on a day.

    Raises:
        ArgumentError: there is no such board.
    """
    own = board_of(programme, board)
    items = [*_follow_ups(programme, own, on), *_carried(programme, own, on)]
    items += _unquorate(programme, own, on)
    items += _messages(programme, own, on)
    items += _decisions(programme, own, on)
    if not own.is_panel:
        items += _actions(programme, own, on, stands)
        items += _risks(programme, on, scale)
    items += _papers(programme, own, on)
    return tuple(items)


def board_of(programme: Programme, key: str) -> Board:
    """A board by its key; `ArgumentError` where there is none."""
    for each in programme.boards:
        if each.key == key:
            return each
    known = ", ".join(each.key for each in programme.boards)
    raise ArgumentError(f"There is no board {key}", remedy=f"The boards are {known or 'none'}.")


def open_log(programme: Programme, as_at: date, board: str = "") -> tuple[LogItem, ...]:
    """Follow-ups of held meetings that are not done by a day, of one board or all: by due date."""
    found = [
        item
        for meeting in _meetings(programme, board, as_at)
        if meeting.held
        for item in meeting.log
        if not (item.done and item.done <= as_at)
    ]
    return tuple(sorted(found, key=lambda each: (each.due or date.max, each.ref)))


def _meetings(programme: Programme, board: str, upto: date) -> list[Meeting]:
    """The meetings of a board (of all: '') up to a day, in order."""
    own = [m for m in programme.meetings if board in ("", m.board) and m.on <= upto]
    return sorted(own, key=lambda each: each.on)


def _follow_ups(programme: Programme, board: Board, on: date) -> Iterator[Item]:
    given = {
        item.ref: meeting.on
        for meeting in _meetings(programme, board.key, on)
        for item in meeting.log
    }
    for item in open_log(programme, on, board.key):
        why = f"Given on {long_date(given[item.ref])} and not done"
        if item.due and item.due < on:
            why += f"; due {long_date(item.due)}, {counted((on - item.due).days, 'day')} ago"
        elif item.due:
            why += f"; due {long_date(item.due)}"
        yield Item("follow_up", item.ref, item.text, f"{why}.", item.owner)


def latest_decisions(
    programme: Programme, board: str, upto: date
) -> dict[str, tuple[Decision, Meeting]]:
    """The last word of a board on each decision asked of it up to a day, by ref."""
    return {
        decision.ref: (decision, meeting)
        for meeting in _meetings(programme, board, upto)
        for decision in meeting.decisions
    }


def _carried(programme: Programme, board: Board, on: date) -> Iterator[Item]:
    for decision, meeting in latest_decisions(programme, board.key, on).values():
        if decision.outcome == "deferred":
            why = f"Carried over on {long_date(meeting.on)}: {decision.reason}"
            yield Item("carried", decision.ref, decision.text, why, decision.by)


def _unquorate(programme: Programme, board: Board, on: date) -> Iterator[Item]:
    for decision, meeting in latest_decisions(programme, board.key, on).values():
        if meeting.without_quorum and decision.outcome in ("agreed", "refused"):
            why = (
                f"{OUTCOMES[decision.outcome]} on {long_date(meeting.on)} without a quorum, "
                f"because: {meeting.without_quorum}"
            )
            yield Item("unquorate", decision.ref, decision.text, why, decision.by)


def _decisions(programme: Programme, board: Board, on: date) -> Iterator[Item]:
    for decision, meeting in latest_decisions(programme, board.key, on).values():
        if decision.outcome != "due":
            continue
        why = "A decision is asked of this meeting"
        if meeting.held:
            why = f"Asked on {long_date(meeting.on)} and not decided"
        if decision.due:
            late = ", which has passed" if decision.due < on else ""
            why += f"; needed by {long_date(decision.due)}{late}"
        yield Item("decision", decision.ref, decision.text, f"{why}.", decision.by)


def _messages(programme: Programme, board: Board, on: date) -> Iterator[Item]:
    """What others passed to this board since it last met."""
    last = last_held(board, programme.meetings, on)
    names = {each.key: each.name for each in programme.boards}
    for meeting in _meetings(programme, "", on):
        if meeting.board == board.key or not meeting.held:
            continue
        if last is not None and meeting.on < last.on:
            continue
        for place, message in enumerate(meeting.messages, 1):
            if message.to == board.key:
                source = names.get(meeting.board, meeting.board)
                why = f"From {source}, {long_date(meeting.on)}."
                ref = message.action or message.risk
                ref = ref or f"{meeting.board} {meeting.on.isoformat()} {place}"
                yield Item("message", ref, message.text, why, source)


def _actions(programme: Programme, board: Board, on: date, stands: State) -> list[Item]:
    turn = escalations(programme, on, stands.delivery, stands.benefit)
    last = last_held(board, programme.meetings, on)
    month = last is None or (last.on.year, last.on.month) != (on.year, on.month)
    quarter = last is None or _quarter(last.on) != _quarter(on)
    found: dict[Section, list[Item]] = {"monthly": [], "exception": [], "quarterly": []}
    for action in programme.actions:
        if action.ref not in turn:
            continue
        own, exception = turn[action.ref], stands.exceptions.get(action.ref, "")
        if own.often == "monthly" and month:
            section: Section = "monthly"
        elif exception:
            section = "exception"
        elif quarter:
            section = "quarterly"
        else:
            continue
        shown = "" if section == "exception" and own.often == "quarterly" else own.reason
        colours = [stands.delivery[action.ref], stands.benefit[action.ref]]
        told = [f"{each.side.capitalize()}: {each.told}" for each in colours if _says_more(each)]
        why = " ".join(filter(None, [shown, exception, *told]))
        found[section].append(Item(section, action.ref, action.title, why, action.lead))
    return [item for items in found.values() for item in items]


def _says_more(rag: Rag) -> bool:
    """Whether its reason belongs in an agenda: not that all is well."""
    return rag.colour in ("red", "amber")


def _quarter(day: date) -> tuple[int, int]:
    """The financial year and the quarter in it: April to June is the first."""
    return return_year(day), (day.month - 4) % 12 // 3


def _risks(programme: Programme, on: date, scale: Scale | None) -> Iterator[Item]:
    titles = {each.ref: each for each in programme.risks}
    for rated in ratings(programme.risks, on, scale):
        if rated.colour == "red":
            risk = titles[rated.ref]
            yield Item("risk", rated.ref, risk.title, f"Rated {rated.reason}", risk.owner)


def _papers(programme: Programme, board: Board, on: date) -> Iterator[Item]:
    for meeting in programme.meetings:
        if meeting.board != board.key or meeting.on != on:
            continue
        for paper in meeting.papers:
            why = paper.asks or "For information."
            yield Item("paper", paper.title, paper.title, why, paper.by)


def upward(
    programme: Programme, board: str, on: date, stands: State, scale: Scale | None = None
) -> tuple[Message, ...]:
    """What a board should pass to the one above it: red actions and red risks, with the reason.

    Raises:
        ArgumentError: there is no such board.
    """
    parent = board_of(programme, board).parent
    if not parent:
        return ()
    found = []
    for action in programme.actions:
        red = [
            each
            for each in (stands.delivery[action.ref], stands.benefit[action.ref])
            if each.colour == "red"
        ]
        if red:
            told = " ".join(f"{each.side.capitalize()}: {each.told}" for each in red)
            found.append(Message(parent, f"{action.ref} {action.title}. {told}", action.ref))
    for item in _risks(programme, on, scale):
        found.append(Message(parent, f"{item.ref} {item.title}. {item.why}", risk=item.ref))
    return tuple(found)


def quorum(board: Board, meeting: Meeting) -> str:
    """Why a meeting could not decide, in words; empty where it could.

    Members and the chair count, not guests; of a board that names no members, all who came.
    """
    own = {each for each in (board.chair, *board.members) if each}
    came = set(meeting.attended)
    there = len(came & own if board.members else came)
    if there >= board.quorum:
        return ""
    verb = "was" if there == 1 else "were"
    return f"{counted(there, 'member')} {verb} there and {board.quorum} are needed to decide."
