"""The peer, `cs-demand-model`: its environment, and files as it can read them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

PEER = "cs-demand-model==0.5.1"
PEER_NEEDS = "setuptools<81"


def flat_copy(returns: Path, build: Path) -> Path:
    """The peer takes a year from a folder's name only if that is a number: give it no folders."""
    flat = build / f"flat-{returns.parent.name}"
    shutil.rmtree(flat, ignore_errors=True)
    flat.mkdir()
    for path in returns.glob("*/*.csv"):
        shutil.copy(path, flat / f"{path.parent.name}-{path.name}")
    return flat


def environment(build: Path) -> Path:
    """The peer lives in an environment of its own: it is never a dependency."""
    folder = build / "peer"
    python = folder / "bin" / "python"
    if not (folder / "built").exists():
        uv = Path(sys.executable).with_name("uv")
        subprocess.run(
            [uv, "venv", "-q", "--clear", "--python", sys.executable, folder], check=True
        )
        subprocess.run(
            [
                uv,
                "pip",
                "install",
                "-q",
                "--compile-bytecode",
                "--python",
                python,
                PEER,
                PEER_NEEDS,
            ],
            check=True,
        )
        (folder / "built").touch()
    return python
