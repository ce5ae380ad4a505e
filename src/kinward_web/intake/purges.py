"""Earlier figures and the files that only they rested on are removed with time."""

from __future__ import annotations

import shutil
from functools import partial

from django.db.models import Max

from kinward_web.accounts.retention import Asked, purge
from kinward_web.documents.models import Document, Part
from kinward_web.intake.material import kept_folder
from kinward_web.intake.models import Snapshot, Version, VersionFile
from kinward_web.intake.selectors import live


@purge(order=10, words="earlier sets of figures")
def snapshots(asked: Asked) -> int:
    """Snapshots made before the time, never the live one, nor one that is being worked out."""
    shown = live()
    old = Snapshot.objects.filter(made__lt=asked.before(asked.settings.keep_figures_months))
    old = old.exclude(state=Snapshot.State.WORKING)
    if shown is not None:
        old = old.exclude(pk=shown.pk)
    numbers = list(old.values_list("number", flat=True))
    for number in numbers:
        asked.afterwards(partial(shutil.rmtree, kept_folder(number), ignore_errors=True))
    documents = list(Document.objects.filter(snapshots__in=old).values_list("pk", flat=True))
    Snapshot.objects.filter(number__in=numbers).delete()
    _documents(documents)
    return len(numbers)


@purge(order=20, words="versions of data sets, with their files and findings")
def versions(asked: Asked) -> int:
    """Files and findings of versions that no snapshot rests on; that the version was there stays.

    The newest version of each data set stays whole: it may be waiting to be chosen.
    """
    newest = Version.objects.values("kind").annotate(last=Max("number")).values("kind", "last")
    latest = {(each["kind"], each["last"]) for each in newest}
    old = Version.objects.filter(
        made__lt=asked.before(asked.settings.keep_files_months), snapshots=None
    ).exclude(state__in=[Version.State.PURGED, Version.State.CHECKING])
    gone = [each.pk for each in old if (each.kind, each.number) not in latest]
    VersionFile.objects.filter(version__in=gone).delete()
    return Version.objects.filter(pk__in=gone).update(
        state=Version.State.PURGED, findings="", lines="", note=""
    )


def _documents(keys: list[int]) -> None:
    """Remove documents that neither another snapshot nor any other row names."""
    others = [
        each
        for each in Document._meta.related_objects
        if each.related_model is not Part and each.get_accessor_name()
    ]
    left = Document.objects.filter(pk__in=keys)
    for each in others:
        left = left.filter(**{f"{each.field.related_query_name()}__isnull": True})
    left.delete()
