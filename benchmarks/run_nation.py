"""Times the main job on the first authorities of a list, in two worker processes.

Arguments: a file that lists the folders, how many of them. Peak memory is the sum of each process's
own peak, so it is never told too low.
"""

from __future__ import annotations

import json
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import perf_counter


def one(folder: str) -> tuple[int, int, int, int, int]:
    """Process, its peak memory in KiB, rows read, findings, children looked after."""
    from kinward.cohort.build import build
    from kinward.cohort.summary import summarise
    from kinward.dates import year_end
    from kinward.reference import categories
    from kinward.returns.prepare import prepare
    from kinward.returns.read import read

    checked = prepare(read([Path(folder)]))
    cohort = build(checked, categories.load())
    summary = summarise(cohort, checked, year_end(checked.returns.years[-1]))
    rows = sum(source.rows for source in checked.returns.files)
    peak = getrusage(RUSAGE_SELF).ru_maxrss
    return os.getpid(), peak, rows, len(checked.findings), summary.looked_after


if __name__ == "__main__":
    folders = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()[: int(sys.argv[2])]
    os.environ["POLARS_MAX_THREADS"] = "1"
    began = perf_counter()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        done = list(pool.map(one, folders))
    seconds = perf_counter() - began
    peaks: dict[int, int] = {}
    for process, peak, *_ in done:
        peaks[process] = max(peak, peaks.get(process, 0))
    total = sum(peaks.values()) + getrusage(RUSAGE_SELF).ru_maxrss
    result = {
        "authorities": len(folders),
        "seconds": seconds,
        "rows": sum(each[2] for each in done),
        "findings": sum(each[3] for each in done),
        "looked_after": sum(each[4] for each in done),
        "peak_memory_mib": total / 1024,
    }
    print(json.dumps(result))
