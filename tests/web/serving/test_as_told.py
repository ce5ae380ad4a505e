"""docs/service.md, followed to the letter without containers, ends with a page and its styles."""

from __future__ import annotations

import os
import re
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.conf import settings

from web_processes import free_port, wait_for

_PAGE = Path(settings.PACKAGE).parents[1] / "docs" / "service.md"
_HOST = "kinward.council.example"


def _told() -> tuple[list[str], list[str]]:
    """The commands before each start, and those that run on."""
    part = _PAGE.read_text(encoding="utf-8").split("Without containers:")[1].split("\n## ")[0]
    before, running = re.findall(r"```\n(.*?)```", part, re.S)
    return before.splitlines(), running.splitlines()


def _environment(folder: Path, port: int) -> dict[str, str]:
    """What the table of variables says is needed, on SQLite, and a port that is free."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("KINWARD_", "DJANGO_", "DATABASE_"))
    }
    return kept | {
        "PATH": f"{Path(sys.executable).parent}:{kept['PATH']}",
        "KINWARD_SECRET_KEY": secrets.token_urlsafe(50),
        "KINWARD_HOSTS": _HOST,
        "KINWARD_DATA_DIR": str(folder / "kinward"),
        "KINWARD_BIND": f"127.0.0.1:{port}",
        "KINWARD_PROCESSES": "1",
    }


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """Where the service listens that was started by the page's commands."""
    port = free_port()
    own = _environment(tmp_path, port)
    before, running = _told()
    for command in before:
        subprocess.run(command, shell=True, check=True, cwd=tmp_path, env=own, timeout=120)
    started = [
        subprocess.Popen(command, shell=True, cwd=tmp_path, env=own, start_new_session=True)
        for command in running
    ]
    yield port
    for each in started:
        os.killpg(each.pid, signal.SIGTERM)
        each.wait(60)


def _get(port: int, path: str) -> tuple[int, bytes]:
    """As the proxy asks."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", path, headers={"Host": _HOST, "X-Forwarded-Proto": "https"})
        answer = connection.getresponse()
        return answer.status, answer.read()


def _ready(port: int) -> bool:
    try:
        status, body = _get(port, "/health/ready")
    except OSError:
        return False
    return status == 200 and b'"worker": "ok"' in body


def test_it_ends_with_a_page_and_its_styles(port: int, tmp_path: Path) -> None:
    wait_for(lambda: _ready(port))
    status, page = _get(port, "/account/login/")
    assert status == 200
    styles = re.search(rb'<link href="([^"]+\.css)"', page)
    assert styles is not None
    status, css = _get(port, styles[1].decode())
    assert status == 200
    assert b"govuk" in css
    assert (tmp_path / "kinward").stat().st_mode & 0o077 == 0, "for its owner alone"
