"""`kinward serve`: pages and worker start together and stop together."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from web_processes import Service, free_port, wait_for


class Served:
    """A service that was started by the command, and what it says."""

    def __init__(self, folder: Path, *words: str) -> None:
        self.service = Service(folder, settings="kinward_web.settings.local")
        self.port = free_port()
        self.said = folder.parent / "said"
        with self.said.open("wb") as out:
            self.process = subprocess.Popen(
                [
                    sys.executable, "-m", "kinward", "serve", "--port", str(self.port),
                    "--data", str(folder), "--processes", "1", *words,
                ],
                env=self.service.environment, stdout=out, stderr=out, start_new_session=True,
            )  # fmt: skip

    def get(self, path: str) -> tuple[int, bytes]:
        """Status and body."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read()

    def ready(self) -> bool:
        """Whether pages and worker are there."""
        try:
            status, body = self.get("/health/ready")
        except OSError:
            assert self.process.poll() is None, self.said.read_text()
            return False
        return status == 200 and json.loads(body)["worker"] == "ok"

    @property
    def processes(self) -> list[int]:
        """The pages' first process and the worker."""
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(each) for each in path.read_text().split()]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A service on a new folder."""
    found = Served(tmp_path / "data")
    wait_for(found.ready)
    yield found
    if found.process.poll() is None:
        found.process.terminate()
        found.process.wait(60)


def _gone(pid: int) -> bool:
    return not Path(f"/proc/{pid}").exists()


def test_it_serves_and_stops_all_at_ctrl_c(served: Served) -> None:
    children, folder = served.processes, served.service.folder
    assert len(children) == 2
    for secret in (folder, folder / "secret"):
        assert secret.stat().st_mode & 0o077 == 0, "for its owner alone"
    status, page = served.get("/account/login/")
    assert status == 200
    assert b"Sign in" in page
    styles = page.split(b'<link href="')[1].split(b'"')[0].decode()
    assert served.get(styles)[0] == 200
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(60) == 0
    assert all(_gone(pid) for pid in children)
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", served.port)) != 0
    said = served.said.read_text()
    assert f"The service is on http://127.0.0.1:{served.port}" in said
    assert f"kinward administrator ADDRESS --data {folder}" in said
    assert "Traceback" not in said


def test_when_the_worker_dies_all_stops_with_a_failure(served: Served) -> None:
    children = served.processes
    worker = next(pid for pid in children if b"worker" in Path(f"/proc/{pid}/cmdline").read_bytes())
    os.kill(worker, signal.SIGKILL)
    assert served.process.wait(60) == 1
    assert all(_gone(pid) for pid in children)


def test_a_port_that_is_taken_is_told_in_a_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ended = subprocess.run(
            [
                sys.executable, "-m", "kinward", "serve", "--data", str(tmp_path / "data"),
                "--port", str(taken.getsockname()[1]),
            ],
            env=Service(tmp_path).environment, capture_output=True, text=True, check=False,
            timeout=60,
        )  # fmt: skip
    assert ended.returncode == 2
    assert "cannot listen there" in ended.stderr
    assert "--port" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"KINWARD_SECRET_KEY": "short"}, "at least 50 characters"),
        ({"KINWARD_SECRET_KEY": "s" * 60}, "KINWARD_HOSTS"),
        ({"DATABASE_URL": "mysql://a@b/c"}, "DATABASE_URL"),
    ],
)
def test_a_setting_that_is_missing_is_told_in_a_line(
    tmp_path: Path, given: dict[str, str], words: str
) -> None:
    own = Service(tmp_path).environment
    own.pop("DJANGO_SETTINGS_MODULE")
    ended = subprocess.run(
        [
            sys.executable, "-m", "kinward", "serve", "--data", str(tmp_path),
            "--port", str(free_port()),
        ],
        env=own | given, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert ended.returncode == 2
    assert words in ended.stderr
    assert "Traceback" not in ended.stderr
