"""Reading people, areas and settings."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet

from kinward_web.accounts.known_settings import KNOWN, ServiceSettings, from_json
from kinward_web.accounts.models import Area, SettingChange, User


def current_settings() -> ServiceSettings:
    """The settings in force: one query."""
    values: dict[str, Any] = {}
    for change in SettingChange.objects.order_by("edition"):
        values.update(change.values)
    known = {name: from_json(KNOWN[name], each) for name, each in values.items() if name in KNOWN}
    return ServiceSettings(**known)


def last_change(group: str) -> SettingChange | None:
    """The last time that somebody saved a form of settings."""
    changes = SettingChange.objects.filter(group=group).select_related("by")
    return changes.order_by("-edition").first()


def edition_of(group: str) -> int:
    """The edition of a form of settings; 0 where nobody has saved it yet."""
    last = last_change(group)
    return last.edition if last else 0


def setting_changes(group: str) -> list[SettingChange]:
    """Every time that a form of settings was saved, newest first."""
    changes = SettingChange.objects.filter(group=group).select_related("by")
    return list(changes.order_by("-edition"))


def people(words: str = "", role: str = "", state: str = "") -> QuerySet[User]:
    """The people who match, by name.

    Args:
        words: part of a name, an address or a post.
        state: 'active', 'closed', or empty for both.
    """
    found = User.objects.prefetch_related("areas").order_by("name", "pk")
    for word in words.split():
        found = found.filter(
            Q(name__icontains=word) | Q(email__icontains=word) | Q(post__icontains=word)
        )
    if role:
        found = found.filter(role=role)
    if state:
        found = found.filter(is_active=state == "active")
    return found


def history_of(person: User) -> list[Any]:
    """How a person was, newest first, with their areas and who made the change."""
    rows = person.history.select_related("history_user").prefetch_related(
        "historicaluser_areas_set__area"
    )
    return list(rows)


def areas() -> QuerySet[Area]:
    """Every area, with how many people have it."""
    return Area.objects.annotate(number=Count("people", filter=Q(people__is_active=True))).order_by(
        "retired", "name"
    )
