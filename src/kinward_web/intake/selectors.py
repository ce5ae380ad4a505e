"""Reading data sets, their versions and the snapshot that pages show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Max, Prefetch, QuerySet

from kinward_web.intake.kinds import DATA_KINDS, DataKind
from kinward_web.intake.models import Snapshot, Version

if TYPE_CHECKING:
    from kinward_web.accounts.models import User


@dataclass(frozen=True)
class DataSet:
    """A data set as it stands.

    Attributes:
        current: what the figures that pages show rest on.
        newest: the last version that was brought in, whatever became of it.
    """

    kind: DataKind
    current: Version | None
    newest: Version | None

    @property
    def waiting(self) -> bool:
        """Whether a version is ready that is newer than the one in use."""
        ready = self.newest is not None and self.newest.state == Version.State.READY
        return ready and self.newest != self.current


@dataclass(frozen=True)
class Update:
    """Something that was brought in or chosen.

    Attributes:
        version: where a version was brought in.
        snapshot: where figures were chosen.
    """

    at: datetime
    by: User | None
    version: Version | None = None
    snapshot: Snapshot | None = None


def live() -> Snapshot | None:
    """The snapshot that pages show: the latest that is ready."""
    return Snapshot.objects.filter(state=Snapshot.State.READY).first()


def latest(*, below: int | None = None) -> Snapshot | None:
    """The latest snapshot that has not failed, ready or not: what the next one begins from."""
    found = Snapshot.objects.exclude(state=Snapshot.State.FAILED).select_related("by", "job")
    return (found if below is None else found.filter(number__lt=below)).first()


def before(snapshot: Snapshot) -> Snapshot | None:
    """The ready snapshot before another, to tell what changed."""
    earlier = Snapshot.objects.filter(state=Snapshot.State.READY, number__lt=snapshot.number)
    return earlier.first()


def current(kind: str) -> Version | None:
    """The version of a data set that the live figures rest on."""
    snapshot = live()
    return snapshot.versions.filter(kind=kind).first() if snapshot else None


def versions(kind: str) -> QuerySet[Version]:
    """Every version of a data set, newest first, with its files."""
    return Version.objects.filter(kind=kind).select_related("by", "job").prefetch_related("files")


def ready() -> QuerySet[Version]:
    """Every version that can be chosen, newest first."""
    return Version.objects.filter(state=Version.State.READY).order_by("kind", "-number")


def data_sets(shown: Snapshot | None) -> list[DataSet]:
    """Every kind of data set, in the order of the page.

    Args:
        shown: the snapshot that pages show.
    """
    used = {each.kind: each for each in shown.versions.select_related("by")} if shown else {}
    last = Version.objects.values("kind").annotate(last=Max("pk")).values_list("last", flat=True)
    newest = {
        each.kind: each
        for each in Version.objects.filter(pk__in=list(last)).select_related("by", "job")
    }
    return [DataSet(kind, used.get(key), newest.get(key)) for key, kind in DATA_KINDS.items()]


def beside(*versions: Version) -> list[Version]:
    """Versions with those of the other kinds that the latest snapshot rests on."""
    base = latest()
    own = {each.kind for each in versions}
    others = [each for each in base.versions.all() if each.kind not in own] if base else []
    return [*others, *versions]


def with_files(snapshot: Snapshot) -> list[Version]:
    """The versions of a snapshot with their files, for the core to read."""
    return list(snapshot.versions.prefetch_related("files"))


def in_use(kinds: frozenset[str]) -> list[Version]:
    """The versions of some kinds that the latest snapshot rests on; before there is one, the newest
    that are ready."""
    base = latest()
    if base is not None:
        return list(base.versions.filter(kind__in=kinds).prefetch_related("files"))
    newest: dict[str, Version] = {}
    for each in ready().filter(kind__in=kinds).prefetch_related("files"):
        newest.setdefault(each.kind, each)
    return list(newest.values())


def snapshots() -> QuerySet[Snapshot]:
    """Every snapshot, newest first, with what it rests on."""
    return Snapshot.objects.select_related("by", "job").prefetch_related(
        Prefetch("versions", Version.objects.order_by("kind").defer("counts", "reason"))
    )


def teams() -> list[str]:
    """The teams of the list that the live figures rest on."""
    version = current("teams")
    return list(version.counts["facts"]["teams"]) if version else []


def updates(limit: int) -> list[Update]:
    """The last things that were brought in or chosen, newest first."""
    brought = Version.objects.select_related("by").defer("counts").order_by("-made")[:limit]
    chosen = Snapshot.objects.select_related("by").order_by("-made")[:limit]
    both = [
        *(Update(each.made, each.by, version=each) for each in brought),
        *(Update(each.made, each.by, snapshot=each) for each in chosen),
    ]
    return sorted(both, key=lambda each: each.at, reverse=True)[:limit]
