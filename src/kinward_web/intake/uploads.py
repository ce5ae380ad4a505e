"""From files that have arrived to a version: looked at, scanned, kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from kinward.errors import KinwardError
from kinward_web.audit.actions import Kind, record
from kinward_web.intake.actions import Kept, RefusedError, add_version
from kinward_web.intake.contents import clean, examine
from kinward_web.intake.kinds import DATA_KINDS, DataKind
from kinward_web.intake.models import Version
from kinward_web.intake.receiving import Arrived
from kinward_web.intake.scanning import InfectedError, scan

if TYPE_CHECKING:
    from kinward_web.accounts.models import User


class UploadError(RefusedError):
    """Files that cannot come in: one line for each thing that is wrong."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = tuple(lines)
        super().__init__(" ".join(lines))

    @property
    def lines(self) -> tuple[str, ...]:
        """What is wrong."""
        return self._lines


def bring_in(
    *,
    by: User,
    kind: str,
    arrived: Sequence[Arrived],
    key: str,
    note: str = "",
    then_current: bool = False,
) -> Version:
    """Look at files that have arrived, keep them, and add them as a version.

    Raises:
        PermissionDenied: the person may not bring this kind.
        UploadError: a file that is not what it says, or that the scanner refuses.
        RefusedError: no file, or several where one is meant.
    """
    what = DATA_KINDS[kind]
    if not by.has_perm(what.needs):
        raise PermissionDenied
    same = Version.objects.filter(key=key).first()
    if same is not None:
        return same
    _look_at(by, what, arrived)
    kept = []
    for each in arrived:
        blob = each.half.keep()
        kept.append(Kept(clean(each.name or ""), blob.sha256, blob.size))
    return add_version(by=by, kind=kind, files=kept, key=key, note=note, then_current=then_current)


def _look_at(by: User, what: DataKind, arrived: Sequence[Arrived]) -> None:
    lines: list[str] = []
    for each in arrived:
        name = clean(each.name or "")
        try:
            examine(each.path, name, what)
            scan(each.path, name)
        except KinwardError as error:
            lines += error.lines
            if isinstance(error, InfectedError):
                record(
                    by=by,
                    kind=Kind.REFUSED,
                    subject="data set",
                    words=f"The virus scanner refused an upload of {what.name}",
                )
    if lines:
        raise UploadError(lines)
