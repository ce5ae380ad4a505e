"""Saving a form of settings."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from kinward.errors import ArgumentError
from kinward_web.accounts.editing import StaleError
from kinward_web.accounts.known_settings import GROUPS, as_json, from_json, of_group
from kinward_web.accounts.models import SettingChange, User
from kinward_web.accounts.selectors import current_settings, edition_of, last_change
from kinward_web.audit.actions import Kind, record


@transaction.atomic
def save_settings(*, by: User, group: str, edition: int, values: dict[str, Any]) -> None:
    """Put the settings of a form in force; what changed is in the log.

    Args:
        edition: of the form when it was opened; 0 where nobody had saved it yet.
        values: by name, every setting of the form.

    Raises:
        PermissionDenied: `by` may not change settings.
        StaleError: somebody saved the form since.
        ArgumentError: a value out of its bounds.
    """
    if not by.has_perm("settings.manage"):
        raise PermissionDenied
    for known in of_group(group):
        if from_json(known, as_json(values[known.name])) != values[known.name]:
            raise ArgumentError(f"{known.label} is out of its bounds")
    if edition_of(group) != edition:
        raise _stale(last_change(group))
    now = current_settings()
    before = {name: as_json(getattr(now, name)) for name in values}
    after = {name: as_json(value) for name, value in values.items()}
    if before == after:
        return
    try:
        with transaction.atomic():
            SettingChange.objects.create(group=group, edition=edition + 1, values=after, by=by)
    except IntegrityError as error:
        raise _stale(last_change(group)) from error
    changed = [name for name in after if after[name] != before[name]]
    record(
        by=by, kind=Kind.CHANGE, subject="settings", subject_id=group,
        words=f"Changed settings: {GROUPS[group][0]}",
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )  # fmt: skip


def _stale(last: SettingChange | None) -> StaleError:
    return StaleError(last.by.name if last and last.by else "", last.made if last else None)
