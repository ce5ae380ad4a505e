"""The kinds of record that a programme has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from kinward.dates import year_name
from kinward.programme import governance, registers
from kinward.programme import model as core


@dataclass(frozen=True)
class Kind:
    """A kind of record.

    Attributes:
        key: its name in addresses and in the database.
        field: where the core's programme holds its records.
        holds: the core's dataclass.
        name, names: one, and several, as pages write them.
        needs: the permission to change one.
        ref: the record's name within the programme.
    """

    key: str
    field: str
    holds: type[Any]
    name: str
    names: str
    needs: str = "programme.edit"
    ref: Callable[[Any], str] = lambda held: str(held.ref)

    @property
    def adding(self) -> str:
        """What a button says that adds one."""
        return adding(self.name)


def adding(name: str) -> str:
    """'Add an action', 'Add a risk'."""
    article = "an" if name[:1].lower() in "aeiou" else "a"
    return f"Add {article} {name.lower()}"


def _need(held: core.Need) -> str:
    return f"{year_name(held.financial_year)} {held.step}".strip()


def _meeting(held: governance.Meeting) -> str:
    return f"{held.board} {held.on:%Y-%m-%d}"


_ALL: Final = (
    Kind("outcome", "outcomes", core.Outcome, "Outcome", "Outcomes"),
    Kind("workstream", "workstreams", core.Workstream, "Workstream", "Workstreams"),
    Kind("action", "actions", core.Action, "Action", "Actions"),
    Kind("saving", "savings", core.Saving, "Saving", "Savings"),
    Kind("need", "needs", core.Need, "Saving needed", "Savings needed", ref=_need),
    Kind("risk", "risks", registers.Risk, "Risk", "Risks"),
    Kind("issue", "issues", registers.Issue, "Issue", "Issues"),
    Kind("assumption", "assumptions", registers.Assumption, "Assumption", "Assumptions"),
    Kind("board", "boards", governance.Board, "Board", "Boards", ref=lambda held: str(held.key)),
    Kind(
        "meeting", "meetings", governance.Meeting, "Meeting", "Meetings", needs="programme.meet",
        ref=_meeting,
    ),
    Kind(
        "consultation", "consultations", registers.Consultation, "Consultation answer",
        "Consultation",
    ),
    Kind(
        "page", "pages", core.Page, "Living document", "Living documents",
        ref=lambda held: str(held.key),
    ),
)  # fmt: skip

KINDS: Final[Mapping[str, Kind]] = {kind.key: kind for kind in _ALL}
"""By key, in the order of the core's programme."""
