"""Stored figures as the API gives them: read as pages read them, for the same reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.core.cache import caches

from kinward_web.api import schemas
from kinward_web.api.own import own_figures, own_section, sees_all
from kinward_web.api.problems import PREFIX, ProblemError
from kinward_web.documents.access import may_see
from kinward_web.documents.models import Document, Part
from kinward_web.documents.selectors import audience_of, section_with_table, shown
from kinward_web.intake.models import Snapshot
from kinward_web.intake.selectors import live

if TYPE_CHECKING:
    from kinward_web.accounts.models import User

_KEPT_S: Final = 3600
_COLUMN: Final = ("name", "label", "format")
KINDS: Final = ("children", "quality", "money", "forecast", "backtest", "plan")
"""What the API gives. A kind that tells of single children is not among them, whoever may see it:
such a list is downloaded from its page, where the password is asked for again."""
_OWN: Final = "children"
"""The one kind of figures that a person has who sees some areas alone."""
_NO_FIGURES: Final = "No figures have been worked out yet."
_OF_ALL: Final = "These figures are of every area, and your role sees your own areas alone."


@dataclass(frozen=True)
class Found:
    """A table as it is stored.

    Attributes:
        document: its number; None for figures of one's own areas, which are not stored.
        stored: the core's JSON.
    """

    document: int | None
    kind: str
    as_at: date
    audience: str
    section: str
    stored: dict[str, Any]

    @property
    def name(self) -> str:
        """For the audit log."""
        return f"{self.document or 'own areas'}/{self.stored['key']}"


def figures() -> Snapshot:
    """The live figures.

    Raises:
        ProblemError: there are none.
    """
    snapshot = live()
    if snapshot is None:
        raise ProblemError(404, _NO_FIGURES)
    return snapshot


def head(person: User, kind: str) -> dict[str, Any]:
    """The head of the live figures of a kind, with links to their tables.

    Raises:
        ProblemError: they are not there, or not for this person.
    """
    snapshot = figures()
    if not sees_all(person) and kind == _OWN:
        own = own_figures(person, snapshot)
        links = [_link(None, _OWN, *each, latest=True) for each in _tables(own.sections)]
        return _head(snapshot, kind, "whole", own.head, links)
    document = _of(person, snapshot, kind)
    told = shown(document, audience_of(person), keys=())
    links = stored_links(document, told.audience, latest=True)
    return _head(snapshot, kind, told.audience, told.head, links, document.pk)


def _head(
    snapshot: Snapshot,
    kind: str,
    audience: str,
    told: dict[str, Any],
    links: list[schemas.TableLink],
    document: int | None = None,
) -> dict[str, Any]:
    facts = told.get("facts", {})
    return {
        "document": document,
        "kind": kind,
        "figures": snapshot.number,
        "as_at": snapshot.as_at,
        "made": snapshot.made,
        "audience": audience,
        "sentences": told.get("sentences", []),
        "notes": told.get("notes", []),
        "tiles": facts.get("tiles", []),
        "attention": facts.get("attention", []),
        "tables": links,
        "today": facts.get("today"),
        "target": facts.get("target"),
        "marks": facts.get("marks", []),
    }


def latest_links(person: User) -> list[schemas.TableLink]:
    """The tables of the live figures that a person may see, in the order of pages."""
    snapshot = figures()
    if not sees_all(person):
        own = own_figures(person, snapshot)
        return [_link(None, _OWN, *each, latest=True) for each in _tables(own.sections)]
    audience = audience_of(person)
    documents = snapshot.documents.filter(kind__in=KINDS)
    return [
        link
        for each in sorted(documents, key=lambda each: KINDS.index(each.kind))
        if may_see(person, each)
        for link in stored_links(each, audience, latest=True)
    ]


def stored_links(
    document: Document, audience: str, *, latest: bool = False
) -> list[schemas.TableLink]:
    """The tables of a document. It never changes, so what is in it is read once an hour."""
    name = f"api-tables-{document.pk}-{audience}"
    known = caches["figures"].get(name)
    if known is None:
        parts = Part.objects.filter(document=document, audience=audience)
        known = list(_tables(part.body for part in parts))
        caches["figures"].set(name, known, _KEPT_S)
    return [_link(document.pk, document.kind, *each, latest=latest) for each in known]


def table(person: User, document: str, key: str) -> Found:
    """A table of a document.

    Args:
        document: its number; or its kind, for that of the live figures.

    Raises:
        ProblemError: it is not there, or not for this person.
    """
    if not sees_all(person) and document == _OWN:
        snapshot = figures()
        body = own_section(person, snapshot, key)
        return Found(
            None, _OWN, snapshot.as_at or date.min, "whole", body["heading"], _in(body, key)
        )
    one = _numbered(person, document) if document.isdecimal() else _of(person, figures(), document)
    audience = audience_of(person)
    section = section_with_table(one, audience, key)
    if section is None:
        raise ProblemError(404)
    return Found(one.pk, one.kind, one.as_at, audience, section["heading"], _in(section, key))


def as_schema(found: Found) -> schemas.Table:
    """A table with its rows."""
    stored = found.stored
    names = [each["name"] for each in stored["columns"]]
    latest = found.document is None or figures().documents.filter(pk=found.document).exists()
    link = _link(
        found.document, found.kind, found.section, stored["key"], stored["title"], latest=latest
    )
    return schemas.Table(
        **link.dict(),
        as_at=found.as_at,
        audience=schemas.audience(found.audience),
        source=stored["source"],
        note=stored["note"],
        columns=[
            schemas.Column(**{name: each[name] for name in _COLUMN}) for each in stored["columns"]
        ],
        rows=[dict(zip(names, row, strict=True)) for row in stored["rows"]],
        hidden=list(_hidden(stored, names)),
    )


def _numbered(person: User, number: str) -> Document:
    given = Document.objects.filter(kind__in=KINDS)
    found = given.filter(pk=int(number)).first() if len(number) < 10 else None
    if found is None or not may_see(person, found):
        raise ProblemError(404)
    return found


def _of(person: User, snapshot: Snapshot, kind: str) -> Document:
    if not sees_all(person):
        raise ProblemError(403, _OF_ALL)
    document = snapshot.documents.filter(kind=kind).first() if kind in KINDS else None
    if document is None:
        raise ProblemError(404)
    if not may_see(person, document):
        raise ProblemError(403)
    return document


def _in(section: dict[str, Any], key: str) -> dict[str, Any]:
    tables: Iterator[dict[str, Any]] = (each["table"] for each in section["figures"])
    return next(each for each in tables if each["key"] == key)


def _tables(bodies: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    for body in bodies:
        for each in body["figures"]:
            yield body["heading"], each["table"]["key"], each["table"]["title"]


def _link(
    document: int | None, kind: str, section: str, key: str, title: str, *, latest: bool
) -> schemas.TableLink:
    newest = f"{PREFIX}tables/{kind}/{key}"
    place = newest if document is None else f"{PREFIX}tables/{document}/{key}"
    return schemas.TableLink(
        document=document, kind=kind, key=key, title=title, section=section,
        json_url=place, csv_url=f"{place}.csv", latest=newest if latest else None,
    )  # fmt: skip


def _hidden(stored: dict[str, Any], names: list[str]) -> Iterator[schemas.Place]:
    for number, row in enumerate(stored["hidden"] or []):
        for name, covered in zip(names, row, strict=True):
            if covered:
                yield schemas.Place(row=number, column=name)
