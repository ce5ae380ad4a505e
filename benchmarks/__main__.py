"""`make bench`: every benchmark in one run, written to docs/benchmarks.md. `--short` is for CI."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from benchmarks import authority, nation, startup
from benchmarks.write_up import write_up

BUILD = Path("build/bench")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="small data, nothing written to docs")
    short = parser.parse_args().short
    BUILD.mkdir(parents=True, exist_ok=True)
    results = {
        "startup": startup.run(BUILD),
        "authority": authority.run(BUILD, years=3 if short else 10, repeats=2 if short else 5),
        "nation": nation.run(BUILD, authorities=4 if short else 150, years=3 if short else 10),
    }
    print(json.dumps(results, indent=2))
    if not short:
        Path("docs/benchmarks.md").write_text(write_up(results), encoding="utf-8")
        print("Written to docs/benchmarks.md")


if __name__ == "__main__":
    main()
