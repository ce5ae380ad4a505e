"""Times Kinward on one folder of returns. Arguments: repeats, folder."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from kinward.cohort.build import build
from kinward.cohort.model import Cohort
from kinward.cohort.summary import summarise
from kinward.dates import year_end
from kinward.reference import categories
from kinward.returns.model import Checked
from kinward.returns.prepare import prepare
from kinward.returns.read import read
from kinward.returns.repair.run import repaired_tables


def without_rules(folder: Path) -> Cohort:
    """Read, stitch and cohort: what the peer does, and no more."""
    returns = read([folder])
    tables, repairs = repaired_tables(returns.tables, returns.unparsed)
    checked = Checked(returns, returns.findings, tables, repairs, repaired=True)
    return build(checked, categories.load())


def with_rules(folder: Path) -> Cohort:
    """The same, checked by every rule and with every figure of the baseline."""
    checked = prepare(read([folder]))
    cohort = build(checked, categories.load())
    summarise(cohort, checked, year_end(checked.returns.years[-1]))
    return cohort


def best_of(repeats: int, work: Callable[[Path], Cohort], folder: Path) -> float:
    """The shortest of several runs; the first of all pays for what is loaded once."""
    times = []
    for _ in range(repeats):
        began = perf_counter()
        work(folder)
        times.append(perf_counter() - began)
    return min(times)


if __name__ == "__main__":
    times, where = int(sys.argv[1]), Path(sys.argv[2])
    result = {
        "best_s": best_of(times, without_rules, where),
        "with_rules_s": best_of(times, with_rules, where),
        "episode_rows": len(read([where]).tables["Episodes"]),
    }
    print(json.dumps(result))
