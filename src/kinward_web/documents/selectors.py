"""Reading stored figures, always for one kind of reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from kinward_web.documents.access import may_see
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
        rests_on: the number of the snapshot that they are made from.
    """

    id: int
    kind: str
    as_at: date
    audience: str
    head: dict[str, Any]
    sections: list[dict[str, Any]]
    rests_on: int | None = None


def audience_of(person: User) -> str:
    """Whether a person sees figures whole."""
    whole = person.has_perm("figures.whole") and person.has_perm("areas.all")
    return Part.Audience.WHOLE if whole else Part.Audience.PUBLIC


def of_snapshot(
    snapshot: Snapshot, kind: str, person: User, keys: tuple[str, ...] | None = None
) -> Shown | None:
    """A snapshot's document of a kind; None where there is none, or not for this person.

    Args:
        keys: of the sections wanted; None for all.
    """
    found = snapshot.documents.filter(kind=kind).first()
    if found is None or not may_see(person, found):
        return None
    return shown(found, audience_of(person), keys)


def head_of(document: Document, audience: str) -> dict[str, Any]:
    """Sentences, notes, facts and contents of a document, for one kind of reader."""
    whole = audience == Part.Audience.WHOLE
    return dict(document.head_whole if whole else document.head_public)


def shown(document: Document, audience: str, keys: tuple[str, ...] | None = None) -> Shown:
    """A document for one kind of reader."""
    parts = Part.objects.filter(document=document, audience=audience)
    if keys is not None:
        parts = parts.filter(key__in=keys)
    return Shown(
        id=document.pk,
        kind=document.kind,
        as_at=document.as_at,
        audience=audience,
        head=head_of(document, audience),
        sections=[part.body for part in parts],
        rests_on=document.rests_on,
    )


def sections_of(document: Document, audience: str) -> Iterator[dict[str, Any]]:
    """The sections of a document, one after the other, as the core's JSON."""
    for part in Part.objects.filter(document=document, audience=audience):
        yield part.body


def bodies_of(documents: Sequence[int], audience: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The sections of many documents, each with the number of its own, in their order."""
    if documents:
        parts = Part.objects.filter(document__in=documents, audience=audience)
        for part in parts.order_by("document", "position").iterator(chunk_size=100):
            yield part.document_id, part.body
