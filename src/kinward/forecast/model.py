"""What the forecast gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

Floats = NDArray[np.float64]

QUANTILES: Final = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
"""The quantiles given of every figure: the ends of the 95, 80 and 50% intervals, and the median."""

TOTAL: Final = "total"


@dataclass(frozen=True)
class Fan:
    """Figures at several times, each with its uncertainty.

    Attributes:
        keys: what the figures are of.
        mean: (keys, times).
        quantiles: (len(`QUANTILES`), keys, times).
    """

    keys: tuple[str, ...]
    mean: Floats
    quantiles: Floats

    def row(self, key: str) -> int:
        """The row of a key."""
        return self.keys.index(key)

    def interval(self, key: str, percent: int) -> tuple[Floats, Floats]:
        """The lower and upper ends of the 50, 80 or 95% interval at every time."""
        low = {50: 2, 80: 1, 95: 0}[percent]
        row = self.row(key)
        return self.quantiles[low, row], self.quantiles[len(QUANTILES) - 1 - low, row]


@dataclass(frozen=True)
class Target:
    """The chance of a target.

    Attributes:
        children: at most so many looked after.
        by: the day that was asked for.
        on: the month end at which it is judged: the last one by then.
        probability: the share of runs that are there.
    """

    children: int
    by: date
    on: date
    probability: float


@dataclass(frozen=True)
class YearRuns:
    """What every run gives in every financial year, so that sums over categories keep their spread.

    Attributes:
        keys: the categories that cost, in order.
        days: days of care ahead: (keys, years, runs).
        pence: their cost, not rounded, of the same shape.
    """

    keys: tuple[str, ...]
    days: Floats
    pence: Floats


@dataclass(frozen=True)
class Cost:
    """What the children ahead will cost, in pence.

    Attributes:
        months: by month, over all categories and by category: keys are `total` and the
            categories that cost, in order.
        years: the financial years (named by their ends), and by year the same keys.
        part_years: the years of which only a part lies ahead, and the days of that part.
        unpriced: categories with children ahead but without a price: they are not in any figure.
        uplift_pct: a year, where no price is given.
        runs: what every run gives in every year; None where only the figures are kept.
    """

    months: Fan
    year_names: tuple[int, ...]
    years: Fan
    part_years: Mapping[int, int]
    unpriced: tuple[str, ...]
    uplift_pct: float
    runs: YearRuns | None = None


@dataclass(frozen=True)
class Forecast:
    """Where the cohort is heading.

    Attributes:
        as_at: the day from which it looks ahead.
        month_ends: the times of `stock`, `ages`, `entries` and `exits`.
        categories: the categories ever seen, in order.
        runs, seed: of the simulation.
        today: children looked after on the as-at date, by `total` and category.
        history: month, children: looked after at past month ends.
        stock: children looked after at month ends: `total`, then categories.
        ages: the same by age band of reports.
        entries: children who enter in each month: `total`, by stream, and `re_entries`.
        exits: children who leave in each month: `total`, by cause, `eighteen` last.
        drivers: key (`total` or a category), month, driver, label, children: the mean change from
            today to that month end, split; the parts of a key and month sum to `change`.
        evidence: key, label, event, events, child_years, per_100_child_years: what the rates rest
            on.
        target: the chance of a target, if one was asked for.
        cost: with prices, else None.
        notes: sentences about what the figures rest on.
        timings: seconds of each step.
    """

    as_at: date
    month_ends: tuple[date, ...]
    categories: tuple[str, ...]
    runs: int
    seed: int
    today: Mapping[str, int]
    history: pl.DataFrame
    stock: Fan
    ages: Fan
    entries: Fan
    exits: Fan
    drivers: pl.DataFrame
    evidence: pl.DataFrame
    target: Target | None
    cost: Cost | None
    notes: tuple[str, ...]
    timings: Mapping[str, float] = field(default_factory=dict)
