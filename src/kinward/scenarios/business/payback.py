"""When a plan has saved what it cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

import numpy as np

from kinward.scenarios.business.costs import Costs
from kinward.scenarios.business.horizon import Horizon
from kinward.scenarios.business.spread import Ints, reached

_NEVER: Final = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Payback:
    """When the savings first make up for the costs.

    Attributes:
        expected: the day on which the mean cash flow has; None: not by the last day.
        median, low_80, high_80, low_95, high_95: days of the runs in order; None: after the last.
        by_year: the share of runs that have by the end of each year.
        ends_ahead: the share of runs in which savings are at least costs over the whole horizon:
            lower than the last of `by_year` where a plan pays back and then loses again.
    """

    expected: date | None
    median: date | None
    low_80: date | None
    high_80: date | None
    low_95: date | None
    high_95: date | None
    by_year: tuple[Fraction, ...]
    ends_ahead: Fraction

    @property
    def share(self) -> Fraction:
        """The share of runs that pay back by the last day."""
        return self.by_year[-1]


def payback(saving: Ints, mean: Sequence[int], costs: Costs, horizon: Horizon) -> Payback | None:
    """When a plan pays back; None where it costs nothing, so that there is nothing to pay back.

    It is the first financial year, from the first with a cost, at whose end all savings so far are
    at least all costs so far. Within the year set-up is paid first, and then savings and running
    costs come evenly: it is the first day at the end of which the sum is not below 0. Nothing is
    discounted or deflated.

    Args:
        saving: (runs, years) pence.
        mean: the mean saving by year, whole pence.
    """
    if costs.total == 0:
        return None
    days = _days(saving, costs, horizon)
    ends = np.cumsum([horizon.days(year) for year in horizon.years])
    in_order = np.sort(days).tolist()

    def by_then(permille: int) -> date | None:
        return _day(reached(in_order, Fraction(permille, 1000)), horizon)

    expected = _days(np.array([mean], dtype=np.int64), costs, horizon)
    ahead = int((saving.sum(axis=1) >= costs.total).sum())
    return Payback(
        expected=_day(int(expected[0]), horizon),
        median=by_then(500),
        low_80=by_then(100),
        high_80=by_then(900),
        low_95=by_then(25),
        high_95=by_then(975),
        by_year=tuple(Fraction(int((days <= end).sum()), len(days)) for end in ends),
        ends_ahead=Fraction(ahead, len(days)),
    )


def _days(saving: Ints, costs: Costs, horizon: Horizon) -> Ints:
    """Days from the as-at date to the payback of each run; `_NEVER` where there is none."""
    found = np.full(len(saving), _NEVER, dtype=np.int64)
    before = np.zeros(len(saving), dtype=np.int64)
    passed, spent = 0, 0
    for at, year in enumerate(horizon.years):
        spent += costs.years[at]
        owed = costs.setup[at] - before
        gain = saving[:, at] - costs.running[at]
        there = (gain >= owed) & (found == _NEVER) & (spent > 0)
        length = horizon.days(year)
        # Of a debt at the start, the part of the year that it takes, up to a whole day.
        needed = -(-owed[there] * length // np.maximum(gain[there], 1))
        found[there] = passed + np.maximum(needed, 1)
        before = gain - owed
        passed += length
    return found


def _day(days: int, horizon: Horizon) -> date | None:
    return None if days == _NEVER else horizon.as_at + timedelta(days=days)
