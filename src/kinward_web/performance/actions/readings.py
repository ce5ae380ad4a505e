"""Typing readings, and changing and removing those that were typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from kinward.errors import ArgumentError
from kinward_web.accounts.editing import already, save
from kinward_web.audit.actions import Kind, record
from kinward_web.performance.actions.cards import needs
from kinward_web.performance.models import Typed
from kinward_web.performance.selectors.cards import exists
from kinward_web.planning.forms.values import plain

if TYPE_CHECKING:
    from kinward_web.accounts.models import User

SUBJECT = "scorecard reading"


@dataclass(frozen=True)
class Given:
    """A reading as it was typed (`models.Typed`)."""

    period_end: date
    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    source: str = ""
    note: str = ""
    typed_by: str = ""
    typed_on: date | None = None


@transaction.atomic
def add(*, by: User, measure: str, given: Given, key: str) -> Typed:
    """Add a reading.

    Args:
        key: of the request: the same key again gives the same reading.

    Raises:
        PermissionDenied: the person may not.
        ArgumentError: no such measure, or it has a reading of that period.
    """
    needs(by)
    there = Typed.objects.select_related("changed_by").filter(key=key).first()
    if there is not None:
        return there
    if not exists(measure):
        raise ArgumentError("There is no such measure", remedy="Make it first.")
    row = _put(Typed(measure=measure, key=key, last_key=key, changed_by=by), given)
    _write(row)
    _log(by, Kind.CREATE, row, "Typed a reading", None, _told(row))
    return row


@transaction.atomic
def change(*, by: User, reading: Typed, given: Given, edition: int, key: str) -> Typed:
    """Change a reading.

    Raises:
        PermissionDenied: the person may not.
        StaleError: somebody else changed it meanwhile.
        ArgumentError: the measure has another reading of that period.
    """
    needs(by)
    found = Typed.objects.select_for_update(of=("self",)).select_related("changed_by")
    row = found.get(pk=reading.pk)
    if already(row, by=by, edition=edition, key=key):
        return row
    before = _told(row)
    _put(row, given)
    after = _told(row)
    if before == after:
        return row
    try:
        with transaction.atomic():
            save(row, by=by, key=key)
    except IntegrityError as error:
        raise _twice() from error
    _log(by, Kind.CHANGE, row, "Changed a reading", before, after)
    return row


@transaction.atomic
def remove(*, by: User, reading: Typed, edition: int) -> None:
    """Remove a reading. The log and the history keep what it was.

    Raises:
        PermissionDenied: the person may not.
        StaleError: somebody else changed it meanwhile.
    """
    needs(by)
    found = Typed.objects.select_for_update(of=("self",)).select_related("changed_by")
    row = found.filter(pk=reading.pk).first()
    if row is None:
        return
    already(row, by=by, edition=edition, key="")
    before = _told(row)
    row._history_user = by
    row.delete()
    _log(by, Kind.REMOVE, row, "Removed a reading", before, None)


def _write(row: Typed) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise _twice() from error


def _twice() -> ArgumentError:
    return ArgumentError(
        "The measure has a reading of that period", where="period",
        remedy="Change the one that is there.",
    )  # fmt: skip


def _put(row: Typed, given: Given) -> Typed:
    for name, value in vars(given).items():
        setattr(row, name, value)
    return row


def _told(row: Typed) -> dict[str, Any]:
    """Numbers alike, however many noughts they were typed with."""
    numbers = {name: getattr(row, name) for name in ("value", "numerator", "denominator")}
    return {
        "period_end": row.period_end.isoformat(),
        **{name: None if each is None else plain(each) for name, each in numbers.items()},
        "source": row.source,
        "note": row.note,
        "typed_by": row.typed_by,
    }


def _log(
    by: User, kind: Kind, row: Typed, words: str,
    before: dict[str, Any] | None, after: dict[str, Any] | None,
) -> None:  # fmt: skip
    record(
        by=by, kind=kind, subject=SUBJECT, subject_id=f"{row.measure}/{row.period_end}",
        words=words, before=before, after=after,
    )  # fmt: skip
