"""From the forecasts of a back-test on published totals to a table of how good they were."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import polars as pl

from kinward.errors import ArgumentError
from kinward.forecast.published.backtest import PublishedBackTest

SCORES_SCHEMA: Final[dict[str, pl.DataType]] = {
    "years_ahead": pl.Int32(),
    "origin": pl.Int32(),
    "n": pl.UInt32(),
    "mape": pl.Float64(),
    "mape_no_change": pl.Float64(),
    "mape_damped_drift": pl.Float64(),
    "bias": pl.Float64(),
    "crps": pl.Float64(),
    "crps_no_change": pl.Float64(),
    "coverage_80": pl.Float64(),
    "coverage_80_low": pl.Float64(),
    "coverage_80_high": pl.Float64(),
    "coverage_95": pl.Float64(),
    "coverage_95_low": pl.Float64(),
    "coverage_95_high": pl.Float64(),
}
"""One row a horizon and origin, and one a horizon over all origins (`origin` null): the mean over
origins, each weighing the same. MAPE is of the median, MAPE, bias and CRPS in per cent of what
came. The ends of the coverage treat each origin as one observation, for what moves one authority in
a year moves others too: a 95% t-interval over origins, null for a single one."""

_FORECASTS: Final = {
    "median": "mape",
    "no_change": "mape_no_change",
    "damped_drift": "mape_damped_drift",
}
_CRPS: Final = ("crps", "crps_no_change")
_T: Final = {
    1: 12.706,
    2: 4.303,
    3: 3.182,
    4: 2.776,
    5: 2.571,
    6: 2.447,
    7: 2.365,
    8: 2.306,
    9: 2.262,
    10: 2.228,
}
"""The 97.5% points of Student's t by degrees of freedom; beyond, the last is a little too wide."""


def scores(test: PublishedBackTest, least: float = 0, most: float = np.inf) -> pl.DataFrame:
    """How good the forecasts were (`SCORES_SCHEMA`).

    Args:
        test: the back-test.
        least, most: only authorities with at least and at most so many children at the origin.

    Raises:
        ArgumentError: no authority is of that size.
    """
    rows = test.rows.filter(pl.col("stock").is_between(least, most))
    if rows.is_empty():
        raise ArgumentError(
            f"No authority had from {least:g} to {most:g} looked after children",
            remedy="Widen the limits.",
        )
    each = rows.group_by("years_ahead", "origin", maintain_order=True).agg(
        pl.len().alias("n"),
        *(_error(name, to) for name, to in _FORECASTS.items()),
        (100 * (pl.col("median") / pl.col("observed") - 1)).mean().alias("bias"),
        *((100 * pl.col(n) / pl.col("observed")).mean().alias(n) for n in _CRPS),
        *(_held(percent) for percent in (80, 95)),
    )
    pooled = each.group_by("years_ahead", maintain_order=True).agg(
        pl.col("n").sum(),
        *(pl.col(name).mean() for name in (*_FORECASTS.values(), "bias", *_CRPS)),
        *(end for percent in (80, 95) for end in _pooled(percent)),
    )
    return (
        pl.concat([each, pooled], how="diagonal")
        .sort("years_ahead", "origin", nulls_last=True)
        .select(pl.col(name).cast(kind) for name, kind in SCORES_SCHEMA.items())
    )


def markdown(table: pl.DataFrame) -> str:
    """The table of `scores` in Markdown, all in per cent: coverages with their ends."""
    lines = [
        "| years ahead | from 31 March | forecasts | MAPE | of no change | of damped drift | bias "
        "| CRPS | of no change | in the 80% | in the 95% |",
        "| --: | :-- | --: | --: | --: | --: | --: | --: | --: | :-- | :-- |",
    ]
    shown = (*_FORECASTS.values(), "bias", *_CRPS)
    for row in table.iter_rows(named=True):
        cells = [
            str(row["years_ahead"]),
            "all" if row["origin"] is None else str(row["origin"]),
            f"{row['n']:,}",
            *(f"{row[name]:{'+' if name == 'bias' else ''}.2f}" for name in shown),
            *(_share(row, percent) for percent in (80, 95)),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _error(name: str, to: str) -> pl.Expr:
    return (100 * (pl.col(name) / pl.col("observed") - 1).abs()).mean().alias(to)


def _held(percent: int) -> pl.Expr:
    low, high = pl.col(f"low_{percent}"), pl.col(f"high_{percent}")
    return pl.col("observed").is_between(low, high).mean().alias(f"coverage_{percent}")


def _pooled(percent: int) -> tuple[pl.Expr, ...]:
    """The mean over origins, and the ends of its t-interval, null for a single origin."""
    name = f"coverage_{percent}"
    mean, origins = pl.col(name).mean(), pl.col(name).count()
    times = (origins - 1).replace_strict(_T, default=_T[max(_T)], return_dtype=pl.Float64)
    error = times * pl.col(name).std() / origins.sqrt()
    return (
        mean.alias(name),
        (mean - error).clip(0, 1).alias(f"{name}_low"),
        (mean + error).clip(0, 1).alias(f"{name}_high"),
    )


def _share(row: dict[str, Any], percent: int) -> str:
    name = f"coverage_{percent}"
    share, low, high = row[name], row[f"{name}_low"], row[f"{name}_high"]
    if low is None:
        return f"{100 * share:.1f}"
    return f"{100 * share:.1f} ({100 * low:.1f} to {100 * high:.1f})"
