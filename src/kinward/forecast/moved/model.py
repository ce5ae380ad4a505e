"""Two forecasts of one authority, and what lies between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

Floats = NDArray[np.float64]

PARTS: Final[dict[str, str]] = {
    "records": "Records of the past that read otherwise now",
    "happened": "What happened since, beside what was expected",
    "rates": "Rates and entries learned anew",
    "settings": "Other settings",
}
"""The parts of the difference, in the order in which they are taken."""


@dataclass(frozen=True)
class Earlier:
    """A forecast that was made before, as far as it is kept.

    Attributes:
        as_at: the day from which it looked ahead.
        month_ends: the times of all that follows.
        children, low, high: looked after: the mean, and the ends of the 80% interval.
        entries, exits: children who enter and leave in each month, means.
        runs, seed: of its simulation.
        population: by year and age, or None.
    """

    as_at: date
    month_ends: tuple[date, ...]
    children: Floats
    low: Floats
    high: Floats
    entries: Floats
    exits: Floats
    runs: int
    seed: int
    population: pl.DataFrame | None = None


@dataclass(frozen=True)
class Since:
    """What came of an earlier forecast by a day.

    Attributes:
        on: the last month end of the earlier forecast that has come.
        expected, low, high: children looked after then: the mean, and the 80% interval.
        observed: how many there were.
        flows: children who entered and who left (`entries`, `exits`) from the day after the earlier
            as-at date to `on`: as expected and as observed.
    """

    on: date
    expected: float
    low: float
    high: float
    observed: int
    flows: Mapping[str, tuple[float, int]]


@dataclass(frozen=True)
class Moved:
    """The difference between two forecasts at the month ends that both reach.

    Each forecast, and each step between them, is rounded once, to a tenth of a child: so the parts
    of a month end sum to its change exactly.

    Attributes:
        before, after: the as-at dates.
        month_ends: those that both reach.
        earlier, now: children expected by each.
        parts: by key of `PARTS`, along the month ends.
        luck: the standard error of the steps, in children: smaller parts are chance.
        since: what came of the earlier forecast; None where none of its month ends has come.
    """

    before: date
    after: date
    month_ends: tuple[date, ...]
    earlier: tuple[Decimal, ...]
    now: tuple[Decimal, ...]
    parts: Mapping[str, tuple[Decimal, ...]]
    luck: float
    since: Since | None

    @property
    def change(self) -> tuple[Decimal, ...]:
        """The later forecast less the earlier one."""
        return tuple(now - then for now, then in zip(self.now, self.earlier, strict=True))
