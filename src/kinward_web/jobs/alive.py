"""When a worker last said that it is there: the time of a file in the data folder, which the pages
and every worker share."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

from django.conf import settings

_NAME: Final = "worker.seen"


def say_alive() -> None:
    """A worker is there now, and reaches the database."""
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()


def silent_for() -> float | None:
    """Seconds since a worker said so; None where none ever did."""
    try:
        return max(0.0, time.time() - _path().stat().st_mtime)
    except FileNotFoundError:
        return None


def _path() -> Path:
    return Path(settings.DATA_DIR) / _NAME
