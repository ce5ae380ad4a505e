"""The budget model of a plan: yearly averages and cost by financial year and category."""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinward.scenarios.tried import Tried
from kinward.scenarios.variants import NONE, WHOLE
from kinward.terms import CATEGORIES

BUDGET_SCHEMA: Final[dict[str, pl.DataType]] = {
    "year": pl.Int32(),
    "category": pl.String(),
    "average_without": pl.Float64(),
    "average_with": pl.Float64(),
    "pence_without": pl.Int64(),
    "pence_with": pl.Int64(),
}
"""One row a financial year (named by its end) and category: the mean number of children over the
days of the year that lie ahead, and what they cost, without the plan and with it. The categories of
a year sum to the cost of the plan's results, to the penny; null without prices."""


def budget(tried: Tried) -> pl.DataFrame:
    """The budget model without a plan and with it (`BUDGET_SCHEMA`)."""
    lengths = np.diff(np.array([tried.as_at, *tried.month_ends], dtype="M8[D]").astype(np.int64))
    days = np.add.reduceat(lengths, tried.begins)
    averages = [
        np.add.reduceat(tried.found.days[variant].mean(axis=0), tried.begins, axis=0)
        / days[:, None]
        for variant in (NONE, WHOLE)
    ]
    amounts = [_whole(tried, variant) for variant in (NONE, WHOLE)]
    rows = [
        (
            year,
            key,
            *(float(each[at, place]) for each in averages),
            *(None if each is None else int(each[at, place]) for each in amounts),
        )
        for at, year in enumerate(tried.years)
        for place, key in enumerate(CATEGORIES)
        if any(each[at, place] for each in averages)
    ]
    return pl.DataFrame(rows, schema=BUDGET_SCHEMA, orient="row")


def _whole(tried: Tried, variant: int) -> NDArray[np.int64] | None:
    """Whole pence by year and category: rounded as running totals, so that they sum to the year."""
    if tried.mean_pence is None or tried.pence is None:
        return None
    means = tried.mean_pence[0 if variant == NONE else 1]
    running = np.rint(np.cumsum(means, axis=1)).astype(np.int64)
    running[:, -1] = np.rint(tried.pence[variant].mean(axis=0)).astype(np.int64)
    parts: NDArray[np.int64] = running.copy()
    parts[:, 1:] -= running[:, :-1]
    return parts
