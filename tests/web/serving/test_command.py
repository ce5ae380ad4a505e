"""The service brings its command to the command line, which stays quick and works without it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kinward_web import command

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
    assert said.splitlines()[-1] == "False False"


def test_its_own_help_tells_what_it_needs() -> None:
    said = CliRunner().invoke(command.serve, ["--help"]).output
    assert "KINWARD_SECRET_KEY" in said
    assert "--port" in said


def test_without_the_service_installed_it_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(command, "find_spec", lambda _: None)
    ended = CliRunner().invoke(command.serve, ["--data", str(tmp_path / "data")])
    assert ended.exit_code == 1
    assert "pip install 'kinward[service]'" in ended.output
    assert not (tmp_path / "data").exists()
