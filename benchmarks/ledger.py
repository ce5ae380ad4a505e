"""The ledger: key activity from 100,000 rows over ten years, at any as-at date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from benchmarks import data
from benchmarks.timing import in_own_process

YEARS = 10


def run(build: Path, *, rows: int, repeats: int, years: int = YEARS) -> dict[str, Any]:
    """Seconds and memory at several sizes up to `rows`, each in a process of its own."""
    folder = data.authority(build, seed=1, years=years).parent
    growth = []
    for share in (4, 2, 1):
        placements = _grown(folder, rows // share)
        growth.append(in_own_process("run_ledger.py", repeats, placements, folder))
    return {"years": years, "growth": growth, **growth[-1]}


def _grown(folder: Path, rows: int) -> Path:
    """The same placements over and over, with identifiers of their own, until there are enough."""
    target = folder / f"placements-{rows}.csv"
    if not target.exists():
        once = pl.read_csv(folder / "placements.csv", infer_schema=False)
        again = [
            once.with_columns(pl.col("placement_id", "child_id") + f"-{copy}")
            for copy in range(rows // len(once) + 1)
        ]
        pl.concat(again).head(rows).write_csv(target)
    return target
