"""People, roles and settings as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kinward_web.accounts.known_settings import Known, from_json, of_group
from kinward_web.accounts.models import SettingChange, User
from kinward_web.accounts.selectors import current_settings, history_of
from kinward_web.roles import PERMISSIONS, ROLES, must_use_code, role_name


@dataclass(frozen=True)
class Change:
    """One change: who made it, when, and what."""

    at: datetime
    by: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class RoleShown:
    """A role with what it may do."""

    key: str
    name: str
    code: bool
    may: tuple[str, ...]


def role_shown(key: str) -> RoleShown | None:
    """A role; None for one that is not known."""
    if key not in ROLES:
        return None
    name, allowed = ROLES[key]
    may = tuple(words for each, words in PERMISSIONS.items() if each in allowed)
    return RoleShown(key, name, must_use_code(key), may)


def matrix() -> dict[str, Any]:
    """Every permission against every role, and which roles sign in with a code."""
    allowed = [
        (words, [(name, key in may) for name, may in ROLES.values()])
        for key, words in PERMISSIONS.items()
    ]
    codes = [(name, must_use_code(key)) for key, (name, _) in ROLES.items()]
    return {
        "roles": [name for name, _ in ROLES.values()],
        "rows": [*allowed, ("Signs in with a code as well as a password", codes)],
    }


def person_changes(person: User) -> list[Change]:
    """What was changed of a person, newest first; the oldest tells how they were added."""
    # Saving a person and setting their areas leaves several rows of one edition; the last is whole.
    rows = list({row.edition: row for row in reversed(history_of(person))}.values())[::-1]
    changes = []
    for newer, older in _pairs(rows):
        lines = _differences(newer, older)
        if lines:
            who = newer.history_user.name if newer.history_user else "The service"
            changes.append(Change(newer.history_date, who, tuple(lines)))
    return changes


def setting_history(group: str, changes: list[SettingChange]) -> list[Change]:
    """What was changed in a form of settings, newest first."""
    shown = []
    for newer, older in _pairs(changes):
        lines = [
            f"{known.label}: {_value(known, newer)}, was {_value(known, older)}"
            for known in of_group(group)
            if _value(known, newer) != _value(known, older)
        ]
        who = newer.by.name if newer.by else "The service"
        shown.append(Change(newer.made, who, tuple(lines)))
    return shown


def settings_in_force() -> dict[str, list[tuple[str, str]]]:
    """By group, each setting's name and value."""
    from kinward_web.accounts.known_settings import GROUPS

    now = current_settings()
    return {
        group: [(known.label, _words(known, getattr(now, known.name))) for known in of_group(group)]
        for group in GROUPS
    }


def _pairs(rows: list[Any]) -> list[tuple[Any, Any]]:
    """Each row with the one before it in time; None before the oldest."""
    return list(zip(rows, [*rows, None][1:], strict=True))


def _differences(newer: Any, older: Any) -> list[str]:
    before, after = (_as_was(older) if older is not None else {}), _as_was(newer)
    return [
        f"{name}: {value or 'none'}" + (f", was {before[name] or 'none'}" if before else "")
        for name, value in after.items()
        if value != before.get(name)
    ]


def _as_was(row: Any) -> dict[str, str]:
    return {
        "Name": row.name,
        "E-mail address": row.email,
        "Post": row.post,
        "Role": role_name(row.role),
        "Areas": ", ".join(sorted(_area_names(row))),
        "May sign in": "yes" if row.is_active else "no",
    }


def _area_names(row: Any) -> list[str]:
    return [each.area.name for each in row.historicaluser_areas_set.all() if each.area]


def _value(known: Known, change: SettingChange | None) -> str:
    stored = change.values.get(known.name, None) if change is not None else None
    return _words(known, known.default if stored is None else from_json(known, stored))


def _words(known: Known, value: Any) -> str:
    if known.words:
        return ", ".join(value)
    return f"{value}{'' if known.unit == '%' else ' '}{known.unit}"
