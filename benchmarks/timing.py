"""Runs scripts and commands in processes of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Process:
    """What a command took, start to end."""

    seconds: float
    peak_memory_mib: float


def in_own_process(
    script: str, *arguments: object, python: Path | None = None, threads: int = 2
) -> dict[str, Any]:
    """The JSON document that a script of this folder prints on its last line."""
    finished = subprocess.run(
        [str(python or sys.executable), str(HERE / script), *map(str, arguments)],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "POLARS_MAX_THREADS": str(threads), "PYTHONWARNINGS": "ignore"},
    )
    document: dict[str, Any] = json.loads(finished.stdout.strip().splitlines()[-1])
    return document


def whole_process(command: Sequence[str], environment: Mapping[str, str]) -> Process:
    """The seconds and the peak memory of a command; it must succeed."""
    began = perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = perf_counter() - began
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Process(seconds, usage.ru_maxrss / 1024)
