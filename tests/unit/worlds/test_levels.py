"""The levels that nobody sees move as far as their process says."""

from __future__ import annotations

import numpy as np
import pytest

from worlds.catalogue import processes
from worlds.levels import ENTRIES, EXITS, begin, follow, spread


def _yearly(name: str, which: int, paths: int) -> np.ndarray:
    """(paths, years): yearly means of the log level, each path from a state of its own."""
    process = processes()[name]
    rng = np.random.default_rng(5)
    found = [
        follow(process, begin(process, rng), 1, 4 * 365, rng).smooth[0, :, which, 0]
        for _ in range(paths)
    ]
    return np.array(found).reshape(paths, 4, 365).mean(axis=2)


@pytest.mark.parametrize(("name", "which"), [("stable", ENTRIES), ("volatile", EXITS)])
def test_yearly_means_change_as_much_as_the_process_says(name: str, which: int) -> None:
    process = processes()[name]
    told = process.entry_change if which == ENTRIES else process.exit_change
    changes = np.diff(_yearly(name, which, 600), axis=1)
    assert changes.std() == pytest.approx(told, rel=0.08)
    assert changes.mean() == pytest.approx(0.0, abs=0.2 * told)


def test_a_level_does_not_wander_off() -> None:
    process = processes()["stable"]
    rng = np.random.default_rng(6)
    ends = [
        follow(process, begin(process, rng), 1, 365 * years, rng).smooth[0, -1, ENTRIES, 0]
        for years in (1, 12)
        for _ in range(500)
    ]
    early, late = np.array(ends).reshape(2, 500)
    told = spread(process.entry_change, process.memory_years)
    assert early.std() == pytest.approx(told, rel=0.12)
    assert late.std() == pytest.approx(told, rel=0.12)


def test_shocks_to_entries_and_exits_go_together_as_told() -> None:
    process = processes()["volatile"]
    rng = np.random.default_rng(7)
    found = np.array(
        [follow(process, begin(process, rng), 1, 2000, rng).smooth[0, -1, :, 0] for _ in range(400)]
    )
    together = np.corrcoef(found[:, ENTRIES], found[:, EXITS])[0, 1]
    assert together == pytest.approx(process.correlation, abs=0.15)


def test_futures_begin_where_the_past_ends() -> None:
    process = processes()["volatile"]
    rng = np.random.default_rng(8)
    past = follow(process, begin(process, rng), 1, 1000, rng)
    paths = follow(process, past.on(999), 50, 30, rng)
    assert np.array_equal(paths.smooth[:, 0], np.repeat(past.smooth[:, 999], 50, axis=0))
    assert np.allclose(paths.jumps[:, 0], past.jumps[0, 999])
    # A day's step is a fiftieth of the level's sd at most, mostly.
    step = np.abs(paths.level(ENTRIES)[:, 1] - past.level(ENTRIES)[0, 999])
    assert np.median(step) < spread(process.entry_change, process.memory_years) / 50
