"""The service's own processes, with a folder and a database of their own."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

PATIENCE_S: Final = 120.0


@dataclass(frozen=True)
class Service:
    """A service's folder, and running things in it.

    Attributes:
        database: the address of its PostgreSQL; without one, SQLite in the folder.
    """

    folder: Path
    settings: str = "kinward_web.settings.demo"
    database: str = ""

    @property
    def environment(self) -> dict[str, str]:
        """Its variables."""
        return os.environ | {
            "DATABASE_URL": self.database,
            "KINWARD_DATA_DIR": str(self.folder),
            "DJANGO_SETTINGS_MODULE": self.settings,
            "PYTHONUNBUFFERED": "1",
        }

    def manage(self, *words: str, fails: bool = False) -> subprocess.CompletedProcess[str]:
        """One of Django's commands; what it said."""
        ended = subprocess.run(
            [sys.executable, "-m", "kinward_web.manage", *words],
            env=self.environment, capture_output=True, text=True, check=False, timeout=PATIENCE_S,
        )  # fmt: skip
        assert (ended.returncode != 0) == fails, ended.stdout + ended.stderr
        return ended

    def python(self, code: str, seconds: float = PATIENCE_S) -> str:
        """What a piece of code prints."""
        ended = subprocess.run(
            [sys.executable, "-c", "import django; django.setup()\n" + code],
            env=self.environment, capture_output=True, text=True, check=False, timeout=seconds,
        )  # fmt: skip
        assert ended.returncode == 0, ended.stderr
        return ended.stdout.strip()

    def worker(self, *words: str) -> subprocess.Popen[bytes]:
        """A worker, in a group of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "kinward_web.manage", "worker", "--interval", "0.1", *words],
            env=self.environment, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What its database holds, asked behind its back; a change is kept."""
        with sqlite3.connect(self.folder / "kinward.sqlite3", timeout=30) as base:
            return base.execute(query, values).fetchall()


def wait_for(found: Callable[[], object], seconds: float = PATIENCE_S) -> None:
    """Until something is so."""
    until = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < until, "it never came to be"
        time.sleep(0.02)


def free_port() -> int:
    """One that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
