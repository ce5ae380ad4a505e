"""The service in processes of its own, on this machine alone, with a folder and a database of its
own; and somebody who is signed in."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, Final

_TOKEN: Final = "t" * 32
_PATIENCE_S: Final = 60
_SIGN_IN: Final = """
import django; django.setup()
from benchmarks.web_service import signed_in
from kinward_web.accounts.models import User
user = User.objects.create_user("analyst@testshire.example", None, name="A", role="analyst")
print(signed_in(user))
"""


@dataclass(frozen=True)
class Running:
    """A service that answers.

    Attributes:
        pid: of gunicorn's first process; its workers are its children.
        session: the cookie of an analyst who is signed in.
    """

    port: int
    pid: int
    folder: Path
    session: str

    @property
    def processes(self) -> list[int]:
        """The first process and its workers."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        return [self.pid, *map(int, children.split())]

    @property
    def cookies(self) -> str:
        """What a browser that is signed in sends with each request."""
        return f"sessionid={self.session}; csrftoken={_TOKEN}"

    @property
    def mark(self) -> str:
        """The mark that a form carries against forgery."""
        return _TOKEN

    def kill(self) -> None:
        """As when the power is cut."""
        for pid in reversed(self.processes):
            os.kill(pid, signal.SIGKILL)


def environment(folder: Path) -> dict[str, str]:
    """The variables of a service whose folder this is; its database is SQLite."""
    own = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    return own | {
        "KINWARD_DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "kinward_web.settings.demo",
    }


def python(folder: Path, code: str) -> str:
    """What a piece of code prints that runs with the settings of a service."""
    ended = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(folder),
        check=True,
        capture_output=True,
        text=True,
    )
    return ended.stdout.strip()


@contextmanager
def running(folder: Path) -> Iterator[Running]:
    """A new service in an empty folder, while it runs."""
    folder.mkdir(parents=True, exist_ok=True)
    migrate = [sys.executable, "-m", "kinward_web.manage", "migrate", "-v", "0"]
    subprocess.run(migrate, env=environment(folder), check=True)
    session, port = python(folder, _SIGN_IN), free_port()
    command = [
        sys.executable, "-m", "gunicorn", "kinward_web.wsgi", "--bind", f"127.0.0.1:{port}",
        "--workers", "1", "--threads", "4", "--timeout", "120",
    ]  # fmt: skip
    with subprocess.Popen(
        command, env=environment(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _wait_for(port)
            yield Running(port, process.pid, folder, session)
        finally:
            process.terminate()


def signed_in(user: Any) -> str:
    """The key of a new session of somebody, in a process that has a service's settings. It counts
    as begun with a password just now, for an hour."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["account_authentication_methods"] = [{"method": "password", "at": time.time() + 3600}]
    session.create()
    return str(session.session_key)


def free_port() -> int:
    """One of this machine that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(port: int) -> None:
    """Until it answers a request, so that the code of its pages is loaded."""
    until = time.monotonic() + _PATIENCE_S
    while True:
        connection = HTTPConnection("127.0.0.1", port, timeout=_PATIENCE_S)
        try:
            connection.request("GET", "/data/")
            connection.getresponse().read()
        except ConnectionRefusedError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return
        finally:
            connection.close()
