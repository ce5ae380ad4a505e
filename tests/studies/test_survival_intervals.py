"""How often the 95% interval of a survival curve holds the truth, over many made-up cohorts."""

from __future__ import annotations

import numpy as np
import pytest

from kinward.cohort.survival import CENSORED, kaplan_meier, risk_table

MEAN_DAYS = 500.0
LONG = [
    pytest.param(stays, day, 2000, 0.02, marks=pytest.mark.study)
    for stays in (100, 500)
    for day in (91, 365, 730)
]


def _held(rng: np.random.Generator, stays: int, day: int) -> bool:
    """Whether the interval on a day holds the share that truly stays longer than it.

    A third of the stays are under way when the data begins, and all are followed for a time of
    their own: those that ended before they could be seen, or begin after that time, are not seen.
    """
    length = np.ceil(rng.exponential(MEAN_DAYS, stays)).astype(np.int64)
    first = np.where(rng.random(stays) < 1 / 3, rng.integers(0, 400, stays), 0)
    until = rng.integers(100, 1500, stays)
    last = np.minimum(length, until)
    seen = last >= first
    cause = np.where(length <= until, 0, CENSORED)
    table = risk_table(first[seen], last[seen], cause[seen], 1)
    curve = kaplan_meier(table)
    at = int(np.searchsorted(table.day, day, side="right")) - 1
    return bool(curve.low[at] <= np.exp(-day / MEAN_DAYS) <= curve.high[at])


@pytest.mark.parametrize(("stays", "day", "cohorts", "leeway"), [(200, 365, 300, 0.04), *LONG])
def test_about_95_in_100_intervals_hold_the_truth(
    stays: int, day: int, cohorts: int, leeway: float
) -> None:
    rng = np.random.default_rng([stays, day])
    share = np.mean([_held(rng, stays, day) for _ in range(cohorts)])
    assert share == pytest.approx(0.95, abs=leeway)
