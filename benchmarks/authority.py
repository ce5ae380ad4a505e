"""One authority: Kinward's read, stitch and cohort beside the peer's load and fit, same files."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks import data
from benchmarks.timing import in_own_process

PEER = "cs-demand-model==0.5.1"
PEER_NEEDS = "setuptools<81"


def run(build: Path, *, years: int, repeats: int) -> dict[str, Any]:
    """Seconds for each, the best of several runs in a process of its own, and the ratio."""
    returns = data.authority(build, seed=1, years=years)
    ours = in_own_process("run_kinward.py", repeats, returns)
    theirs = in_own_process(
        "run_peer.py", repeats, _flat_copy(returns, build), python=_peer_environment(build)
    )
    return {
        "years": years,
        "children": data.CHILDREN,
        "episode_rows": ours["episode_rows"],
        "kinward_s": ours["best_s"],
        "kinward_with_rules_s": ours["with_rules_s"],
        "peer_s": theirs["best_s"],
        "times_faster": theirs["best_s"] / ours["best_s"],
        "times_faster_with_rules": theirs["best_s"] / ours["with_rules_s"],
    }


def _flat_copy(returns: Path, build: Path) -> Path:
    """The peer takes a year from a folder's name only if that is a number: give it no folders."""
    flat = build / f"flat-{returns.parent.name}"
    shutil.rmtree(flat, ignore_errors=True)
    flat.mkdir()
    for path in returns.glob("*/*.csv"):
        shutil.copy(path, flat / f"{path.parent.name}-{path.name}")
    return flat


def _peer_environment(build: Path) -> Path:
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
