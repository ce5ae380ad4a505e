"""What the form of a step of a meeting begins with."""

from __future__ import annotations

from typing import Any, Final

from kinward.programme.agenda import Item
from kinward.programme.boards import board_of, latest_decisions, quorum
from kinward.programme.governance import Board, Decision, Meeting
from kinward_web.programme.models import Record
from kinward_web.programme.presenters.agenda import DECIDED
from kinward_web.programme.selectors.boards import meetings, next_ref
from kinward_web.programme.selectors.programmes import held, whole
from kinward_web.programme.selectors.standing import standing

_OF_ACTIONS: Final = frozenset({"monthly", "exception", "quarterly"})


def board_of_meeting(one: Record) -> Board:
    """The board of a meeting."""
    return board_of(whole(one.programme), held(one).board)


def short_of(one: Record) -> str:
    """Why a meeting has no quorum; empty where it has, or nobody has come yet."""
    own: Meeting = held(one)
    return quorum(board_of_meeting(one), own) if own.attended else ""


def begins(one: Record, place: int, name: str) -> dict[str, Any] | None:
    """What a step's form begins with; None where the agenda has no such item.

    Args:
        one: the meeting.
        place: of the item on its agenda, from 1; 0 for a step that is about none.
        name: of the list that it adds to: decisions, log, messages or papers.
    """
    own: Meeting = held(one)
    if place > len(own.items):
        return None
    if name == "papers":
        return {}
    item = own.items[place - 1] if place else None
    now = standing(one.programme, own.on, panels=True)
    asked = None
    if item is not None and item.section in DECIDED:
        asked, _ = latest_decisions(now.held, own.board, own.on).get(item.ref, (None, None))
    if name == "messages":
        return {**_message(item, asked), "to": board_of(now.held, own.board).parent}
    ref = next_ref(meetings(now.rows), name)
    return (
        _decision(item, asked, ref) if name == "decisions" else {**_about(item, asked), "ref": ref}
    )


def _decision(item: Item | None, asked: Decision | None, ref: str) -> dict[str, Any]:
    """One that was asked before keeps its reference, so that this is the last word on it."""
    about = _about(item, asked)
    if item is None or item.section not in DECIDED:
        return {**about, "ref": ref}
    due = asked.due if asked else None
    return {**about, "ref": item.ref, "text": item.title, "by": item.who, "due": due}


def _message(item: Item | None, asked: Decision | None) -> dict[str, Any]:
    about = _about(item, asked)
    if item is None:
        return about
    if item.section == "risk":
        about["risk"] = item.ref
    named = item.section == "risk" or item.section in _OF_ACTIONS
    return {**about, "text": f"{item.ref} {item.title}. {item.why}" if named else item.title}


def _about(item: Item | None, asked: Decision | None) -> dict[str, Any]:
    """The action that an item is about."""
    if asked is not None and asked.action:
        return {"action": asked.action}
    return {"action": item.ref} if item is not None and item.section in _OF_ACTIONS else {}
