"""Times a plan with its variants beside the forecast. Arguments: repeats, returns, plan, runs."""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import process_time

from kinward.cohort.build import build
from kinward.forecast import engine
from kinward.forecast.fit import fit
from kinward.forecast.histories import histories
from kinward.forecast.settings import settings
from kinward.reference import categories
from kinward.returns.prepare import prepare
from kinward.returns.read import read
from kinward.scenarios.plan.read import read_plan
from kinward.scenarios.tried import Asked, try_plan

AS_AT = date(2026, 3, 31)
MONTHS = 36


def best_of(repeats: int, work: Callable[[], object]) -> float:
    """The least time of the processor of several runs, after one that pays for compilation."""
    work()
    times = []
    for _ in range(repeats):
        began = process_time()
        work()
        times.append(process_time() - began)
    return min(times)


def main(repeats: int, returns: Path, plan: Path, runs: int) -> dict[str, float]:
    """Seconds of both on one thread, and their ratio."""
    cohort = build(prepare(read([returns]), rules=False), categories.load())
    fitted = fit(histories(cohort, AS_AT), settings())
    asked = Asked(months=MONTHS, runs=runs, threads=1)
    whole = read_plan(plan)
    baseline = best_of(
        repeats, lambda: engine.simulate(fitted, MONTHS, runs=runs, seed=1, threads=1)
    )
    tried = best_of(repeats, lambda: try_plan(whole, fitted, cohort, asked))
    return {
        "actions": len(whole.actions),
        "variants": 2 * len(whole.actions) + 2,
        "runs": runs,
        "months": MONTHS,
        "baseline_s": baseline,
        "plan_s": tried,
        "ratio": tried / baseline,
        "peak_memory_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


if __name__ == "__main__":
    times, where, what, many = sys.argv[1:]
    print(json.dumps(main(int(times), Path(where), Path(what), int(many))))
