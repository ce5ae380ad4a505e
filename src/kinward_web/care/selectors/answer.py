"""The figures that answer a question, whether they are stored or worked out for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from kinward_web.care.asked import Asked
from kinward_web.care.selectors.figures import worked
from kinward_web.documents.selectors import of_snapshot

if TYPE_CHECKING:
    from kinward_web.accounts.models import User
    from kinward_web.intake.models import Snapshot


@dataclass(frozen=True)
class Answer:
    """Figures for one person.

    Attributes:
        head: sentences, notes, facts and contents.
        sections: the core's JSON.
        query: the filters, as they stand in an address.
        hides: whether small numbers are hidden.
        rests_on: the number of the snapshot.
    """

    as_at: date
    head: dict[str, Any]
    sections: list[dict[str, Any]]
    query: str
    hides: bool
    rests_on: int


def stored(person: User, snapshot: Snapshot) -> Answer | None:
    """The figures of all children; None for a person who sees only their own areas."""
    found = of_snapshot(snapshot, "children", person)
    if found is None:
        return None
    hides = found.audience == "public"
    return Answer(found.as_at, found.head, found.sections, "", hides, snapshot.number)


def worked_out(snapshot: Snapshot, asked: Asked) -> Answer | None:
    """The figures of a choice; None where nothing is kept to work from."""
    found = worked(snapshot, asked)
    if found is None:
        return None
    hides = False
    return Answer(found.as_at, found.head, found.sections, asked.query, hides, snapshot.number)
