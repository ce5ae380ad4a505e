"""A test that hangs is a failure that is named, and those after it still run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[2]
# Settings of the plugins that are left out for speed.
_OF_OTHERS = ("-p", "no:cacheprovider", "-W", "ignore::pytest.PytestConfigWarning")
_TESTS = """
import time
def test_before(): pass
def test_that_hangs(): time.sleep(300)
def test_after(): pass
"""


def test_a_hang_ends_as_a_failure(tmp_path: Path) -> None:
    (tmp_path / "test_slow.py").write_text(_TESTS)
    ended = subprocess.run(
        [
            sys.executable, "-m", "pytest", f"--config-file={_ROOT / 'pyproject.toml'}",
            f"--rootdir={tmp_path}", "-p", "xdist.plugin", "-n", "1", "-q",
            "-o", "faulthandler_timeout=3", "-o", "addopts=", *_OF_OTHERS, str(tmp_path),
        ],
        cwd=tmp_path, env=os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True, text=True, check=False, timeout=500,
    )  # fmt: skip
    assert ended.returncode == 1, ended.stderr
    assert "crashed while running 'test_slow.py::test_that_hangs'" in ended.stdout
    assert "1 failed, 2 passed" in ended.stdout
