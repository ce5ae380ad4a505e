"""What a backup holds."""

from __future__ import annotations

from typing import Final

from django.apps import apps
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder

FOLDERS: Final = ("files", "snapshots")
"""Folders of the data folder: what was uploaded and made, by its hash, and what was read of it."""
MANIFEST: Final = "manifest.json"
FORMAT: Final = 1
_LEFT_OUT: Final = frozenset({"sessions.Session", "contenttypes.ContentType", "auth.Permission"})
"""What a restored service makes anew: people sign in again; the others come with the tables."""


def tables() -> list[type[models.Model]]:
    """The tables of a backup, joining tables too, as they come: both databases check what points
    where at the end of the transaction."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.label not in _LEFT_OUT
    ]


def migrations() -> list[str]:
    """The migrations that the database has, as app.name."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)
