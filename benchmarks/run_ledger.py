"""Times the ledger on one file. Arguments: repeats, placements.csv, the folder of the others."""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter

import numpy as np

from kinward.ledger.activity import activity
from kinward.ledger.as_json import document
from kinward.ledger.book import Ledger
from kinward.ledger.load import Files, load
from kinward.ledger.outturn import outturn
from kinward.ledger.year import in_year

DAYS = (date(2019, 6, 30), date(2021, 10, 31), date(2024, 2, 29), date(2026, 1, 31))
"""As-at dates over the years of the file."""


def best_of(repeats: int, work: Callable[[], object]) -> float:
    """The shortest of several runs."""
    times = []
    for _ in range(repeats):
        began = perf_counter()
        work()
        times.append(perf_counter() - began)
    return min(times)


def bare(ledger: Ledger) -> float:
    """The limit of the machine: one product and one division for each rate of the file."""
    weekly = ledger.record.rates["weekly"].to_numpy()
    days = np.arange(len(weekly)) % 366
    began = perf_counter()
    int((weekly * days // 366).sum())
    return perf_counter() - began


def main(repeats: int, placements: Path, beside: Path) -> dict[str, float]:
    """What it takes at the slowest of the as-at dates."""
    files = Files(
        placements,
        beside / "budget.csv",
        beside / "service_types.csv",
        beside / "adjustments.csv",
    )
    began = perf_counter()
    ledger = load(files)
    read_s = perf_counter() - began
    years = {day: day.year + (day.month >= 4) for day in DAYS}

    def whole(day: date) -> None:
        now = in_year(ledger, years[day], day)
        stands = activity(ledger, years[day], day)
        document(stands)
        outturn(stands, now)

    slowest = max(best_of(repeats, lambda day=day: whole(day)) for day in DAYS)  # type: ignore[misc]
    return {
        "rows": len(ledger.record.rates),
        "placements": len(ledger.record.placements),
        "read_s": read_s,
        "activity_s": slowest,
        "bare_s": min(bare(ledger) for _ in range(repeats)),
        "peak_memory_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))))
