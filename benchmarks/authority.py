"""One authority: Kinward's read, stitch and cohort beside the peer's load and fit, same files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks import data, peer
from benchmarks.timing import in_own_process


def run(build: Path, *, years: int, repeats: int) -> dict[str, Any]:
    """Seconds for each, the best of several runs in a process of its own, and the ratio."""
    returns = data.authority(build, seed=1, years=years)
    ours = in_own_process("run_kinward.py", repeats, returns)
    theirs = in_own_process(
        "run_peer.py", repeats, peer.flat_copy(returns, build), python=peer.environment(build)
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
