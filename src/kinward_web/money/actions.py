"""Closing a month as it was reported, opening it again, and what is told of single placements."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from kinward.errors import ArgumentError
from kinward_web.audit.actions import Kind, record
from kinward_web.intake.selectors import live
from kinward_web.jobs.actions import start
from kinward_web.money import selectors
from kinward_web.money.models import ClosedMonth

if TYPE_CHECKING:
    from kinward_web.accounts.models import User
    from kinward_web.intake.models import Snapshot
    from kinward_web.jobs.models import Job


@transaction.atomic
def ask_to_close(*, by: User, month: str, key: str) -> Job:
    """Ask for a month to be closed with the figures that pages show now.

    Args:
        month: such as 2026-02.
        key: of the request: the same key again gives the same job.

    Raises:
        PermissionDenied: the person may close no month.
        ArgumentError: the month cannot be closed, or is closed already.
    """
    _check(by)
    snapshot = live()
    found = next((each for each in selectors.open_months(snapshot) if each.name == month), None)
    if snapshot is None or found is None:
        return _again(by, month, key)
    return start(
        by=by,
        kind="close_month",
        title=f"Close {found.as_at:%B %Y}",
        asked={"month": month, "as_at": found.as_at.isoformat(), "snapshot": snapshot.pk},
        key=f"close-{key}",
    )


@transaction.atomic
def keep_closed(
    *, by: User | None, as_at: date, year: int, projected: int, files: dict[str, str], key: str
) -> ClosedMonth:
    """Keep a month as it was closed (at the end of the job).

    Args:
        projected: what was reported, in pence.
        files: names of kept files by the core's names.

    Raises:
        PermissionDenied: the person may close no month.
        ArgumentError: somebody closed it in the meantime.
    """
    if by is not None:
        _check(by)
    month = f"{as_at:%Y-%m}"
    row, new = ClosedMonth.objects.get_or_create(
        month=month,
        defaults={
            "year": year,
            "as_at": as_at,
            "projected_pence": projected,
            "files": files,
            "key": key,
            "by": by,
        },
    )
    if not new:
        raise ArgumentError(
            f"{row} is closed already", remedy="A closed month keeps its figures; close another."
        )
    record(
        by=by,
        kind=Kind.CREATE,
        subject="month",
        subject_id=month,
        words=f"Closed {row}",
        after={"as_at": as_at.isoformat(), "projected_pence": projected},
    )
    return row


@transaction.atomic
def open_again(*, by: User, month: str, reason: str, key: str) -> Job | None:
    """Open a closed month again, and have the money of the live figures told anew.

    Returns:
        The job that tells the money anew; None where the month is open already.

    Raises:
        PermissionDenied: the person may open no month.
    """
    _check(by)
    row = ClosedMonth.objects.select_for_update().filter(month=month).first()
    if row is None:
        return None
    before = {
        "as_at": row.as_at.isoformat(),
        "projected_pence": row.projected_pence,
        "closed_by": row.by.email if row.by else "",
        "closed": row.made.isoformat(),
    }
    row.delete()
    record(
        by=by,
        kind=Kind.REMOVE,
        subject="month",
        subject_id=month,
        words=f"Opened {row} again",
        before=before,
        after={"reason": reason},
    )
    snapshot = live()
    if snapshot is None:
        return None
    return start(
        by=by,
        kind="money_again",
        title=f"Tell the money without the closed {row}",
        asked={"snapshot": snapshot.pk},
        key=f"open-{key}",
    )


@transaction.atomic
def read_placements(
    *, by: User, snapshot: Snapshot | None, table: str = ""
) -> selectors.Placements | None:
    """Single placements, to read or to download; None where there are none.

    Args:
        table: that is downloaded, by key; empty where they are read.

    Raises:
        PermissionDenied: the person may see no single placement.
    """
    found = selectors.placements(by, snapshot)
    if found is None or snapshot is None:
        return None
    record(
        by=by,
        kind=Kind.DOWNLOAD if table else Kind.READ,
        subject="placements",
        subject_id=f"figures {snapshot.number} {table}".strip(),
        words=f"{'Downloaded' if table else 'Read'} a list of single placements",
    )
    return found


@transaction.atomic
def downloaded_workbook(*, by: User, snapshot: Snapshot) -> None:
    """Tell the log of a download of all tables.

    Raises:
        PermissionDenied: the person may see no money.
    """
    if not by.has_perm("money.see"):
        raise PermissionDenied
    record(
        by=by,
        kind=Kind.DOWNLOAD,
        subject="table",
        subject_id=f"figures {snapshot.number} money",
        words="Downloaded the tables of the money as a workbook",
    )


@transaction.atomic
def downloaded_months(*, by: User) -> None:
    """Tell the log of a download of the closed months.

    Raises:
        PermissionDenied: the person may not see them.
    """
    if not (by.has_perm("money.see") and by.has_perm("figures.whole")):
        raise PermissionDenied
    record(
        by=by,
        kind=Kind.DOWNLOAD,
        subject="table",
        subject_id="closed months",
        words="Downloaded the closed months as CSV",
    )


def _check(by: User) -> None:
    if not (by.has_perm("money.close") and by.has_perm("areas.all")):
        raise PermissionDenied


def _again(by: User, month: str, key: str) -> Job:
    """The job of a request that came twice, whose first has closed the month by now.

    Raises:
        ArgumentError: there is none.
    """
    from kinward_web.jobs.models import Job

    job = Job.objects.filter(key=f"close-{key}", by=by).first()
    if job is not None:
        return job
    raise ArgumentError(
        "This month cannot be closed: it is closed already, or lies outside the financial year of "
        "the figures",
        where=month[:7],
        remedy="Choose a month of the list.",
    )
