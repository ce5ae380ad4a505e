"""Making and changing programmes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from kinward.errors import ArgumentError
from kinward_web.accounts.editing import already, save
from kinward_web.audit.actions import Kind, record
from kinward_web.programme.head import Head
from kinward_web.programme.models import Programme

if TYPE_CHECKING:
    from kinward_web.accounts.models import User


@transaction.atomic
def make(*, by: User, slug: str, head: Head, key: str) -> Programme:
    """Make a programme.

    Args:
        slug: its name in addresses and in other programmes' dependencies.
        key: of the request: the same key again gives the same programme.

    Raises:
        PermissionDenied: the person may not.
        ArgumentError: there is one of that name.
    """
    _needs(by)
    there = Programme.objects.filter(key=key).first()
    if there is not None:
        return there
    try:
        with transaction.atomic():
            made = Programme.objects.create(
                slug=slug, key=key, changed_by=by, name=head.name, purpose=head.purpose,
                owner=head.owner, closed=head.closed,
            )  # fmt: skip
    except IntegrityError as error:
        raise ArgumentError(
            f"There is a programme with the short name {slug}", remedy="Choose another."
        ) from error
    record(
        by=by, kind=Kind.CREATE, subject="programme", subject_id=made.pk,
        words="Made a programme", after=_told(made),
    )  # fmt: skip
    return made


@transaction.atomic
def change(*, by: User, programme: Programme, head: Head, edition: int, key: str) -> Programme:
    """Change what is said of a programme as a whole.

    Raises:
        PermissionDenied: the person may not.
        StaleError: somebody else changed it meanwhile.
    """
    _needs(by)
    found = Programme.objects.select_for_update(of=("self",)).select_related("changed_by")
    held = found.get(pk=programme.pk)
    if already(held, by=by, edition=edition, key=key):
        return held
    before = _told(held)
    held.name, held.purpose, held.owner = head.name, head.purpose, head.owner
    held.closed = head.closed
    save(held, by=by, key=key)
    record(
        by=by, kind=Kind.CHANGE, subject="programme", subject_id=held.pk,
        words="Changed the programme", before=before, after=_told(held),
    )  # fmt: skip
    return held


def _needs(by: User) -> None:
    if not (by.has_perm("programme.edit") and by.has_perm("areas.all")):
        raise PermissionDenied


def _told(held: Programme) -> dict[str, Any]:
    closed = None if held.closed is None else held.closed.isoformat()
    return {
        "edition": held.edition, "name": held.name, "purpose": held.purpose, "owner": held.owner,
        "closed": closed,
    }  # fmt: skip
