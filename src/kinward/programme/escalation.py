"""Which board sees an action, and how often.

An action of high priority, or red in delivery or benefit, goes to the board every month. All go
every quarter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kinward.programme.dates_of import is_open
from kinward.programme.model import Programme
from kinward.programme.plan import Action
from kinward.programme.rag import Rag

Often = Literal["monthly", "quarterly"]


@dataclass(frozen=True)
class Escalation:
    """How often an action goes to the board, and why."""

    ref: str
    often: Often
    reason: str


def escalation(action: Action, delivery: Rag, benefit: Rag) -> Escalation:
    """How often one action goes to the board."""
    why = ["its priority is high"] if action.priority == "high" else []
    why += [f"its {each.side} is red" for each in (delivery, benefit) if each.colour == "red"]
    if why:
        return Escalation(action.ref, "monthly", f"Every month: {' and '.join(why)}.")
    return Escalation(action.ref, "quarterly", "Every quarter, as all actions.")


def escalations(
    programme: Programme, as_at: date, delivery: Mapping[str, Rag], benefit: Mapping[str, Rag]
) -> dict[str, Escalation]:
    """How often each open action goes to the board, by ref."""
    return {
        each.ref: escalation(each, delivery[each.ref], benefit[each.ref])
        for each in programme.actions
        if is_open(each, as_at)
    }
