"""The demonstration authority's forecast, beside the peer's single path, and what it needs."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import data, peer
from benchmarks.timing import Process, in_own_process, whole_process

YEARS = 8
DAYS_A_YEAR = 365


def run(build: Path, *, children: int, runs: int, years: int, repeats: int) -> dict[str, Any]:
    """Seconds of Kinward and of the peer for so many years ahead, and the ratios."""
    returns = data.authority(build, 1, YEARS, children)
    ours = alone(returns, runs=runs, months=12 * years, repeats=repeats)
    theirs = in_own_process(
        "run_peer.py",
        1,
        peer.flat_copy(returns, build),
        years * DAYS_A_YEAR,
        python=peer.environment(build),
    )
    seconds = theirs["best_s"]
    return {
        **ours,
        "years": years,
        "peer_load_and_fit_s": theirs["load_and_fit_s"],
        "peer_s": seconds,
        "times_faster_with_start_up": seconds / ours["command_s"],
        "times_faster": seconds / ours["with_drivers_s"],
        "times_faster_without_drivers": seconds / ours["without_drivers_s"],
    }


def alone(
    returns: Path, *, runs: int, months: int, repeats: int, first_use: bool = True
) -> dict[str, Any]:
    """Kinward's own figures: in one process, as a command, and on first use."""
    inside = in_own_process("run_forecast.py", returns, runs, months, repeats)
    done = [_command(returns, runs, months) for _ in range(repeats)]
    return {
        **inside,
        "runs": runs,
        "command_s": min(each.seconds for each in done),
        "peak_memory_mib": max(each.peak_memory_mib for each in done),
        **(_first_use(returns) if first_use else {}),
    }


def _first_use(returns: Path) -> dict[str, float]:
    """Seconds and memory of a small forecast with nothing compiled, beside one with all of it."""
    warm = _command(returns, 1, 1)
    with TemporaryDirectory() as empty:
        first = _command(returns, 1, 1, cache=empty)
    return {
        "compile_s": first.seconds - warm.seconds,
        "first_use_peak_memory_mib": first.peak_memory_mib,
    }


def _command(returns: Path, runs: int, months: int, cache: str | None = None) -> Process:
    """`kinward forecast --json`, start to end; with what is compiled kept in `cache`."""
    environment = {**os.environ, "NUMBA_CACHE_DIR": cache} if cache else dict(os.environ)
    kinward = Path(sys.executable).with_name("kinward")
    asked = ["--runs", str(runs), "--months", str(months), "--json"]
    return whole_process([str(kinward), "forecast", str(returns), *asked], environment)
