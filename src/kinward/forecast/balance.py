"""The belief that entries nearly keep the number of children looked after.

Among all English authorities a year in which more came than left says little of the next: the
stock's yearly changes are nearly uncorrelated. So the entries of the next year are believed to be
near those that keep today's stock; how near is a parameter estimated from the same figures
(`kinward.forecast.published`). An authority's own months are weighed against it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from kinward.forecast.bands import CAUSES, FAMILY, OPEN
from kinward.forecast.engine import Fitted, simulate
from kinward.forecast.entries import level
from kinward.forecast.entries.fit import Entries

_RUNS: Final = 200
_SEED: Final = 20_251_101
_MOST: Final = 1.0
"""The belief moves the log rate by no more than a factor of e."""


def balanced(fitted: Fitted, sd: float) -> Fitted:
    """The fit with the belief, by a small simulation of the next year.

    Args:
        fitted: without it.
        sd: of the log ratio of expected entries to those that keep today's stock.
    """
    family = fitted.entries.streams[FAMILY]
    ours = _families_only(fitted)
    today = len(ours.histories.open)
    if family is None or not today:
        return fitted
    there, rest = (
        float(simulate(each, 12, runs=_RUNS, seed=_SEED, threads=1).counts.stock[:, -1].sum())
        / _RUNS
        for each in (ours, replace(ours, entries=Entries((None, None))))
    )
    if there <= rest:
        return fitted
    ratio = float(np.clip(np.log(max(today - rest, 1e-9) / (there - rest)), -_MOST, _MOST))
    told = level.believing(family.level, level.expected_log_rate(family.level) + ratio, sd)
    streams = (replace(family, level=told), *fitted.entries.streams[1:])
    return replace(fitted, entries=Entries(streams))


def _families_only(fitted: Fitted) -> Fitted:
    """The fit without the unaccompanied children, whose number says nothing of families."""
    h = fitted.histories
    others = (h.outcome == OPEN) & (h.stream[h.child] != FAMILY)
    gone = np.where(others, CAUSES.index("custody_or_other"), h.outcome)
    streams = (fitted.entries.streams[FAMILY], None)
    return replace(fitted, histories=replace(h, outcome=gone), entries=Entries(streams))
