"""Reading stored figures, always for one kind of reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from kinward_web.documents.models import Document, Part

if TYPE_CHECKING:
    from kinward_web.accounts.models import User
    from kinward_web.intake.models import Snapshot


@dataclass(frozen=True)
class Shown:
    """A document as one kind of reader may see it.

    Attributes:
        head: sentences, notes, facts and contents.
        sections: those that were asked for, as the core's JSON.
    """

    id: int
    kind: str
    as_at: date
    audience: str
    head: dict[str, Any]
    sections: list[dict[str, Any]]


def audience_of(person: User) -> str:
    """Whether a person sees figures whole."""
    whole = person.has_perm("figures.whole") and person.has_perm("areas.all")
    return Part.Audience.WHOLE if whole else Part.Audience.PUBLIC


def of_snapshot(
    snapshot: Snapshot, kind: str, person: User, keys: tuple[str, ...] | None = None
) -> Shown | None:
    """A snapshot's document of a kind; None where there is none.

    Args:
        keys: of the sections wanted; None for all.
    """
    found = snapshot.documents.filter(kind=kind).first()
    return None if found is None else shown(found, audience_of(person), keys)


def shown(document: Document, audience: str, keys: tuple[str, ...] | None = None) -> Shown:
    """A document for one kind of reader."""
    parts = Part.objects.filter(document=document, audience=audience)
    if keys is not None:
        parts = parts.filter(key__in=keys)
    whole = audience == Part.Audience.WHOLE
    return Shown(
        id=document.pk,
        kind=document.kind,
        as_at=document.as_at,
        audience=audience,
        head=document.head_whole if whole else document.head_public,
        sections=[part.body for part in parts],
    )


def section_with_table(document: Document, audience: str, table: str) -> dict[str, Any] | None:
    """The section that holds a table, for its download."""
    for part in Part.objects.filter(document=document, audience=audience):
        if any(figure["table"]["key"] == table for figure in part.body["figures"]):
            return dict(part.body)
    return None
