"""Commands whose output goes to a reader that leaves, a full disk, or nobody."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kinward.cli import main

_FULL = Path("/dev/full")


def shell(line: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """`line` in a shell, where "$@" is the command with its arguments."""
    command = [sys.executable, "-m", "kinward", *map(str, arguments)]
    return subprocess.run(
        ["/bin/bash", "-c", line, "bash", *command],
        check=False,
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"]},
    )


@pytest.mark.parametrize("reader", ["| head -1", "| true", "2>&1 | true"])
def test_a_reader_that_leaves_changes_no_exit_code(
    authority: Path, flawed_authority: Path, reader: str
) -> None:
    """1 tells of errors in the data: a good return must not end with it."""
    line = f'"$@" {reader} >/dev/null; exit ${{PIPESTATUS[0]}}'
    for arguments, code in (
        (("cohort", authority / "returns", "--as-at", "2025-03-31"), 0),
        (("check", authority / "returns", "--all"), 0),
        (("check", flawed_authority / "returns", "--json"), 1),
        (("check", "nowhere"), 2),
    ):
        finished = shell(line, *arguments)
        assert finished.returncode == code, arguments
        assert "Traceback" not in finished.stderr
        assert "did not foresee" not in finished.stderr


@pytest.mark.skipif(not _FULL.exists(), reason="no device that is always full")
def test_a_full_disk_is_told(flawed_authority: Path) -> None:
    for more in ((), ("--json",)):
        finished = shell('"$@" >/dev/full', "check", flawed_authority / "returns", *more)
        assert finished.returncode == 2
        (said,) = finished.stderr.splitlines()
        assert "standard output" in said
        assert "no space left" in said


def test_a_closed_stream_stops_nothing(authority: Path) -> None:
    arguments = ("cohort", authority / "returns", "--as-at", "2025-03-31")
    for line in ('"$@" >&-', '"$@" --json >&-', '"$@" 2>&-'):
        assert shell(line, *arguments).returncode == 0
    assert shell('"$@" 2>&-', "cohort", "nowhere").returncode == 2


def test_without_a_command_the_help_is_shown() -> None:
    finished = shell('"$@"')
    assert finished.returncode == 2
    assert finished.stderr.startswith("Usage: ")
    assert "Commands:" in finished.stderr
    assert finished.stdout == ""


def test_what_may_not_be_entered_is_told_with_its_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The system refuses; a test that runs as root has to say so in its place."""
    inside = tmp_path / "closed" / "made-up"

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(inside))

    monkeypatch.setattr("kinward.synthetic.synthesise", refuse)
    monkeypatch.setattr(sys, "argv", ["kinward", "synthesise", str(inside)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert said.startswith(f"kinward: {inside}: It cannot be opened or written (permission denied)")
    assert len(said.splitlines()) == 1
