"""Ctrl-C, from the first moment of a command on."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[3]
_PRESSED = """
import os, signal, sys

class Pressed:
    def find_spec(self, name, path=None, target=None):
        if name == {name!r}:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Pressed())
{first}
from kinward.__main__ import main
main()
"""


def pressed(name: str, first: str = "") -> subprocess.CompletedProcess[str]:
    """The command, where Ctrl-C comes as the module of this name is about to be imported."""
    return subprocess.run(
        [sys.executable, "-c", _PRESSED.format(name=name, first=first), "reference", "--help"],
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("name", ["kinward.cli", "click", "click.types", "kinward.errors"])
def test_ctrl_c_before_the_command_line_is_there_is_quiet(name: str) -> None:
    finished = pressed(name)
    assert (finished.returncode, finished.stdout, finished.stderr) == (130, "", "")


def test_ctrl_c_later_is_told_in_a_word() -> None:
    finished = pressed("kinward.cli.reference")
    assert (finished.returncode, finished.stdout) == (130, "")
    assert finished.stderr.strip() == "kinward: stopped."


@pytest.mark.parametrize("name", ["click", "kinward.cli.reference"])
def test_a_job_that_is_to_take_no_notice_takes_none(name: str) -> None:
    finished = pressed(name, first="signal.signal(signal.SIGINT, signal.SIG_IGN)")
    assert (finished.returncode, finished.stderr) == (0, "")
    assert finished.stdout.startswith("Usage: ")


def test_the_command_comes_in_by_this_way() -> None:
    scripts = tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    assert scripts == {"kinward": "kinward.__main__:main"}
