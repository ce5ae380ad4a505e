"""What can be chosen in forms of records: words of the core, and other records of the programme."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from kinward.budget.savings import SAVING_KINDS
from kinward.programme.model import Programme
from kinward.programme.words import COLOURS

IMPACTS: Final = {str(key): words for key, words in SAVING_KINDS.items()}
RAG: Final[Mapping[str, str]] = {
    key: f"{key.capitalize()}: {words[:1].lower()}{words[1:]}" for key, words in COLOURS.items()
}


def outcomes(programme: Programme) -> Mapping[str, str]:
    """Outcomes of the strategy."""
    return {each.ref: _named(each.ref, each.title) for each in programme.outcomes}


def workstreams(programme: Programme) -> Mapping[str, str]:
    """Workstreams."""
    return {each.ref: _named(each.ref, each.title) for each in programme.workstreams}


def actions(programme: Programme) -> Mapping[str, str]:
    """Actions."""
    return {each.ref: _named(each.ref, each.title) for each in programme.actions}


def savings(programme: Programme) -> Mapping[str, str]:
    """Savings."""
    return {each.ref: _named(each.ref, each.objective) for each in programme.savings}


def risks(programme: Programme) -> Mapping[str, str]:
    """Risks."""
    return {each.ref: _named(each.ref, each.title) for each in programme.risks}


def boards(programme: Programme) -> Mapping[str, str]:
    """Boards and panels."""
    return {each.key: each.name for each in programme.boards}


def _named(ref: str, title: str) -> str:
    return f"{ref} {title}"[:120]


KIND_OF: Final[Mapping[Callable[[Programme], Mapping[Any, str]], str]] = {
    outcomes: "outcome", workstreams: "workstream", actions: "action", savings: "saving",
    risks: "risk", boards: "board",
}  # fmt: skip
"""The kind of record that each lets one choose."""


__all__ = [
    "IMPACTS",
    "KIND_OF",
    "RAG",
    "actions",
    "boards",
    "outcomes",
    "risks",
    "savings",
    "workstreams",
]
