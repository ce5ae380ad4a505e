"""Whether the service lives, and whether it is ready: for whatever watches over it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from kinward_web.guard import open_to_all
from kinward_web.jobs.alive import silent_for
from kinward_web.serving.migrated import migrated

_LATE_S: Final = 60
"""A worker says every 15 seconds that it is there."""
_migrated = False


@open_to_all
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return _told(200, {"status": "live"})


@open_to_all
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Pages can be served: 200, or 503 with what is missing.

    A worker that is silent is told, and leaves the answer at 200: pages need none, and taking them
    away would help nobody.
    """
    checks = {name: check() for name, check in _CHECKS.items()}
    fit = all(checks.values())
    silent = silent_for()
    worker = "ok" if silent is not None and silent < _LATE_S else "silent"
    found = {name: "ok" if good else "failed" for name, good in checks.items()}
    return _told(
        200 if fit else 503,
        {"status": "ready" if fit else "not ready", "checks": found, "worker": worker},
    )


def _told(status: int, body: dict[str, object]) -> JsonResponse:
    return JsonResponse(body, status=status, headers={"Cache-Control": "no-store"})


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() is not None
    except DatabaseError:
        return False


def _migrations() -> bool:
    """Whether the database has every migration of this release; asked until it has."""
    global _migrated  # noqa: PLW0603
    if _migrated:
        return True
    try:
        _migrated = migrated()
    except DatabaseError:
        return False
    return _migrated


def _folder() -> bool:
    folder = Path(settings.DATA_DIR)
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


_CHECKS: Final[dict[str, Callable[[], bool]]] = {
    "database": _database,
    "migrations": _migrations,
    "data folder": _folder,
}
