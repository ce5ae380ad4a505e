"""The home page: where we stand, what needs attention, last updates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, TypeVar

from django.urls import reverse

from kinward_web.care.selectors import own_home
from kinward_web.documents.access import may_see
from kinward_web.documents.models import Document
from kinward_web.documents.selectors import audience_of, head_of
from kinward_web.intake.changes import since
from kinward_web.intake.models import Snapshot
from kinward_web.intake.selectors import before, live, updates
from kinward_web.jobs.models import Job
from kinward_web.jobs.selectors import jobs_for
from kinward_web.pages.leading import leads_to, page_of
from kinward_web.performance.presenters.home import stands as scorecard_stands
from kinward_web.programme.presenters.home import stands as programmes_stand

if TYPE_CHECKING:
    from kinward_web.accounts.models import User

T = TypeVar("T")

_TILES: Final = 5
_SENTENCES: Final = 5
_CHANGES: Final = 2
_UPDATES: Final = 4
_FIRST: Final = ("children", "money", "forecast")
_ORDER: Final = (*_FIRST, "backtest", "quality")
"""The kinds of documents that have something for the home page."""


@dataclass(frozen=True)
class Item:
    """A line that leads somewhere."""

    words: str
    url: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Home:
    """What the home page shows to one person.

    Attributes:
        tiles: label, value, note and url of each single figure.
        sentences: words and url of what stands out.
    """

    as_at: date | None
    tiles: tuple[dict[str, Any], ...]
    sentences: tuple[Item, ...]
    attention: tuple[Item, ...]
    updates: tuple[Item, ...]


def home(person: User) -> Home:
    """The home page of one person; of all areas together, for those who may see them."""
    snapshot = live()
    parts = list(_parts(snapshot, person))
    return Home(
        as_at=snapshot.as_at if snapshot else None,
        tiles=tuple(_shared([part.tiles for part in parts], _TILES)),
        sentences=tuple(_shared([part.sentences for part in parts], _SENTENCES)),
        attention=(*(each for part in parts for each in part.attention), *_failed(person)),
        updates=tuple(_updates(snapshot, person)),
    )


@dataclass(frozen=True)
class _Part:
    """What one page has for the home page."""

    tiles: list[dict[str, Any]]
    sentences: list[Item]
    attention: list[Item]


def _parts(snapshot: Snapshot | None, person: User) -> Iterator[_Part]:
    """Of the figures first, then of what was set beside them, then of how far they can be trusted.

    The scorecard and the programmes stand before anything is loaded.
    """
    found = _documents(snapshot, person) if snapshot else []
    yield from (_of_document(each, person) for each in found if each.kind in _FIRST)
    own = own_home(person)
    if own is not None:
        yield _part(reverse("children"), own.tiles, own.sentences, own.attention)
    yield from _following(person)
    yield from (_of_document(each, person) for each in found if each.kind not in _FIRST)


def _of_document(document: Document, person: User) -> _Part:
    head = head_of(document, audience_of(person))
    facts, address = head.get("facts", {}), page_of(document.kind)
    tiles = [
        {**tile, "url": leads_to(tile, document.kind, head, person)}
        for tile in facts.get("tiles", [])
    ]
    return _part(address, tiles, head.get("sentences", []), facts.get("attention", []))


def _following(person: User) -> Iterator[_Part]:
    scored = scorecard_stands(person)
    if scored is not None:
        named = [Item(*each) for each in scored.attention]
        yield _Part([scored.tile], [Item(scored.sentence, reverse("scorecard"))], named)
    run = programmes_stand(person)
    if run is not None:
        named = [Item(each.words, each.href) for each in run.attention]
        yield _Part([run.tile], [Item(run.sentence, reverse("programmes"))], named)


def _part(
    address: str,
    tiles: Iterable[dict[str, Any]],
    sentences: Iterable[str],
    attention: Iterable[str],
) -> _Part:
    return _Part(
        [{"url": address, **tile} for tile in tiles],
        [Item(words, address) for words in sentences],
        [Item(words, address) for words in attention],
    )


def _shared(parts: Sequence[Sequence[T]], most: int) -> Iterator[T]:
    """Some of each part, in the order of the parts: the firsts of all before the second of any."""
    takes = [0] * len(parts)
    while sum(takes) < most and any(
        take < len(part) for take, part in zip(takes, parts, strict=True)
    ):
        for place, part in enumerate(parts):
            if takes[place] < len(part) and sum(takes) < most:
                takes[place] += 1
    for take, part in zip(takes, parts, strict=True):
        yield from part[:take]


def _documents(snapshot: Snapshot, person: User) -> list[Document]:
    # Others are large, and their own pages alone show them.
    found = [each for each in snapshot.documents.filter(kind__in=_ORDER) if may_see(person, each)]
    return sorted(found, key=lambda each: _ORDER.index(each.kind))


def _failed(person: User) -> list[Item]:
    """A person's own jobs that failed and were not done again since."""
    failed = jobs_for(person).filter(by=person, state=Job.State.FAILED)[:3]
    return [Item(f"{job.title} failed", reverse("job", args=[job.pk]), job.ended) for job in failed]


def _updates(snapshot: Snapshot | None, person: User) -> Iterator[Item]:
    """What changed with the live figures, and the last things that were brought in or chosen."""
    if not person.has_perm("data.see"):
        return
    if snapshot is not None:
        for words in since(snapshot, before(snapshot))[:_CHANGES]:
            yield Item(words, reverse("data"), snapshot.made)
    for each in updates(_UPDATES):
        what = each.version or each.snapshot
        by = f", by {each.by.name}" if each.by else ""
        yield Item(f"{what}{by}", reverse("data"), each.at)
