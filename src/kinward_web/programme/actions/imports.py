"""Files of a programme: kept for a look, taken over together, and out again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils import timezone

from kinward.errors import ArgumentError
from kinward.programme.governance import Board, Meeting
from kinward.programme.read.files import Defaults
from kinward.words import counted
from kinward_web.audit.actions import Kind, record
from kinward_web.intake import looking
from kinward_web.intake.kinds import DataKind
from kinward_web.programme.actions import edits, keeping, records
from kinward_web.programme.kinds import KINDS
from kinward_web.programme.models import Programme, Record
from kinward_web.programme.selectors import panels
from kinward_web.programme.selectors.incoming import Bringing, Incoming, incoming
from kinward_web.programme.selectors.programmes import records as stored

if TYPE_CHECKING:
    from kinward_web.accounts.models import User

_KIND: Final = DataKind(
    "programme", "Programme", "Its plan, savings, registers and boards.", "programme.edit",
    suffixes=(".csv", ".xlsx", ".zip"),
)  # fmt: skip


@dataclass(frozen=True)
class Look:
    """What a file would change."""

    name: str
    found: Incoming


def keep(
    *,
    by: User,
    name: str,
    chunks: Iterable[bytes],
    saving_year: int | None,
    reported_on: date | None,
) -> str:
    """Keep a file for a look; gives the token that names it, for this person alone.

    Args:
        saving_year: of rows that name none, by its end.
        reported_on: the day of the report that the file is, where rows name none.

    Raises:
        PermissionDenied: the person may not.
        InputError: it is not what it says, or the scanner refuses it.
    """
    records.needs(by, _KIND.needs)
    about = {
        "saving_year": str(saving_year or ""),
        "reported_on": reported_on.isoformat() if reported_on else "",
    }
    return looking.keep(by=by, kind=_KIND, name=name, chunks=chunks, about=about)


def look(*, by: User, programme: Programme, token: str) -> Look:
    """What a kept file would change.

    Raises:
        PermissionDenied: the person may not.
        ArgumentError: it is gone, or what is in it does not go with the programme, or is not for
            the person to change.
        InputError: it cannot be read.
    """
    records.needs(by, _KIND.needs)
    with looking.lent(by=by, kind=_KIND, token=token) as file:
        year, day = file.about["saving_year"], file.about["reported_on"]
        defaults = Defaults(int(year) if year else None, date.fromisoformat(day) if day else None)
        found = incoming(programme, file.path, defaults)
    _refuse(by, programme, found)
    return Look(file.name, found)


def _refuse(by: User, programme: Programme, found: Incoming) -> None:
    """Say before anything is shown or stored what the person may not change, and what must stay."""
    opened = {
        each.ref for each in found.records
        if isinstance(each.after, Board) and each.row is None and not each.after.is_panel
    }  # fmt: skip
    boards = stored(programme, "board")
    for each in found.records:
        if not by.has_perm(KINDS[each.kind].needs):
            names = KINDS[each.kind].names.lower()
            raise ArgumentError(
                f"The file has {names}, which you may not change", where=each.ref,
                remedy="Leave them out, or ask somebody who may.",
            )  # fmt: skip
        if isinstance(each.after, Meeting) and each.after.board not in opened:
            _refuse_meeting(by, each, boards)


def _refuse_meeting(by: User, each: Bringing, boards: list[Record]) -> None:
    if not panels.may_see(by, each.after.board, boards):
        raise ArgumentError(
            "The meeting is of a panel, or of a board that is not here", where=each.ref,
            remedy="Leave it out, or bring in its board with it.",
        )  # fmt: skip
    if each.row is not None:
        keeping.changing(by, each.row, each.before, each.after)


@transaction.atomic
def take(*, by: User, programme: Programme, token: str, seen: str, key: str) -> Incoming:
    """Take a file over, and give what it changed.

    Args:
        seen: the stamp of what the person was shown.
        key: of the request.

    Raises:
        PermissionDenied: the person may not.
        ArgumentError: as of `look`; somebody changed the programme since, so that other things
            would change; or a record breaks a rule.
        InputError: as of `look`; actions would wait for one another in a circle.
    """
    records.needs(by, _KIND.needs)
    records.lock(programme)
    found = look(by=by, programme=programme, token=token).found
    if not found.records:
        return found
    if found.stamp != seen:
        raise ArgumentError(
            "The programme was changed since you looked at the file",
            remedy="See below what would change now, then import it.",
        )
    given = [(each.kind, _held(each, by), each.row) for each in found.records]
    records.bring(by=by, programme=programme, given=given, key=key)
    record(
        by=by, kind=Kind.CREATE, subject="programme file", subject_id=programme.slug,
        words=f"Imported a file into a programme: {said(found)}",
    )  # fmt: skip
    return found


def said(found: Incoming) -> str:
    """How many of each kind are new, and how many changed."""
    parts = []
    for kind in KINDS.values():
        own = [each for each in found.records if each.kind == kind.key]
        new = sum(each.row is None for each in own)
        for many, what in ((new, "new"), (len(own) - new, "changed")):
            if many:
                name = kind.name.lower()
                parts.append(counted(many, f"{what} {name}", f"{what} {kind.names.lower()}"))
    return ", ".join(parts)


def exported(*, by: User, programme: Programme, name: str) -> None:
    """Note that a programme was downloaded as a whole.

    Args:
        name: of the file.
    """
    record(
        by=by, kind=Kind.DOWNLOAD, subject="programme file", subject_id=f"{programme.slug}/{name}",
        words="Exported a programme",
    )  # fmt: skip


def _held(each: Bringing, by: User) -> Any:
    """The record as it is to be; a risk keeps the scores that it had, as its history."""
    if each.before is None:
        return each.after
    given = {one.name: getattr(each.after, one.name) for one in fields(each.after)}
    return edits.edited(each.before, given, by=by, today=timezone.localdate())
