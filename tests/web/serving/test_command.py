"""The service brings its command to the command line, which stays quick and works without it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kinward_web import command
from web_processes import Service

_HELP = """
import sys
from kinward.cli import kinward
try:
    kinward.main(["--help"], standalone_mode=False)
finally:
    print("django" in sys.modules, "numba" in sys.modules)
"""


def test_help_lists_it_and_loads_nothing_of_it() -> None:
    said = subprocess.run(
        [sys.executable, "-c", _HELP], capture_output=True, text=True, check=True, timeout=60
    ).stdout
    assert "serve " in said
    assert "administrator " in said
    assert said.splitlines()[-1] == "False False"


def test_its_own_help_tells_what_it_needs() -> None:
    said = CliRunner().invoke(command.serve, ["--help"]).output
    assert "KINWARD_SECRET_KEY" in said
    assert "--port" in said


@pytest.mark.parametrize("words", [["serve"], ["administrator", "first@council.example"]])
def test_without_the_service_installed_it_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: list[str]
) -> None:
    monkeypatch.setattr(command, "find_spec", lambda _: None)
    called = getattr(command, words[0])
    ended = CliRunner().invoke(called, [*words[1:], "--data", str(tmp_path / "data")])
    assert ended.exit_code == 1
    assert "pip install --require-hashes -r requirements-service.lock" in ended.output
    assert not (tmp_path / "data").exists()


def _administrator(folder: Path, address: str) -> subprocess.CompletedProcess[str]:
    """As README and docs/service.md give it, with no variable of the service set."""
    own = Service(folder).environment
    for name in ("DJANGO_SETTINGS_MODULE", "KINWARD_DATA_DIR"):
        own.pop(name)
    return subprocess.run(
        [sys.executable, "-m", "kinward", "administrator", address, "--data", str(folder)],
        env=own, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def test_the_first_administrator_is_made_before_or_beside_the_service(tmp_path: Path) -> None:
    folder = tmp_path / "my data"
    said = _administrator(folder, "first@council.example")
    assert said.returncode == 0, said.stderr
    password = said.stdout.split()[-1]
    service = Service(folder, settings="kinward_web.settings.local")
    told = service.python(
        "from kinward_web.accounts.models import User\n"
        "person = User.objects.get(email='first@council.example')\n"
        f"print(person.role, person.check_password({password!r}))"
    )
    assert told == "administrator True"
    again = _administrator(folder, "First@council.example")
    assert again.returncode == 2
    assert again.stderr == "kinward: Somebody with this address is there already.\n"
    wrong = _administrator(folder, "nobody")
    assert wrong.returncode == 2
    assert wrong.stderr == "kinward: 'nobody' is no e-mail address.\n"
