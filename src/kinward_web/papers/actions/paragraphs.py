"""Writing own words into papers."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from kinward.errors import ArgumentError
from kinward.reports.papers.board.own import counts_few
from kinward_web.accounts.editing import StaleError, already, save
from kinward_web.accounts.selectors import current_settings
from kinward_web.audit.actions import Kind, record
from kinward_web.papers.models import Paragraph
from kinward_web.papers.selectors.papers import sees_exempt
from kinward_web.programme.models import Programme

if TYPE_CHECKING:
    from kinward_web.accounts.models import User


@dataclass(frozen=True)
class Words:
    """What somebody wrote.

    Attributes:
        mode: of `Paragraph.Mode`.
        public: whether it stands in the paper for the public too.
        replaced: digest of the generated text that its writer saw.
    """

    text: str
    mode: str
    public: bool
    replaced: str


@transaction.atomic
def write(
    *,
    by: User,
    kind: str,
    programme: Programme | None,
    anchor: str,
    words: Words,
    edition: int,
    key: str,
) -> Paragraph:
    """Put own words into every paper of a kind and programme from now on.

    Args:
        anchor: key of the generated paragraph that they belong to.
        edition: the one that the person was looking at; 0 where there was none.
        key: of the request: the same key again changes nothing more.

    Raises:
        PermissionDenied: the person may not.
        StaleError: somebody else changed it meanwhile.
        ArgumentError: words for the public count few children.
    """
    if not (by.has_perm("reports.build") and by.has_perm("areas.all") and sees_exempt(by)):
        raise PermissionDenied
    place: dict[str, Any] = {"kind": kind, "programme": programme, "anchor": anchor}
    found = Paragraph.objects.select_for_update(of=("self",)).select_related("changed_by")
    _no_small_counts(words)
    held = found.filter(**place).first()
    if held is None:
        return _new(by, place, words, key)
    if already(held, by=by, edition=edition, key=key):
        return held
    before = _told(held)
    for name, value in asdict(words).items():
        setattr(held, name, value)
    save(held, by=by, key=key)
    _log(by, Kind.CHANGE, held, "Changed a paragraph of papers", before)
    return held


def _new(by: User, place: dict[str, Any], words: Words, key: str) -> Paragraph:
    try:
        with transaction.atomic():
            made = Paragraph.objects.create(
                **place, **asdict(words), key=key, last_key=key, changed_by=by
            )
    except IntegrityError as error:
        # Somebody else wrote the first words at the same moment.
        raise StaleError from error
    _log(by, Kind.CREATE, made, "Wrote a paragraph into papers", None)
    return made


def _no_small_counts(words: Words) -> None:
    limit = current_settings().small_number_limit
    if words.public and counts_few(words.text, limit):
        raise ArgumentError(
            f"The words are for the public and count {limit} children or fewer", where="text",
            remedy="Say it without the number, or keep them to the exempt paper.",
        )  # fmt: skip


def _told(held: Paragraph) -> dict[str, Any]:
    return {
        "edition": held.edition, "mode": held.mode, "public": held.public, "text": held.text,
    }  # fmt: skip


def _log(by: User, kind: Kind, held: Paragraph, words: str, before: dict[str, Any] | None) -> None:
    programme = held.programme.slug if held.programme else ""
    record(
        by=by, kind=kind, subject="paragraph", subject_id=f"{held.kind}/{programme}/{held.anchor}",
        words=words, before=before, after=_told(held),
    )  # fmt: skip
