"""Saying how measures are followed, and making measures of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from kinward.errors import ArgumentError
from kinward.measures.scored import SCORED
from kinward.scorecard.targets import Target
from kinward.scorecard.typed.measures import key_of
from kinward_web.accounts.editing import StaleError, already
from kinward_web.accounts.editing import save as saved
from kinward_web.audit.actions import Kind, record
from kinward_web.performance.followed import Followed, as_json, of_row, put
from kinward_web.performance.models import Card, Typed
from kinward_web.performance.selectors.cards import bounds_of

if TYPE_CHECKING:
    from kinward_web.accounts.models import User

SUBJECT = "scorecard measure"


@transaction.atomic
def make(*, by: User, given: Followed, key: str) -> Card:
    """Make a measure of the authority's own.

    Args:
        key: of the request: the same key again gives the same measure.

    Raises:
        PermissionDenied: the person may not.
        ArgumentError: there is one of that name, or its target makes no sense.
    """
    needs(by)
    there = Card.objects.select_related("changed_by").filter(key=key).first()
    if there is not None:
        return there
    measure = key_of(given.label)
    if not measure or measure in SCORED or Card.objects.filter(measure=measure).exists():
        raise ArgumentError(
            "There is a measure of that name", where="label",
            remedy="Give it another, or change the one that is there.",
        )  # fmt: skip
    return _create(by, measure, given, key)


@transaction.atomic
def follow(*, by: User, measure: str, given: Followed, edition: int, key: str) -> Card:
    """Say how a measure is followed.

    Args:
        edition: of the card that the person was looking at; 0 where there was none.
        key: of the request.

    Raises:
        PermissionDenied: the person may not.
        StaleError: somebody else changed it meanwhile.
        ArgumentError: its target makes no sense.
    """
    needs(by)
    found = Card.objects.select_for_update(of=("self",)).select_related("changed_by")
    row = found.filter(measure=measure).first()
    if row is None:
        if edition:
            raise StaleError
        return _create(by, measure, given, key)
    if already(row, by=by, edition=edition, key=key) or (not edition and row.key == key):
        return row
    before = of_row(row)
    if given == before:
        return row
    _check(put(row, given))
    saved(row, by=by, key=key)
    _log(by, Kind.CHANGE, measure, "Changed how a measure is followed", before, given)
    return row


@transaction.atomic
def drop(*, by: User, card: Card, edition: int) -> None:
    """Follow a measure as the library has it; a measure of one's own is removed.

    Raises:
        PermissionDenied: the person may not.
        StaleError: somebody else changed it meanwhile.
        ArgumentError: it has readings that only it explains.
    """
    needs(by)
    found = Card.objects.select_for_update(of=("self",)).select_related("changed_by")
    row = found.filter(pk=card.pk).first()
    if row is None:
        return
    already(row, by=by, edition=edition, key="")
    if row.own and Typed.objects.filter(measure=row.measure).exists():
        raise ArgumentError("The measure has readings", remedy="Remove its readings first.")
    before = of_row(row)
    row._history_user = by
    row.delete()
    words = "Removed a measure" if before.own else "Follows a measure as the library has it"
    _log(by, Kind.REMOVE, row.measure, words, before, None)


def needs(by: User) -> None:
    """Let nobody go on who may not change the scorecard.

    Raises:
        PermissionDenied: the person may not, or sees their own area alone.
    """
    if not (by.has_perm("scorecard.edit") and by.has_perm("areas.all")):
        raise PermissionDenied


def _create(by: User, measure: str, given: Followed, key: str) -> Card:
    row = _check(put(Card(measure=measure, key=key, last_key=key, changed_by=by), given))
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        # Somebody else was first, between our look and our write.
        raise StaleError from error
    words = "Made a measure" if given.own else "Said how a measure is followed"
    _log(by, Kind.CREATE, measure, words, None, given)
    return row


def _check(row: Card) -> Card:
    """Refuse a target that the core refuses."""
    bounds = bounds_of(row)
    if (bounds is None) != (row.target == Card.Target.NONE):
        raise ArgumentError("The target has no value", where="target", remedy="Give its value.")
    if bounds is not None and row.tolerance_pct is not None:
        Target(bounds, row.tolerance_pct, row.tolerance)
    return row


def _log(
    by: User, kind: Kind, measure: str, words: str, before: Followed | None, after: Followed | None
) -> None:
    """Only what changed: the history has the rest."""
    old: dict[str, Any] = as_json(before) if before else {}
    new: dict[str, Any] = as_json(after) if after else {}
    names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    record(
        by=by, kind=kind, subject=SUBJECT, subject_id=measure, words=words,
        before={name: old.get(name) for name in names} if before else None,
        after={name: new.get(name) for name in names} if after else None,
    )  # fmt: skip
