"""Reading the money of the live snapshot, for one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from kinward.dates import return_year, year_start
from kinward_web.documents.access import may_see
from kinward_web.documents.models import Document, Part
from kinward_web.documents.selectors import Shown, audience_of, shown
from kinward_web.money.models import ClosedMonth

if TYPE_CHECKING:
    from kinward_web.accounts.models import User
    from kinward_web.intake.models import Snapshot


@dataclass(frozen=True)
class Month:
    """A month that can be closed: its name (2026-02) and the day of its position."""

    name: str
    as_at: date


@dataclass(frozen=True)
class Placements:
    """Single placements, as a person may see them.

    Attributes:
        sections: as the core's JSON.
        children: of each placement, the pseudonym of its child; without those who are not in the
            returns.
        rests_on: the number of the snapshot that they are made from.
    """

    as_at: date
    sections: list[dict[str, Any]]
    children: dict[str, str]
    rests_on: int | None


def figures(
    person: User, snapshot: Snapshot | None, keys: tuple[str, ...] | None = None
) -> Shown | None:
    """The figures of the money; None where none were made.

    Args:
        keys: of the sections wanted; None for all.

    Raises:
        PermissionDenied: the person may see no figures of all areas.
    """
    document = _document(snapshot, "money")
    if document is None:
        return None
    if not may_see(person, document):
        raise PermissionDenied
    return shown(document, audience_of(person), keys)


def placements(person: User, snapshot: Snapshot | None) -> Placements | None:
    """The high-cost list and what else tells of single placements; None where none was made.

    Raises:
        PermissionDenied: the person may see no single placement.
    """
    from kinward_web.care.selectors.children import names_of

    if not (person.has_perm("money.placements") and person.has_perm("areas.all")):
        raise PermissionDenied
    document = _document(snapshot, "money_placements")
    if document is None or snapshot is None:
        return None
    found = shown(document, Part.Audience.WHOLE)
    whose = found.head["facts"].get("children", {})
    names = names_of(snapshot, sorted(set(whose.values())))
    known = {placement: names[child] for placement, child in whose.items() if child in names}
    return Placements(found.as_at, found.sections, known, found.rests_on)


def has_placements(snapshot: Snapshot | None) -> bool:
    """Whether there is anything to tell of single placements."""
    document = _document(snapshot, "money_placements")
    return document is not None and bool(document.head_whole["contents"])


def closed_months() -> QuerySet[ClosedMonth]:
    """Every closed month, the latest first."""
    return ClosedMonth.objects.select_related("by")


def is_closed(as_at: date | None) -> ClosedMonth | None:
    """The closed month of a day; None where it is open."""
    return None if as_at is None else closed_months().filter(month=f"{as_at:%Y-%m}").first()


def open_months(snapshot: Snapshot | None) -> list[Month]:
    """The months of the financial year up to the day of the figures that can be closed, the latest
    first. The position of each is that of its last day, of the last of them that of the figures."""
    if snapshot is None or snapshot.as_at is None or _document(snapshot, "money") is None:
        return []
    closed = set(ClosedMonth.objects.values_list("month", flat=True))
    found, day = [], snapshot.as_at
    first = year_start(return_year(day))
    while day >= first:
        name = f"{day:%Y-%m}"
        if name not in closed:
            found.append(Month(name, day))
        day = day.replace(day=1) - timedelta(days=1)
    return found


def _document(snapshot: Snapshot | None, kind: str) -> Document | None:
    return snapshot.documents.filter(kind=kind).first() if snapshot else None
