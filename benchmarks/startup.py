"""How long a command takes, start to end, as a person at the keyboard sees it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks import data


def run(build: Path, repeats: int = 5) -> dict[str, Any]:
    """Seconds of wall time, the median of several runs."""
    returns = data.authority(build, seed=1, years=8)
    kinward = Path(sys.executable).with_name("kinward")
    return {
        "help_s": _median([kinward, "--help"], repeats),
        "cohort_s": _median([kinward, "cohort", returns, "--json"], repeats),
        "check_s": _median([kinward, "check", returns, "--json"], repeats),
    }


def _median(command: list[Path | str], repeats: int) -> float:
    times = []
    for _ in range(repeats):
        began = perf_counter()
        subprocess.run([str(part) for part in command], check=True, capture_output=True)
        times.append(perf_counter() - began)
    return sorted(times)[len(times) // 2]
