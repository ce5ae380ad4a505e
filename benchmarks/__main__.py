"""`make bench`: every benchmark in one run, written to docs/benchmarks.md. `--short` is for CI.

`--only` runs one part of it and prints its figures.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import (
    authority,
    forecast,
    ledger,
    nation,
    plan,
    service_load,
    simulation,
    startup,
    upload_memory,
)
from benchmarks.write_up import write_up

BUILD = Path("build/bench")
DEMONSTRATION = 550
"""Children of the authority that `make run` makes."""

Part = Callable[[bool], dict[str, Any]]
PARTS: dict[str, Part] = {
    "startup": lambda _: startup.run(BUILD),
    "authority": lambda short: authority.run(
        BUILD, years=3 if short else 10, repeats=2 if short else 5
    ),
    "ledger": lambda short: ledger.run(
        BUILD,
        rows=10_000 if short else 100_000,
        repeats=2 if short else 5,
        years=3 if short else ledger.YEARS,
    ),
    "simulation": lambda short: simulation.run(
        BUILD, runs=100 if short else 1000, months=60, children=600, repeats=2 if short else 7
    ),
    "forecast": lambda short: forecast.run(
        BUILD,
        children=DEMONSTRATION,
        runs=100 if short else 1000,
        years=1 if short else 5,
        repeats=2 if short else 5,
    ),
    "plan": lambda short: plan.run(
        BUILD, children=DEMONSTRATION, runs=50 if short else 1000, repeats=1 if short else 5
    ),
    "service": lambda short: service_load.run(
        BUILD,
        children=60 if short else 600,
        years=3 if short else 10,
        people=9 if short else 30,
        seconds=20 if short else 300,
        pause=1 if short else 5,
        runs=100 if short else 1000,
    ),
    "upload": lambda short: upload_memory.run(BUILD, megabytes=20 if short else 200),
    "nation": lambda short: nation.run(
        BUILD, authorities=4 if short else 150, years=3 if short else 10
    ),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="small data, nothing written to docs")
    parser.add_argument("--only", choices=list(PARTS), help="one part, nothing written to docs")
    asked = parser.parse_args()
    BUILD.mkdir(parents=True, exist_ok=True)
    chosen = [asked.only] if asked.only else list(PARTS)
    results = {name: PARTS[name](asked.short) for name in chosen}
    print(json.dumps(results, indent=2))
    if not (asked.short or asked.only):
        Path("docs/benchmarks.md").write_text(write_up(results), encoding="utf-8")
        print("Written to docs/benchmarks.md")


if __name__ == "__main__":
    main()
