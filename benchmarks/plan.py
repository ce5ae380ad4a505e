"""A plan of twelve actions, with each action's own part, beside one forecast."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks import data
from benchmarks.timing import in_own_process

PLAN = Path("docs/examples/cambridgeshire-plan.toml")


def run(build: Path, *, children: int, runs: int, repeats: int) -> dict[str, Any]:
    """Seconds of the processor on one thread, and how many forecasts the plan takes."""
    returns = data.authority(build, seed=1, years=8, children=children)
    return in_own_process("run_plan.py", repeats, returns, PLAN, runs)
