"""How fast the pages are while an office is at work, and what they weigh."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from benchmarks import data

_BOUND_S: Final = 1800
"""However slow the machine, it ends after so long beside the seconds of the office."""
_POSTGRES: Final = "tests/postgres.sh"


def run(
    build: Path,
    *,
    children: int,
    years: int,
    people: int = 30,
    seconds: float = 300,
    pause: float = 5,
    runs: int = 1000,
    postgres: bool = True,
) -> dict[str, Any]:
    """Milliseconds, queries and weight by kind of page; `skipped` where there is no PostgreSQL.

    Args:
        seconds: how long people are at work.
        pause: seconds between a person's clicks.
        runs: of the forecast and of the plan that the worker tries in the meantime.
        postgres: on a PostgreSQL of its own that writes to the disk as in service; else SQLite.
    """
    authority = data.authority(build, seed=1, years=years, children=children).parent
    folder = build / "service_load"
    shutil.rmtree(folder, ignore_errors=True)
    script = [sys.executable, "-m", "benchmarks.run_service_load"]
    words = [*script, *map(str, (authority, folder, people, seconds, pause, runs))]
    own = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    ended = subprocess.run(
        [_POSTGRES, *words] if postgres else words,
        check=False,
        capture_output=True,
        text=True,
        timeout=_BOUND_S + seconds,
        env=own | {"KINWARD_POSTGRES_DURABLE": "1"},
    )
    if ended.returncode:
        raise RuntimeError(f"the office could not work: {ended.stderr[-2000:]}")
    if not ended.stdout.strip():
        return {"skipped": ended.stderr.strip()}
    shutil.rmtree(folder)
    told: dict[str, Any] = json.loads(ended.stdout.strip().splitlines()[-1])
    return told | {"children": children, "years": years}


if __name__ == "__main__":
    print(json.dumps(run(Path("build/bench"), children=600, years=10), indent=2))
