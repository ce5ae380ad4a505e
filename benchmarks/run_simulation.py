"""Times the simulation beside a bare kernel. Arguments: folder, runs, months,
repeats, and whether to time the bare kernel and two threads too (1 or 0).

The bare kernel draws, looks up and counts once for each person and month, and does nothing else: no
bands, no rates, no ends of care. Each is timed on one thread by the processor's clock, best of
several; the speed-up of two threads by the wall's.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time

import numpy as np
from numpy.typing import NDArray

from kinward.cohort.build import build
from kinward.forecast import engine
from kinward.forecast.compiled import compiled
from kinward.forecast.engine import Fitted, Paths
from kinward.forecast.histories import histories
from kinward.forecast.run import Asked, fit
from kinward.forecast.simulation.luck import key_of, uniform
from kinward.pipeline import last_day
from kinward.reference import categories
from kinward.returns.prepare import prepare
from kinward.returns.read import read
from kinward.terms import CATEGORIES

DAYS_A_MONTH = 365.25 / 12
SEED = 1


@compiled
def bare(
    runs: int, people: int, months: int, table: NDArray[np.int64], counts: NDArray[np.int32]
) -> None:
    """One counter-based draw, one look-up and one increment for each run, person and month."""
    columns = float(table.shape[1])
    for run in range(runs):
        of_run = key_of(np.uint64(SEED), np.uint64(run))
        for person in range(people):
            key, row = key_of(of_run, np.uint64(person)), person % table.shape[0]
            for month in range(months):
                point = int(uniform(key, np.uint64(month)) * columns)
                counts[run, month, table[row, point]] += 1


def fitted_to(folder: Path) -> Fitted:
    """What is simulated."""
    checked = prepare(read([folder]), rules=False)
    asked = Asked(as_at=last_day(checked.returns))
    return fit(histories(build(checked, categories.load()), asked.as_at), asked)


def best(clock: Callable[[], float], repeats: int, work: Callable[[], object]) -> float:
    """The shortest of several runs, after one that compiles."""
    work()
    times = []
    for _ in range(repeats):
        began = clock()
        work()
        times.append(clock() - began)
    return min(times)


def simulate(fitted: Fitted, runs: int, months: int, threads: int = 1) -> Paths:
    """The simulation, with the draws of entries and drift that it needs."""
    return engine.simulate(fitted, months, runs=runs, seed=SEED, threads=threads)


def covered(paths: Paths, children: int) -> dict[str, float]:
    """Person-months of the simulation, counted in two ways."""
    runs, months = paths.counts.entries.shape
    left = np.arange(months, 0, -1)
    return {
        "in_care": float(paths.counts.days.sum(dtype=np.float64) / DAYS_A_MONTH),
        "to_the_end": float(runs * children * months + (paths.counts.entries @ left).sum()),
    }


def bare_seconds(people: int, runs: int, months: int, repeats: int) -> float:
    """Seconds of the bare kernel for one person-month."""
    table = np.random.default_rng(SEED).integers(0, len(CATEGORIES), (len(CATEGORIES), 256))
    counts = np.zeros((runs, months, len(CATEGORIES)), dtype=np.int32)
    seconds = best(process_time, repeats, lambda: bare(runs, people, months, table, counts))
    if counts.sum() != (repeats + 1) * runs * people * months:
        raise SystemExit("The bare kernel has not counted every person-month")
    return seconds / (runs * people * months)


def main(folder: Path, runs: int, months: int, repeats: int) -> dict[str, object]:
    """The simulation on one thread."""
    fitted = fitted_to(folder)
    return {
        "runs": runs,
        "months": months,
        "children": len(fitted.histories.open),
        "simulate_s": best(process_time, repeats, lambda: simulate(fitted, runs, months)),
    }


def beside_the_bare(folder: Path, runs: int, months: int, repeats: int) -> dict[str, object]:
    """The same, with the bare kernel's time and that of two threads."""
    fitted = fitted_to(folder)
    paths = simulate(fitted, runs, months)
    person_months = covered(paths, len(fitted.histories.open))

    people = round(person_months["to_the_end"] / (runs * months))
    each = bare_seconds(people, runs, months, repeats)

    def wall(threads: int) -> float:
        return best(perf_counter, repeats, lambda: simulate(fitted, runs, months, threads))

    return {
        **main(folder, runs, months, repeats),
        "entrants_a_run": float(paths.counts.entries.sum() / runs),
        "exits_a_run": float(paths.counts.exits.sum() / runs),
        "one_thread_s": wall(1),
        "two_threads_s": wall(2),
        "person_months": person_months,
        "bare_s": {name: count * each for name, count in person_months.items()},
    }


if __name__ == "__main__":
    numbers = [int(each) for each in sys.argv[2:5]]
    timed = beside_the_bare if int(sys.argv[5]) else main
    print(json.dumps(timed(Path(sys.argv[1]), *numbers)))
