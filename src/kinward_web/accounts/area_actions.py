"""Adding, renaming and retiring areas."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from kinward.errors import ArgumentError
from kinward_web.accounts.models import Area, User
from kinward_web.audit.actions import Kind, record

TEAMS: list[Callable[[], Iterable[str]]] = []
"""What tells the teams of the live data; the app of the data puts its function here."""


def teams_without_area() -> list[str]:
    """The teams of the live data that no area stands for."""
    known = set(Area.objects.values_list("name", flat=True))
    told = {name for tell in TEAMS for name in tell()}
    return sorted(told - known)


@transaction.atomic
def add_area(*, by: User, name: str) -> Area:
    """Add an area; one that is there is given back, and is in use again.

    Raises:
        PermissionDenied: `by` may not change areas.
    """
    _may(by)
    area, new = Area.objects.get_or_create(name=name.strip())
    if new:
        _log(by, Kind.CREATE, area, "Added an area", after={"name": area.name})
    elif area.retired:
        retire_area(by=by, area=area, retired=False)
    return area


@transaction.atomic
def rename_area(*, by: User, area: Area, name: str) -> None:
    """Give an area another name: that of the team in the data, or its managers see no child.

    Raises:
        PermissionDenied: `by` may not change areas.
        ArgumentError: another area has the name.
    """
    _may(by)
    held = Area.objects.select_for_update().get(pk=area.pk)
    before = held.name
    if before == name.strip():
        return
    held.name = name.strip()
    try:
        with transaction.atomic():
            held.save(update_fields=["name"])
    except IntegrityError as error:
        raise ArgumentError(
            f"There is an area called {held.name}", remedy="Give a different name."
        ) from error
    _log(by, Kind.CHANGE, held, "Renamed an area", {"name": before}, {"name": held.name})


@transaction.atomic
def retire_area(*, by: User, area: Area, retired: bool) -> None:
    """Take an area out of use, so that nobody new is given it; or put it back.

    Raises:
        PermissionDenied: `by` may not change areas.
        ArgumentError: somebody still has it.
    """
    _may(by)
    held = Area.objects.select_for_update().get(pk=area.pk)
    if held.retired == retired:
        return
    if retired and held.people.filter(is_active=True).exists():
        raise ArgumentError(
            f"{held.name} is still the area of somebody", remedy="Give those people another first."
        )
    held.retired = retired
    held.save(update_fields=["retired"])
    words = "Retired an area" if retired else "Put an area back in use"
    _log(by, Kind.CHANGE, held, words, {"retired": not retired}, {"retired": retired})


def _may(by: User) -> None:
    if not by.has_perm("settings.manage"):
        raise PermissionDenied


def _log(
    by: User,
    kind: Kind,
    area: Area,
    words: str,
    before: dict[str, object] | None = None,
    after: dict[str, object] | None = None,
) -> None:
    record(
        by=by, kind=kind, subject="area", subject_id=area.pk, words=words,
        before=before, after=after,
    )  # fmt: skip
