"""Papers that were built, and what is in them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from django.db.models import QuerySet

from kinward_web import store
from kinward_web.papers.models import Paper
from kinward_web.programme.models import Programme, Record

if TYPE_CHECKING:
    from kinward_web.accounts.models import User

PUBLIC: Final = "public"
EXEMPT: Final = "exempt"
DRAFTED: Final = "drafted"
DOWNLOADS: Final = ("docx", "pdf", "xlsx", "html")
"""The endings that people download; the other files of a paper are the service's own."""
CONTENT: Final = "content"
READINGS: Final = "readings"
GENERATED: Final = "generated"
"""What is kept beside the files: what the page shows, the figures by key, the generated words."""


def papers(person: User) -> QuerySet[Paper]:
    """The papers that a person may see, the newest first. They are of all areas together."""
    if not (person.has_perm("reports.see") and person.has_perm("areas.all")):
        return Paper.objects.none()
    found = Paper.objects.select_related("by", "job", "programme", "meeting")
    return found if sees_exempt(person) else found.exclude(asked=Paper.Asked.EXEMPT)


def sees_exempt(person: User) -> bool:
    """Whether a person may see exempt papers: figures with small numbers shown, and reports so."""
    return person.has_perm("reports.whole") and person.has_perm("figures.whole")


def audiences(person: User, paper: Paper) -> tuple[str, ...]:
    """The audiences whose paper is there and is for a person, the one with most to tell first."""
    if paper.state != Paper.State.READY:
        return ()
    known = (EXEMPT, PUBLIC) if sees_exempt(person) else (PUBLIC,)
    return tuple(each for each in known if each in paper.files)


def file_of(person: User, paper: Paper, audience: str, ending: str) -> dict[str, Any] | None:
    """A file of a paper; None where there is none for this person."""
    if audience not in audiences(person, paper):
        return None
    found: dict[str, Any] | None = paper.files[audience].get(ending)
    return found


def kept(paper: Paper, audience: str, name: str) -> Any:
    """What the service keeps beside a paper's files; None where it keeps none.

    Args:
        name: `CONTENT`, `READINGS` or `GENERATED`.
    """
    found = paper.files.get(audience, {}).get(name)
    if found is None or paper.state != Paper.State.READY:
        return None
    try:
        return json.loads(store.path_of(found["sha256"]).read_bytes())
    except FileNotFoundError:
        return None


def before(paper: Paper) -> Paper | None:
    """The last paper of the same kind and programme whose figures are of an earlier day."""
    return _ready(paper.kind, paper.programme).filter(as_at__lt=paper.as_at).first()


def newest(kind: str, programme: Programme | None) -> Paper | None:
    """The newest paper of a kind and programme that is ready."""
    return _ready(kind, programme).first()


def of_meeting(person: User, meeting: Record) -> list[Paper]:
    """The papers attached to a meeting that a person may read, the newest first."""
    found = papers(person).filter(meeting=meeting, state=Paper.State.READY)
    return [each for each in found if audiences(person, each)]


def may_remove(person: User, paper: Paper) -> bool:
    """Whether a person may remove a paper: their own, while the meeting it is for is not closed."""
    own = paper.by_id == person.pk and person.has_perm("reports.build")
    return own and not (paper.meeting and paper.meeting.body["held"])


def _ready(kind: str, programme: Programme | None) -> QuerySet[Paper]:
    found = Paper.objects.filter(kind=kind, programme=programme, state=Paper.State.READY)
    return found.order_by("-as_at", "-made", "-id")
