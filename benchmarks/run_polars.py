"""Times Polars alone: reads every CSV of the listed folders, every column as text.

Argument: a file that lists the folders. Runs with two Polars threads.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter

import polars as pl


def rows_of(path: Path) -> int:
    return len(pl.read_csv(path, infer_schema=False))


def paths(listing: Path) -> Iterator[Path]:
    for folder in listing.read_text(encoding="utf-8").splitlines():
        yield from sorted(Path(folder).rglob("*.csv"))


if __name__ == "__main__":
    every = list(paths(Path(sys.argv[1])))
    times = []
    rows = 0
    for _ in range(2):
        began = perf_counter()
        rows = sum(map(rows_of, every))
        times.append(perf_counter() - began)
        began = perf_counter()
        with ThreadPoolExecutor(2) as pool:
            rows = sum(pool.map(rows_of, every, chunksize=50))
        times.append(perf_counter() - began)
    size = sum(path.stat().st_size for path in every)
    print(json.dumps({"best_s": min(times), "files": len(every), "bytes": size, "rows": rows}))
