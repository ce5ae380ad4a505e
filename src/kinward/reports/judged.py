"""How past forecasts of the total did at one horizon: what sentences, charts and tables share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from kinward.forecast.backtest.model import ENGINE, BackTest
from kinward.forecast.model import TOTAL

YEAR = 12


@dataclass(frozen=True)
class Past:
    """A past forecast of the total, and what came.

    Attributes:
        origin: the day on which it was made.
        on: the month end that it was of.
        unchanged: the number on `origin`, which no change would have said; None if not known.
        mean, low, high: the forecast and its 80% interval.
        observed: what came.
    """

    origin: date
    on: date
    horizon: int
    unchanged: float | None
    mean: float
    low: float
    high: float
    observed: float

    @property
    def held(self) -> bool:
        """Whether the interval held the truth."""
        return self.low <= self.observed <= self.high


def horizon(backtest: BackTest) -> int | None:
    """The horizon to speak of: a year, or else the nearest to it that was judged."""
    judged = past(backtest)
    return min(
        {each.horizon for each in judged}, key=lambda months: abs(months - YEAR), default=None
    )


def past(backtest: BackTest, months: int | None = None) -> list[Past]:
    """The engine's forecasts of the total, by horizon and origin; of one horizon if given."""
    if backtest.rows.is_empty():
        return []
    total = backtest.rows.filter(pl.col("measure") == TOTAL).drop_nulls(["observed", "mean"])
    keys = ["horizon_months", "origin"]
    unchanged = total.filter(pl.col("model") == "no_change").select(
        *keys, pl.col("mean").alias("unchanged")
    )
    own = total.filter(pl.col("model") == ENGINE)
    joined = own.join(unchanged, on=keys, how="left").sort(keys)
    made = [_past(row) for row in joined.rows(named=True)]
    return made if months is None else [each for each in made if each.horizon == months]


def _past(row: dict[str, Any]) -> Past:
    origin: date = row["origin"]
    ahead = pl.Series([origin]).dt.offset_by("1d").dt.offset_by(f"{row['horizon_months']}mo")
    return Past(
        origin=origin,
        on=ahead.dt.offset_by("-1d")[0],
        horizon=row["horizon_months"],
        unchanged=row["unchanged"],
        mean=row["mean"],
        low=row["quantiles"][1],
        high=row["quantiles"][5],
        observed=row["observed"],
    )


def score(backtest: BackTest, model: str, measure: str, months: int, figure: str) -> float | None:
    """One figure of the scores; None where there is none."""
    rows = backtest.scores.filter(
        (pl.col("model") == model)
        & (pl.col("measure") == measure)
        & (pl.col("horizon_months") == months)
    )
    values = rows[figure].fill_nan(None).drop_nulls().to_list()
    return float(values[0]) if values else None
