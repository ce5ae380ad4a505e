"""Asking for a paper, downloading and removing one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from kinward.errors import ArgumentError
from kinward_web.audit.actions import Kind, record
from kinward_web.intake.selectors import live
from kinward_web.jobs.actions import start
from kinward_web.papers.kinds import KINDS, name_of
from kinward_web.papers.models import Paper
from kinward_web.papers.selectors import papers as selected
from kinward_web.programme.models import Programme, Record

if TYPE_CHECKING:
    from kinward_web.accounts.models import User

NEEDS = (
    "reports.build", "areas.all", "cohort.see", "programme.see", "money.see", "forecast.see",
    "scorecard.see",
)  # fmt: skip
"""What it takes to build a paper: it tells of all of them."""


@transaction.atomic
def build(
    *,
    by: User,
    kind: str,
    asked: str,
    programme: Programme | None,
    meeting: Record | None,
    meeting_words: str,
    meeting_day: date | None,
    key: str,
) -> Paper:
    """Ask for a paper of the figures that pages show.

    Args:
        kind: key of `kinds.KINDS`.
        asked: for whom, of `Paper.Asked`.
        programme: whose actions it tells; None for none.
        meeting: the row of the meeting that it is for; its day and programme then count.
        meeting_words: the meeting in words, where it has no row.
        key: of the request: the same key again gives the same paper.

    Raises:
        PermissionDenied: the person may not build it.
        ArgumentError: there are no figures yet, or what is asked does not go together.
    """
    _check(by, asked)
    snapshot = live()
    if snapshot is None or snapshot.as_at is None:
        raise ArgumentError("There are no figures yet", remedy="Load the returns first.")
    _goes_together(kind, programme, meeting)
    if meeting is not None:
        meeting_words, meeting_day = "", date.fromisoformat(meeting.body["on"])
    paper, new = Paper.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind, "asked": asked, "programme": programme, "meeting": meeting,
            "meeting_words": meeting_words, "meeting_day": meeting_day, "as_at": snapshot.as_at,
            "snapshot": snapshot, "by": by,
        },
    )  # fmt: skip
    if paper.by_id != by.pk:
        raise PermissionDenied
    if not new:
        return paper
    paper.previous = selected.before(paper)
    paper.job = start(
        by=by, kind="paper", title=name_of(kind), asked={"paper": paper.pk}, key=f"paper-{key}",
        private=asked != Paper.Asked.PUBLIC,
    )  # fmt: skip
    paper.save(update_fields=["job", "previous"])
    told = {
        "kind": kind, "asked": asked, "programme": programme.slug if programme else "",
        "meeting": meeting.ref if meeting else meeting_words,
    }  # fmt: skip
    record(
        by=by, kind=Kind.CREATE, subject="paper", subject_id=paper.pk,
        words=f"Asked for a paper: {name_of(kind)}", after=told,
    )  # fmt: skip
    return paper


@transaction.atomic
def keep(*, paper: int, files: dict[str, Any], told: dict[str, list[str]]) -> None:
    """The paper is built (at the end of its job); nothing stays where it was removed meanwhile.

    Args:
        files: by audience and ending, name in the store and size.
        told: by audience, what its reader should know of how it was built, in sentences.
    """
    held = Paper.objects.select_for_update().filter(pk=paper).first()
    if held is None or held.state != Paper.State.BUILDING:
        return
    held.files, held.told, held.state = files, told, Paper.State.READY
    held.save(update_fields=["files", "told", "state"])


def failed(asked: dict[str, Any], _reason: str) -> None:
    """The paper will not come; its job says why."""
    Paper.objects.filter(pk=asked["paper"], state=Paper.State.BUILDING).update(
        state=Paper.State.FAILED
    )


@transaction.atomic
def read(*, by: User, paper: Paper, audience: str) -> None:
    """Tell the log that somebody read a paper with its exempt parts.

    Raises:
        PermissionDenied: it is not for this person.
    """
    if audience not in selected.audiences(by, paper):
        raise PermissionDenied
    if audience == selected.EXEMPT:
        record(
            by=by, kind=Kind.READ, subject="paper", subject_id=paper.pk,
            words="Read an exempt paper",
        )  # fmt: skip


@transaction.atomic
def download(*, by: User, paper: Paper, audience: str, ending: str) -> str | None:
    """The name in the store of a file of a paper, for its download; None where there is none.

    Raises:
        PermissionDenied: the paper is not for this person.
    """
    if not selected.papers(by).filter(pk=paper.pk).exists():
        raise PermissionDenied
    found = selected.file_of(by, paper, audience, ending)
    if found is None:
        return None
    _downloaded(by, paper, f"{_article(audience)} paper ({ending})")
    return str(found["sha256"])


@transaction.atomic
def download_table(*, by: User, paper: Paper, audience: str, table: str) -> None:
    """Tell the log of a download of one table of a paper.

    Raises:
        PermissionDenied: the paper is not for this person.
    """
    if audience not in selected.audiences(by, paper):
        raise PermissionDenied
    _downloaded(by, paper, f"the table '{table}' of {_article(audience)} paper as CSV")


@transaction.atomic
def downloaded_list(*, by: User) -> None:
    """Tell the log of a download of the list of papers.

    Raises:
        PermissionDenied: the person may see none.
    """
    if not by.has_perm("reports.see"):
        raise PermissionDenied
    record(
        by=by, kind=Kind.DOWNLOAD, subject="table", subject_id="papers",
        words="Downloaded the list of papers as CSV",
    )  # fmt: skip


@transaction.atomic
def remove(*, by: User, paper: Paper) -> None:
    """Remove a paper of one's own, with its files.

    Raises:
        PermissionDenied: it is somebody else's, or was brought to a meeting that is closed.
    """
    if not selected.may_remove(by, paper):
        raise PermissionDenied
    pk = paper.pk
    gone, _ = Paper.objects.filter(pk=pk).delete()
    if gone:
        record(
            by=by, kind=Kind.REMOVE, subject="paper", subject_id=pk, words="Removed a paper",
            before={"kind": paper.kind, "asked": paper.asked, "made": paper.made.isoformat()},
        )  # fmt: skip


def _check(by: User, asked: str) -> None:
    if not all(by.has_perm(needed) for needed in NEEDS):
        raise PermissionDenied
    if asked != Paper.Asked.PUBLIC and not selected.sees_exempt(by):
        raise PermissionDenied


def _goes_together(kind: str, programme: Programme | None, meeting: Record | None) -> None:
    if kind not in KINDS:
        raise ArgumentError("There is no such kind of paper", remedy="Choose one of the list.")
    if KINDS[kind].programme and programme is None:
        raise ArgumentError(
            f"The {name_of(kind).lower()} is of a programme", where="programme",
            remedy="Choose the programme.",
        )  # fmt: skip
    if meeting is not None and (programme is None or meeting.programme_id != programme.pk):
        raise ArgumentError(
            "The meeting is of another programme", where="meeting",
            remedy="Choose the programme whose board meets.",
        )  # fmt: skip


def _article(audience: str) -> str:
    return "an exempt" if audience == selected.EXEMPT else "a public"


def _downloaded(by: User, paper: Paper, words: str) -> None:
    record(
        by=by, kind=Kind.DOWNLOAD, subject="paper", subject_id=paper.pk, words=f"Downloaded {words}"
    )
