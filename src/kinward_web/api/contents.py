"""Stored figures as the API gives them: read as pages read them, for the same reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.core.cache import caches

from kinward_web.api import schemas
from kinward_web.api.own import own_figures, own_table, sees_all
from kinward_web.api.problems import PREFIX, ProblemError
from kinward_web.documents.access import may_see
from kinward_web.documents.models import Document
from kinward_web.documents.selectors import audience_of, bodies_of, sections_of, shown
from kinward_web.documents.tables import stored_tables, with_table
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
    links = links_of([document], told.audience, latest=True)[document.pk]
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
    found = snapshot.documents.filter(kind__in=KINDS).defer("head_whole", "head_public")
    documents = sorted(found, key=lambda each: KINDS.index(each.kind))
    links = links_of([each for each in documents if may_see(person, each)], audience, latest=True)
    return [link for each in links.values() for link in each]


def links_of(
    documents: Sequence[Document], audience: str, *, latest: bool = False
) -> dict[int, list[schemas.TableLink]]:
    """The tables of documents, by number, in their order.

    A document never changes, so what is in it is read once an hour, with one query for all.
    """
    names = {each.pk: f"api-tables-{each.pk}-{audience}" for each in documents}
    known = caches["figures"].get_many(names.values())
    fresh: dict[str, list[tuple[str, str, str]]] = {
        name: [] for name in names.values() if name not in known
    }
    for number, body in bodies_of([pk for pk, name in names.items() if name in fresh], audience):
        fresh[names[number]] += _tables([body])
    caches["figures"].set_many(fresh, _KEPT_S)
    known |= fresh
    return {
        each.pk: [_link(each.pk, each.kind, *table, latest=latest) for table in known[name]]
        for each, name in zip(documents, names.values(), strict=True)
    }


def table(person: User, document: str, key: str) -> Found:
    """A table of a document.

    Args:
        document: its number; or its kind, for that of the live figures.

    Raises:
        ProblemError: it is not there, or not for this person.
    """
    if not sees_all(person) and document == _OWN:
        snapshot = figures()
        body, stored = own_table(person, snapshot, key)
        return Found(None, _OWN, snapshot.as_at or date.min, "whole", body["heading"], stored)
    one = _numbered(person, document) if document.isdecimal() else _of(person, figures(), document)
    audience = audience_of(person)
    found = with_table(sections_of(one, audience), key)
    if found is None:
        raise ProblemError(404)
    section, stored = found
    return Found(one.pk, one.kind, one.as_at, audience, section["heading"], stored)


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


def _tables(bodies: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    for body in bodies:
        for table in stored_tables([body]):
            yield body["heading"], table["key"], table["title"]


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
