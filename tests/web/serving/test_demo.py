"""The end of `make run`: the demonstration authority in the service, and people who can sign in."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

import pytest

from kinward_web.roles import ROLES
from web_processes import Service, free_port, wait_for


@dataclass(frozen=True)
class Demonstration:
    """The demonstration, started a second time, with what it said at each start."""

    port: int
    folder: Path
    first: str
    second: str


@pytest.fixture(scope="module")
def demonstration(
    authority: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Demonstration]:
    """With a small authority."""
    folder = tmp_path_factory.mktemp("demonstration")
    shutil.copytree(authority, folder / "authority")
    with _started(folder) as (_, first):
        pass
    with _started(folder) as (port, second):
        yield Demonstration(port, folder, first, second)


class _started:  # noqa: N801
    """The demonstration while it runs; DATABASE_URL names a database that it must leave alone."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()

    def __enter__(self) -> tuple[int, str]:
        path = self.folder / "said"
        own = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
        command = [sys.executable, "-m", "kinward_web.serving.demo", self.folder, str(self.port)]
        with path.open("wb") as out:
            self.process = subprocess.Popen(
                command,
                env=own | {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"},
                stdout=out, stderr=out, start_new_session=True,
            )  # fmt: skip

        def up() -> bool:
            assert self.process.poll() is None, path.read_text()
            try:
                return _get(self.port, "/health/ready")[0] == 200
            except OSError:
                return False

        wait_for(up)
        return self.port, path.read_text()

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(60) == 0


def _get(port: int, path: str, cookies: str = "") -> tuple[int, bytes, str]:
    with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", path, headers={"Cookie": cookies})
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.getheader("Set-Cookie", "")


def _signed_in(port: int, email: str, password: str) -> str:
    """The cookies of somebody who signed in by the form; empty where they could not."""
    _, page, told = _get(port, "/account/login/")
    mark = re.search(rb'csrfmiddlewaretoken" value="([^"]+)"', page)
    assert mark is not None
    cookie = SimpleCookie(told)["csrftoken"].value
    form = {
        "login": email, "password": password, "csrfmiddlewaretoken": mark.group(1).decode(),
    }  # fmt: skip
    headers = {
        "Cookie": f"csrftoken={cookie}", "Content-Type": "application/x-www-form-urlencoded",
    }  # fmt: skip
    jar = SimpleCookie()
    with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("POST", "/account/login/", urlencode(form), headers)
        answer = connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                jar.load(value)
    return f"sessionid={jar['sessionid'].value}" if answer.status == 302 else ""


def test_the_people_that_are_printed_can_sign_in(demonstration: Demonstration) -> None:
    port, said = demonstration.port, demonstration.second
    emails = re.findall(r"(\S+@demo\.example)", said)
    password = re.search(r"password of each: (\S+)", said)
    assert len(emails) == len(ROLES) + 1
    assert password is not None
    for email in emails:
        cookies = _signed_in(port, email, password.group(1))
        assert cookies, email
        status, page, _ = _get(port, "/", cookies)
        assert status == 200
        assert b"Nobody in this data exists" in page
    assert not _signed_in(port, emails[0], "another password")


def test_the_figures_are_loaded_once_and_managers_have_their_areas(
    demonstration: Demonstration,
) -> None:
    assert "Loading the demonstration authority" in demonstration.first
    assert "Loading" not in demonstration.second
    service = Service(demonstration.folder / "service")
    assert service.rows("SELECT number, state FROM intake_snapshot") == [(1, "ready")]
    areas = service.rows(
        "SELECT u.email, a.name FROM accounts_user_areas ua JOIN accounts_user u "
        "ON u.id = ua.user_id JOIN accounts_area a ON a.id = ua.area_id ORDER BY u.email"
    )
    assert areas == [
        ("north@demo.example", "Made-up North"), ("south@demo.example", "Made-up South"),
    ]  # fmt: skip
    teams = (demonstration.folder / "authority" / "teams.csv").read_text()
    assert all(name in teams for _, name in areas)
