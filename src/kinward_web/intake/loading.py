"""Loading a folder of files by their names, with the same actions as an upload by hand."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kinward.errors import InputError, KinwardError
from kinward_web import store
from kinward_web.intake.actions import Kept, add_version, choose
from kinward_web.intake.kinds import DATA_KINDS
from kinward_web.intake.models import Snapshot, Version
from kinward_web.intake.selectors import beside
from kinward_web.jobs.models import Job
from kinward_web.jobs.tasks import run

if TYPE_CHECKING:
    from kinward_web.accounts.models import User

_PAUSE_S: Final = 0.5
_ORDER: Final = ("service_types", "children")
"""Read first: the checks of the other files look at them."""


class FailedError(KinwardError):
    """A file was refused, or the figures could not be worked out; the lines say why."""

    def __init__(self, title: str, reason: str) -> None:
        self.reason = reason
        super().__init__(f"{title} failed", remedy=reason)

    @property
    def lines(self) -> tuple[str, ...]:
        """What failed, then why."""
        return (f"{self.what}:", *self.reason.splitlines())


@dataclass(frozen=True)
class Found:
    """The files of a kind in a folder, with the names that they will have."""

    kind: str
    files: tuple[tuple[str, Path], ...]


def find(folder: Path) -> list[Found]:
    """The data sets of a folder: `returns` and `lait` are folders (or files), the rest files named
    by their kind, such as placements.csv. Other files are left alone.

    Raises:
        InputError: no such folder, or nothing in it has the name of a data set.
    """
    if not folder.is_dir():
        raise InputError("There is no such folder", where=str(folder), remedy="Check the path.")
    found = [Found(kind, files) for kind in DATA_KINDS if (files := tuple(_files(folder, kind)))]
    if not found:
        raise InputError(
            "Nothing here has the name of a data set",
            where=str(folder),
            remedy=f"Name the files {', '.join(DATA_KINDS)}, as in placements.csv.",
        )
    return sorted(found, key=lambda each: each.kind not in _ORDER)


def load(
    folder: Path, *, by: User | None = None, told: Callable[[str], object] | None = None
) -> Snapshot:
    """Load every data set of a folder as a new version, and work the figures out, here and now.

    Data sets that the folder does not have stay as they are.

    Args:
        by: in whose name; None for the service itself.
        told: is given a line for each step.

    Raises:
        InputError: see `find`.
        FailedError: a file was refused, or the figures could not be worked out.
    """
    tell = told or _silent
    versions = []
    for each in find(folder):
        tell(f"Checking {DATA_KINDS[each.kind].name}")
        version = add_version(
            by=by, kind=each.kind, files=_kept(each), key=uuid.uuid4().hex, note=""
        )
        work_through(version.job)
        version.refresh_from_db()
        if version.state != Version.State.READY:
            raise FailedError(str(version), version.reason)
        versions.append(version)
    tell("Working out the figures")
    snapshot = choose(by=by, versions=beside(*versions), key=uuid.uuid4().hex)
    work_through(snapshot.job)
    snapshot.refresh_from_db()
    if snapshot.state != Snapshot.State.READY:
        raise FailedError(str(snapshot), snapshot.reason)
    return snapshot


def _silent(words: str) -> None:
    """Nobody listens."""


def work_through(job: Job | None) -> None:
    """Do a job here, or wait for the worker that has it already."""
    if job is None:
        return
    run.call(str(job.pk))
    job.refresh_from_db()
    while not job.over:
        time.sleep(_PAUSE_S)
        job.refresh_from_db()


def _files(folder: Path, kind: str) -> Iterator[tuple[str, Path]]:
    suffixes = DATA_KINDS[kind].suffixes
    inner = folder / kind
    if inner.is_dir():
        for path in sorted(inner.rglob("*")):
            if path.is_file() and path.suffix.lower() in suffixes:
                yield path.relative_to(inner).as_posix(), path
        return
    for suffix in suffixes:
        path = folder / f"{kind}{suffix}"
        if path.is_file():
            yield path.name, path
            return


def _kept(found: Found) -> list[Kept]:
    kept = []
    for name, path in found.files:
        blob = store.keep_file(path)
        kept.append(Kept(name, blob.sha256, blob.size))
    return kept
