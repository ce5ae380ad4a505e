"""The simulation beside a bare kernel that only draws and counts, and how its cost grows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks import data
from benchmarks.timing import in_own_process


def run(
    build: Path, *, runs: int, months: int, children: int, repeats: int, years: int = 8
) -> dict[str, Any]:
    """Seconds of both, their ratio by either count of person-months, and the cost as it grows."""
    folders = [data.authority(build, 1, years, children // share) for share in (4, 2, 1)]
    whole = in_own_process("run_simulation.py", folders[-1], runs, months, repeats, 1)
    return {
        **whole,
        "ratio": {name: whole["simulate_s"] / bare for name, bare in whole["bare_s"].items()},
        "speed_up": whole["one_thread_s"] / whole["two_threads_s"],
        "physical_cores": physical_cores(),
        "growth": _growth(folders, whole, repeats),
    }


def _growth(folders: list[Path], whole: dict[str, Any], repeats: int) -> dict[str, Any]:
    """A quarter, a half and all of the runs, of the months and of the children."""
    runs, months = whole["runs"], whole["months"]
    steps: dict[str, list[dict[str, Any]]] = {"runs": [], "months": [], "children": []}
    for share, fewer in zip((4, 2), folders, strict=False):
        for name, returns, these, ahead in (
            ("runs", folders[-1], runs // share, months),
            ("months", folders[-1], runs, months // share),
            ("children", fewer, runs, months),
        ):
            steps[name].append(
                in_own_process("run_simulation.py", returns, these, ahead, repeats, 0)
            )
    return {
        name: [
            {
                "count": step[name],
                "simulate_s": step["simulate_s"],
                "milliseconds_each": 1000 * step["simulate_s"] / step[name],
            }
            for step in [*sizes, whole]
        ]
        for name, sizes in steps.items()
    }


def physical_cores() -> int:
    """Cores of the machine, by /proc/cpuinfo; threads of one core are counted once."""
    cores = set()
    for block in Path("/proc/cpuinfo").read_text(encoding="utf-8").split("\n\n"):
        about = dict(line.split(":", 1) for line in block.splitlines() if ":" in line)
        named = {name.strip(): value.strip() for name, value in about.items()}
        if "processor" in named:
            cores.add((named.get("physical id"), named.get("core id", named["processor"])))
    return len(cores)
