"""What an agenda item is, and the order of an agenda."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Section = Literal[
    "follow_up", "carried", "unquorate", "message", "decision", "monthly", "exception", "quarterly",
    "risk", "paper",
]  # fmt: skip
SECTIONS: Final[dict[Section, str]] = {
    "follow_up": "Follow-ups of earlier meetings",
    "carried": "Decisions carried over",
    "unquorate": "Decided without a quorum",
    "message": "Messages from other boards",
    "decision": "Decisions due",
    "monthly": "Actions that are red or of high priority",
    "exception": "Other actions by exception",
    "quarterly": "All other actions",
    "risk": "Red risks",
    "paper": "Papers",
}
"""The sections of an agenda: key and name, in order."""


@dataclass(frozen=True)
class Item:
    """One item of an agenda.

    Attributes:
        section: of `SECTIONS`.
        ref: of the follow-up, decision, action or risk; for others what names them.
        title: what it is.
        why: why it is on the agenda, in words.
        who: the owner, lead or author; empty where not known.
    """

    section: Section
    ref: str
    title: str
    why: str
    who: str = ""
