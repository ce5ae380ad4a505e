"""A secret of this machine's own, kept in the data folder."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def local_secret(folder: Path) -> str:
    """The folder's secret, made the first time; only its owner can read it."""
    path = folder / "secret"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(secrets.token_urlsafe(60))
    return path.read_text(encoding="ascii")
