"""Bringing in data, and choosing what the figures rest on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction

from kinward.errors import KinwardError
from kinward_web.audit.actions import Kind, record
from kinward_web.intake.kinds import DATA_KINDS
from kinward_web.intake.models import Snapshot, Version, VersionFile
from kinward_web.intake.selectors import latest
from kinward_web.jobs.actions import start

if TYPE_CHECKING:
    from kinward_web.accounts.models import User

_TRIES: Final = 10
_LONGEST: Final = 190
"""Of a file's name; one that comes twice gets a number behind it."""
Row = TypeVar("Row", Version, Snapshot)


class RefusedError(KinwardError):
    """What was asked for cannot be done; the lines say why."""


class StaleError(RefusedError):
    """Somebody chose other data in the meantime.

    Attributes:
        latest: the number of their figures.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        who = snapshot.by.name if snapshot.by else "The service"
        self.latest = snapshot.number
        super().__init__(
            f"{who} chose data for figures {snapshot.number} while you were choosing",
            remedy="See what they chose below. Choose again if you still want to.",
        )


@dataclass(frozen=True)
class Kept:
    """A file that is in the store and has no row yet."""

    name: str
    sha256: str
    size: int


@transaction.atomic
def add_version(
    *,
    by: User | None,
    kind: str,
    files: Sequence[Kept],
    key: str,
    note: str = "",
    then_current: bool = False,
) -> Version:
    """Add an upload as a new version, and have it checked.

    Args:
        by: None for the service itself.
        files: kept already (`store.keep`).
        key: of the form: the same key again gives the same version.
        then_current: whether to use it, and work the figures out, when it has no errors.

    Raises:
        PermissionDenied: the person may not bring this kind, or not choose it.
        RefusedError: no file, or several where one is meant.
    """
    what = DATA_KINDS[kind]
    if by is not None and not _may_bring(by, what.needs, then_current=then_current):
        raise PermissionDenied
    _refuse_number(what.name, len(files), many=what.many)
    _refuse_long_names(files)
    version, new = _numbered(
        Version, key=key, among={"kind": kind}, fields={"kind": kind, "note": note[:200], "by": by}
    )
    if not new:
        return version
    VersionFile.objects.bulk_create(
        VersionFile(version=version, name=name, sha256=each.sha256, size=each.size)
        for name, each in _named_apart(files)
    )
    version.job = start(
        by=by,
        kind="check" if what.needs == "data.upload" else "check_money",
        title=f"Check {what.name}, version {version.number}",
        asked={"version": version.pk, "then": then_current},
        key=f"check-{version.key}"[:64],
    )
    version.save(update_fields=["job"])
    record(
        by=by,
        kind=Kind.CREATE,
        subject="data set",
        subject_id=version.pk,
        words=f"Uploaded {version}",
        after={"files": len(files), "bytes": sum(each.size for each in files)},
    )
    return version


@transaction.atomic
def choose(
    *,
    by: User | None,
    versions: Iterable[Version],
    key: str,
    seen: int | None = None,
    words: str = "",
) -> Snapshot:
    """Choose what the figures rest on, and have them worked out.

    Args:
        versions: all of them, one a kind.
        key: of the form: the same key again gives the same snapshot.
        seen: the number of the latest snapshot when the form was shown; None not to ask.
        words: why, in a few words.

    Raises:
        PermissionDenied: the person may not choose.
        StaleError: there is a later snapshot than `seen`.
        RefusedError: no returns among them, or one that cannot be used.
    """
    if by is not None and not by.has_perm("data.choose"):
        raise PermissionDenied
    before = latest()
    number = before.number if before else 0
    made = Snapshot.objects.filter(key=key).first()
    if made is not None:
        return made
    if before is not None and seen is not None and before.number != seen:
        raise StaleError(before)
    chosen = list(versions)
    _refuse_versions(chosen)
    snapshot, new = _numbered(Snapshot, key=key, among={}, fields={"words": words[:300], "by": by})
    if not new:
        return snapshot
    if seen is not None and snapshot.number != number + 1:
        overtaking = latest(below=snapshot.number)
        if overtaking is not None and overtaking.number != seen:
            raise StaleError(overtaking)
    snapshot.versions.set(chosen)
    snapshot.job = start(
        by=by,
        kind="figures",
        title=f"Work out figures {snapshot.number}",
        asked={"snapshot": snapshot.pk},
        key=f"figures-{snapshot.key}"[:64],
    )
    snapshot.save(update_fields=["job"])
    record(
        by=by,
        kind=Kind.CHANGE,
        subject="figures",
        subject_id=snapshot.number,
        words=f"Chose the data of figures {snapshot.number}" + (f": {words}" if words else ""),
        before=_told(before),
        after=_told(snapshot),
    )
    return snapshot


def go_back(*, by: User, to: Snapshot, key: str, seen: int | None = None) -> Snapshot:
    """Use the data of an earlier snapshot again: a new snapshot of the same versions.

    Raises:
        see `choose`.
    """
    return choose(
        by=by,
        versions=to.versions.all(),
        key=key,
        seen=seen,
        words=f"back to the data of figures {to.number}",
    )


def _may_bring(by: User, needs: str, *, then_current: bool) -> bool:
    return by.has_perm(needs) and (not then_current or by.has_perm("data.choose"))


def _refuse_number(name: str, number: int, *, many: bool) -> None:
    if number == 0:
        raise RefusedError("No file was chosen", where=name, remedy="Choose a file.")
    if number > 1 and not many:
        raise RefusedError(
            f"{number} files were chosen, and this is one file",
            where=name,
            remedy="Choose one file.",
        )


def _refuse_long_names(files: Sequence[Kept]) -> None:
    for each in files:
        if len(each.name) > _LONGEST:
            raise RefusedError(
                f"The name of a file and its folders has more than {_LONGEST} letters",
                where=f"{each.name[:60]}…",
                remedy="Give it a shorter one.",
            )


def _refuse_versions(chosen: list[Version]) -> None:
    kinds = [each.kind for each in chosen]
    if "returns" not in kinds:
        raise RefusedError(
            "There are no returns, and every figure rests on them",
            remedy="Upload SSDA903 returns, or choose a version of them.",
        )
    if len(set(kinds)) != len(kinds):
        raise RefusedError("A data set is chosen twice", remedy="Choose one version of each.")
    for each in chosen:
        if each.state != Version.State.READY:
            state = each.get_state_display().lower()
            raise RefusedError(
                f"{each} is {state}" if state != "cannot be used" else f"{each} {state}",
                remedy="Choose another version.",
            )


def _numbered(
    model: type[Row], *, key: str, among: dict[str, Any], fields: dict[str, Any]
) -> tuple[Row, bool]:
    """A new row with the next number, or the one that has the key already.

    Two people who take one number at once: the database refuses the second, who takes the next.
    """
    manager: models.Manager[Any] = model._default_manager
    for _ in range(_TRIES):
        found = manager.filter(key=key).first()
        if found is not None:
            return found, False
        last = manager.filter(**among).aggregate(last=models.Max("number"))["last"] or 0
        try:
            with transaction.atomic():
                return manager.create(number=last + 1, key=key, **fields), True
        except IntegrityError:
            continue
    raise RefusedError("Many people are doing this at once", remedy="Try again.")


def _named_apart(files: Sequence[Kept]) -> list[tuple[str, Kept]]:
    """Files with their names; a name that comes again gets a number."""
    taken: dict[str, int] = {}
    named = []
    for each in files:
        times = taken[each.name.lower()] = taken.get(each.name.lower(), 0) + 1
        stem, dot, suffix = each.name.rpartition(".")
        own = each.name if times == 1 else f"{stem or suffix} ({times}){dot}{suffix if dot else ''}"
        named.append((own, each))
    return named


def _told(snapshot: Snapshot | None) -> dict[str, int]:
    return {} if snapshot is None else {each.kind: each.number for each in snapshot.versions.all()}
