"""Runs a script in a process of its own and reads the JSON that it prints."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


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
