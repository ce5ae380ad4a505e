"""Asking for a report, downloading and removing one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from kinward.errors import ArgumentError
from kinward_web.audit.actions import Kind, record
from kinward_web.intake.selectors import live
from kinward_web.jobs.actions import start
from kinward_web.planning.models import Plan
from kinward_web.reports import selectors
from kinward_web.reports.models import Report

if TYPE_CHECKING:
    from kinward_web.accounts.models import User
    from kinward_web.intake.models import Snapshot


@transaction.atomic
def build(
    *,
    by: User,
    name: str,
    audience: str,
    parts: list[str],
    single: bool,
    plan: Plan | None,
    key: str,
) -> Report:
    """Ask for a report of the figures that pages show.

    Args:
        parts: keys of `selectors.PARTS`.
        single: whether it tells of single placements; of an internal report with the money only.
        plan: a shared plan that is tried in it; the forecast is then in it too.
        key: of the request: the same key again gives the same report.

    Raises:
        PermissionDenied: the person may not build it, or not see what is to be in it.
        ArgumentError: there are no figures yet.
    """
    snapshot = live()
    _check(by, snapshot, audience, parts, single, plan)
    if snapshot is None or snapshot.as_at is None:
        raise ArgumentError("There are no figures yet", remedy="Load the returns first.")
    told = sorted({*parts, "forecast"} if plan else set(parts))
    report, new = Report.objects.get_or_create(
        key=key,
        defaults={
            "name": name,
            "audience": audience,
            "parts": told,
            "single": single,
            "plan_name": plan.name if plan else "",
            "plan_text": plan.text if plan else "",
            "as_at": snapshot.as_at,
            "snapshot": snapshot,
            "by": by,
        },
    )
    if report.by_id != by.pk:
        raise PermissionDenied
    if not new:
        return report
    report.job = start(
        by=by,
        kind="report",
        title=f"Report: {name}"[:120],
        asked={"report": report.pk},
        key=f"report-{key}",
        private=audience == Report.Audience.INTERNAL,
    )
    report.save(update_fields=["job"])
    record(
        by=by,
        kind=Kind.CREATE,
        subject="report",
        subject_id=report.pk,
        words="Asked for a report",
        after={"audience": audience, "parts": told, "single": single, "plan": plan is not None},
    )
    return report


@transaction.atomic
def keep(*, report: int, files: dict[str, Any], told: list[str]) -> None:
    """The report is built (at the end of its job); nothing stays where it was removed meanwhile.

    Args:
        files: by ending, name in the store and size.
        told: what its reader should know of how it was built, in sentences.
    """
    held = Report.objects.select_for_update().filter(pk=report).first()
    if held is None or held.state != Report.State.BUILDING:
        return
    held.files, held.told, held.state = files, told, Report.State.READY
    held.save(update_fields=["files", "told", "state"])


def failed(asked: dict[str, Any], _reason: str) -> None:
    """The report will not come; its job says why."""
    Report.objects.filter(pk=asked["report"]).update(state=Report.State.FAILED)


@transaction.atomic
def download(*, by: User, report: Report, ending: str) -> str | None:
    """The name in the store of a file of a report, for its download; None where there is none.

    Raises:
        PermissionDenied: the report is not for this person.
    """
    if not selectors.reports(by).filter(pk=report.pk).exists():
        raise PermissionDenied
    found = selectors.file_of(report, ending)
    if found is None:
        return None
    record(
        by=by,
        kind=Kind.DOWNLOAD,
        subject="report",
        subject_id=report.pk,
        words=f"Downloaded {'an internal' if report.audience == 'internal' else 'a public'} report "
        f"({ending})",
    )
    return str(found["sha256"])


@transaction.atomic
def downloaded_list(*, by: User) -> None:
    """Tell the log of a download of the list of reports.

    Raises:
        PermissionDenied: the person may see no reports.
    """
    if not by.has_perm("reports.see"):
        raise PermissionDenied
    record(
        by=by,
        kind=Kind.DOWNLOAD,
        subject="table",
        subject_id="reports",
        words="Downloaded the list of reports as CSV",
    )


@transaction.atomic
def remove(*, by: User, report: Report) -> None:
    """Remove a report of one's own, with its files.

    Raises:
        PermissionDenied: it is somebody else's.
    """
    if not selectors.may_remove(by, report):
        raise PermissionDenied
    pk = report.pk
    gone, _ = Report.objects.filter(pk=pk).delete()
    if gone:
        record(
            by=by, kind=Kind.REMOVE, subject="report", subject_id=pk, words="Removed a report",
            before={"audience": report.audience, "made": report.made.isoformat()},
        )  # fmt: skip


def _check(
    by: User,
    snapshot: Snapshot | None,
    audience: str,
    parts: list[str],
    single: bool,
    plan: Plan | None,
) -> None:
    if not (by.has_perm("reports.build") and by.has_perm("areas.all")):
        raise PermissionDenied
    internal = audience == Report.Audience.INTERNAL
    if internal and not by.has_perm("reports.whole"):
        raise PermissionDenied
    if single and not (internal and "money" in parts and by.has_perm("money.placements")):
        raise PermissionDenied
    if not set(parts) <= set(selectors.parts_for(by, snapshot)) and snapshot is not None:
        raise PermissionDenied
    if plan is not None and not selectors.plans_for(by).filter(pk=plan.pk).exists():
        raise PermissionDenied
