"""A programme: its plan, savings, registers and boards; and the whole of it.

Money is whole pence; a saving is above 0. Owners and leads are people or posts, as text. Refs are
text, and unique within their kind. A financial year is named by its end: 2017 is 2016/17.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kinward.errors import ArgumentError
from kinward.programme.governance import Board, Decision, LogItem, Meeting, Message, Paper
from kinward.programme.plan import (
    Action,
    Deliverable,
    Outcome,
    Override,
    Update,
    Workstream,
)  # fmt: skip
from kinward.programme.registers import Assumption, Consultation, Issue, Mitigation, Risk, Score
from kinward.programme.words import Impact, PageKey, SavingClass

__all__ = [
    "Action", "Assumption", "Board", "Consultation", "Decision", "Deliverable", "Issue", "LogItem",
    "Meeting", "Message", "Mitigation", "Need", "Outcome", "Override", "Page", "Paper", "Portfolio",
    "Programme", "Risk", "Saving", "Score", "Share", "Update", "Workstream",
]  # fmt: skip


@dataclass(frozen=True)
class Share:
    """The part, from 0 to 1, of a saving that is another action's (`ref` or `PROGRAMME:ref`)."""

    action: str
    share: Decimal


@dataclass(frozen=True)
class Saving:
    """A saving of one financial year.

    Attributes:
        ref: its name within the programme.
        financial_year: by its end.
        target_pence: planned; below 0 where it costs.
        action: ref of the action that makes it; empty where it belongs to none.
        objective: what it is for, as the budget names it.
        impact: how it comes about.
        placement_type: whose spend falls; empty where it is not of one.
        achieved_pence: made so far; it counts only with `evidence`. None where nothing is said.
        evidence: what shows that it was made.
        forecast_pence: expected for the whole year; None where nothing is said.
        kind: cashable or avoided; None where it is not said.
        probability: that the forecast is made, from 0 to 1; None where not judged.
        shares: parts of it that belong to other actions; the rest is `action`'s.
        same_as: ref of a saving that this one is part of already, so that it counts there alone.
        status: what the file that it came from says of it, in its words.
    """

    ref: str
    financial_year: int
    target_pence: int
    action: str = ""
    objective: str = ""
    impact: Impact | None = None
    placement_type: str = ""
    achieved_pence: int | None = None
    evidence: str = ""
    forecast_pence: int | None = None
    kind: SavingClass | None = None
    probability: Decimal | None = None
    shares: tuple[Share, ...] = ()
    same_as: str = ""
    status: str = ""

    def __post_init__(self) -> None:
        """Refuse shares of more than the whole, and a probability that is none."""
        shared = [each.share for each in self.shares]
        if any(part < 0 for part in shared) or sum(shared) > 1:
            raise ArgumentError(
                f"The shares of the saving {self.ref} are no parts of a whole",
                where="shares",
                remedy="Give parts from 0 to 1 that come to 1 at most.",
            )
        if self.probability is not None and not 0 <= self.probability <= 1:
            raise ArgumentError(
                f"The probability of the saving {self.ref} is outside 0 to 1", where="probability"
            )


@dataclass(frozen=True)
class Need:
    """What must be saved in a financial year (by its end); `step` names a part of the sum."""

    financial_year: int
    pence: int
    step: str = ""


@dataclass(frozen=True)
class Page:
    """A living document: its text as it stands, and who changed it last."""

    key: PageKey
    text: str
    changed_on: date
    changed_by: str


@dataclass(frozen=True)
class Programme:
    """A programme as it stands; `key` names it in another programme's dependencies.

    Raises:
        ArgumentError: two of a kind with the same ref.
    """

    key: str
    name: str
    purpose: str = ""
    owner: str = ""
    outcomes: tuple[Outcome, ...] = ()
    workstreams: tuple[Workstream, ...] = ()
    actions: tuple[Action, ...] = ()
    savings: tuple[Saving, ...] = ()
    needs: tuple[Need, ...] = ()
    risks: tuple[Risk, ...] = ()
    issues: tuple[Issue, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    boards: tuple[Board, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    pages: tuple[Page, ...] = ()

    def __post_init__(self) -> None:
        """Refuse refs that do not name one thing."""
        for kind, refs in (
            ("outcomes", [each.ref for each in self.outcomes]),
            ("workstreams", [each.ref for each in self.workstreams]),
            ("actions", [each.ref for each in self.actions]),
            ("savings", [each.ref for each in self.savings]),
            ("risks", [each.ref for each in self.risks]),
            ("issues", [each.ref for each in self.issues]),
            ("assumptions", [each.ref for each in self.assumptions]),
            ("boards", [each.key for each in self.boards]),
        ):
            _unique(kind, refs)


@dataclass(frozen=True)
class Portfolio:
    """Several programmes; their keys are unique."""

    name: str
    programmes: tuple[Programme, ...]

    def __post_init__(self) -> None:
        """Refuse keys that do not name one programme."""
        _unique("programmes", [each.key for each in self.programmes])


def _unique(kind: str, refs: Iterable[str]) -> None:
    seen: set[str] = set()
    for ref in refs:
        if not ref or ref in seen:
            what = f"The ref {ref} is there twice" if ref else "One has no ref"
            raise ArgumentError(what, where=kind, remedy="Give each a ref of its own.")
        seen.add(ref)
