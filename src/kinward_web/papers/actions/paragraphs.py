"""Writing own words into papers."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from kinward.errors import ArgumentError
from kinward.reports.disclosure.few import FewCount, few_counts
from kinward.reports.papers.board.own import digest
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
        seen: that text; empty where there is none, or another was made since.
    """

    text: str
    mode: str
    public: bool
    replaced: str
    seen: str = ""


class FewError(ArgumentError):
    """Words for the public that may count few children.

    Attributes:
        few: the counts, for their author alone.
        digest: by which the author confirms these words.
    """

    def __init__(self, few: tuple[FewCount, ...], digest: str) -> None:
        super().__init__(
            f"The words are for the public and may count few children: {'; '.join(map(str, few))}",
            where="text",
            remedy=(
                "Say it without the number, keep the words to the exempt paper, or confirm below "
                "that none of these counts children."
            ),
        )
        self.few, self.digest = few, digest


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
    confirmed: str = "",
) -> Paragraph:
    """Put own words into every paper of a kind and programme from now on.

    Args:
        anchor: key of the generated paragraph that they belong to.
        edition: the one that the person was looking at; 0 where there was none.
        key: of the request: the same key again changes nothing more.
        confirmed: digest of the words, where the person looked at each small number in them and
            says that none counts children.

    Raises:
        PermissionDenied: the person may not.
        StaleError: somebody else changed it meanwhile.
        FewError: words for the public may count few children, which nobody confirmed.
    """
    if not (by.has_perm("reports.build") and by.has_perm("areas.all") and sees_exempt(by)):
        raise PermissionDenied
    place: dict[str, Any] = {"kind": kind, "programme": programme, "anchor": anchor}
    found = Paragraph.objects.select_for_update(of=("self",)).select_related("changed_by")
    few = _few(words)
    if few and confirmed != digest(words.text):
        raise FewError(few, digest(words.text))
    held = found.filter(**place).first()
    if held is None:
        return _new(by, place, words, key, few)
    if already(held, by=by, edition=edition, key=key):
        return held
    before = _told(held)
    for name, value in asdict(words).items():
        setattr(held, name, value)
    save(held, by=by, key=key)
    _log(by, Kind.CHANGE, held, f"Changed a paragraph of papers{_confirmed(few)}", before)
    return held


def _new(
    by: User, place: dict[str, Any], words: Words, key: str, few: tuple[FewCount, ...]
) -> Paragraph:
    try:
        with transaction.atomic():
            made = Paragraph.objects.create(
                **place, **asdict(words), key=key, last_key=key, changed_by=by
            )
    except IntegrityError as error:
        # Somebody else wrote the first words at the same moment.
        raise StaleError from error
    _log(by, Kind.CREATE, made, f"Wrote a paragraph into papers{_confirmed(few)}", None)
    return made


def _few(words: Words) -> tuple[FewCount, ...]:
    limit = current_settings().small_number_limit
    return few_counts(words.text, limit) if words.public else ()


def _confirmed(few: tuple[FewCount, ...]) -> str:
    return ", and confirmed that its small numbers count no children" if few else ""


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
