"""The nation: every authority read, checked by all rules and made a cohort, beside reading alone.

The limit of the machine is the time in which Polars alone reads the same CSV bytes, every column as
text, on two threads: the faster of one file after another and two files at a time.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks import data
from benchmarks.timing import in_own_process


def run(build: Path, *, authorities: int, years: int) -> dict[str, Any]:
    """Seconds, ratio, memory, and the time of growing parts of the nation."""
    folders = data.authorities(build, range(1, authorities + 1), years)
    listing = build / "nation.txt"
    listing.write_text("\n".join(map(str, folders)), encoding="utf-8")
    alone = in_own_process("run_polars.py", listing)
    steps = [
        in_own_process("run_nation.py", listing, count)
        for count in sorted({max(1, authorities // 5), max(1, authorities // 2), authorities})
    ]
    whole = steps[-1]
    return {
        "authorities": authorities,
        "years": years,
        **{key: alone[key] for key in ("files", "bytes", "rows")},
        "polars_alone_s": alone["best_s"],
        "kinward_s": whole["seconds"],
        "ratio": whole["seconds"] / alone["best_s"],
        "peak_memory_mib": whole["peak_memory_mib"],
        "findings": whole["findings"],
        "looked_after": whole["looked_after"],
        "growth": [
            {
                "authorities": step["authorities"],
                "rows": step["rows"],
                "seconds": step["seconds"],
                "microseconds_a_row": 1e6 * step["seconds"] / step["rows"],
            }
            for step in steps
        ],
    }
