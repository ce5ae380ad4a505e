"""The long work of the data: checking an upload, and the figures of a snapshot."""

from __future__ import annotations

import shutil
from functools import partial
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from kinward.errors import KinwardError
from kinward.pipeline import Baseline, baseline
from kinward_web.accounts.selectors import current_settings
from kinward_web.documents.actions import add
from kinward_web.figures import Made, Source, makers
from kinward_web.intake import facts
from kinward_web.intake.actions import RefusedError, choose
from kinward_web.intake.checks import check
from kinward_web.intake.checks.found import Found, counts, keep
from kinward_web.intake.checks.scene import Scene
from kinward_web.intake.material import Material, kept_folder, kept_of, set_out
from kinward_web.intake.models import Snapshot, Version
from kinward_web.intake.selectors import beside, in_use, live, with_files
from kinward_web.jobs.registry import Finish, kind
from kinward_web.jobs.running import Running
from kinward_web.store import without_places

_BESIDE: Final = frozenset({"service_types", "children"})
"""What a check of the money reads beside the upload."""
_STEPS: Final = 4


def refused(asked: dict[str, Any], reason: str) -> None:
    """The version cannot be used."""
    Version.objects.filter(pk=asked["version"]).update(state=Version.State.REFUSED, reason=reason)


def checked(running: Running, asked: dict[str, Any]) -> Finish:
    """Read an upload with the core; ready with its findings, or refused with the reason."""
    version = Version.objects.prefetch_related("files").get(pk=asked["version"])
    try:
        found = _found(running, version)
    except KinwardError as error:
        return partial(_refuse, version, without_places("\n".join(error.lines)))
    running.tell(_STEPS - 1, _STEPS, "Keeping what was found")
    told = {
        "counts": counts(found),
        "findings": keep(found.findings),
        "lines": "" if found.lines is None else keep(found.lines),
    }
    return partial(_ready, version, told, then=bool(asked.get("then")))


kind("check", needs="data.upload", failed=refused)(checked)
kind("check_money", needs="data.upload_money", failed=refused)(checked)


def _found(running: Running, version: Version) -> Found:
    steps = iter(range(_STEPS))

    def tell(words: str) -> None:
        running.tell(next(steps, _STEPS - 1), _STEPS, words)

    shown = live()
    kept = kept_of(shown) if shown else None
    others = [each for each in in_use(_BESIDE) if each.kind != version.kind]
    with set_out([version, *others]) as material:
        scene = Scene(
            path=material.paths[version.kind],
            authority=settings.AUTHORITY,
            as_at=shown.as_at if shown else None,
            beside=material.paths,
            cohort=kept.cohort if kept else None,
            tell=tell,
        )
        return check(version.kind, scene)


def _refuse(version: Version, reason: str) -> str:
    refused({"version": version.pk}, reason)
    return _page(version)


def _ready(version: Version, told: dict[str, Any], *, then: bool) -> str:
    Version.objects.filter(pk=version.pk).update(state=Version.State.READY, **told)
    version.refresh_from_db()
    if not then or told["counts"]["levels"]["error"]:
        return _page(version)
    try:
        snapshot = choose(
            by=version.by,
            versions=beside(version),
            key=f"then-{version.key}"[:64],
            words=f"{version}, which has no errors",
        )
    except (PermissionDenied, RefusedError):
        # It is ready all the same, for whoever may choose it.
        return _page(version)
    return reverse("job", args=[snapshot.job_id])


def _page(version: Version) -> str:
    return reverse("data_version", args=[version.kind, version.number])


def failed(asked: dict[str, Any], reason: str) -> None:
    """The snapshot has no figures; those before it stay in use."""
    Snapshot.objects.filter(pk=asked["snapshot"]).update(state=Snapshot.State.FAILED, reason=reason)


@kind("figures", needs="data.choose", failed=failed)
def figures(running: Running, asked: dict[str, Any]) -> Finish:
    """Work out every figure of a snapshot."""
    from kinward.pipeline.kept import keep as keep_baseline

    snapshot = Snapshot.objects.get(pk=asked["snapshot"])
    steps = len(makers()) + 2
    running.tell(0, steps, "Reading the returns")
    with set_out(with_files(snapshot)) as material:
        result = baseline(material.inputs())
        running.tell(1, steps, "Keeping what was read")
        folder = kept_folder(snapshot.number)
        folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        for left in [folder, *folder.parent.glob(f".{folder.name}.*")]:
            # A worker that died before the end of this job left it; nobody reads it.
            shutil.rmtree(left, ignore_errors=True)
        keep_baseline(result, folder)
        made = _made(running, material, result)

    def finish() -> str:
        day, number = result.summary.as_at, snapshot.number
        snapshot.documents.set([add(each, as_at=day, rests_on=number) for each in made])
        Snapshot.objects.filter(pk=snapshot.pk).update(
            state=Snapshot.State.READY,
            as_at=result.summary.as_at,
            facts=facts.of(result.summary),
            reason="",
        )
        return reverse("home")

    return finish


def _made(running: Running, material: Material, result: Baseline) -> list[Made]:
    todo = makers()
    source = Source(
        material=material,
        baseline=result,
        authority=settings.AUTHORITY,
        limit=current_settings().small_number_limit,
        tell=running.tell,
    )
    made: list[Made] = []
    for step, (_, words, make) in enumerate(todo, start=2):
        running.tell(step, len(todo) + 2, words)
        one = make(source)
        made += [one] if isinstance(one, Made) else one or ()
    return made
