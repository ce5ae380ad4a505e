"""What a back-test gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

ENGINE: Final = "kinward"
"""The name of the engine itself among the models compared."""
MODELS: Final[dict[str, str]] = {
    ENGINE: "Kinward",
    "no_change": "No change",
    "damped_drift": "Damped drift",
    "markov": "Plain Markov",
}

ROWS_SCHEMA: Final[dict[str, pl.DataType]] = {
    "model": pl.String(),
    "origin": pl.Date(),
    "horizon_months": pl.Int64(),
    "measure": pl.String(),
    "observed": pl.Float64(),
    "mean": pl.Float64(),
    "quantiles": pl.List(pl.Float64()),
    "crps": pl.Float64(),
}
"""One row a forecast of one figure. `measure` is `total`, `category:KEY`, `age:BAND` or `cost`;
`quantiles` are at `kinward.forecast.model.QUANTILES`."""

SCORES_SCHEMA: Final[dict[str, pl.DataType]] = {
    "model": pl.String(),
    "measure": pl.String(),
    "horizon_months": pl.Int64(),
    "n": pl.Int64(),
    "mape": pl.Float64(),
    "mae": pl.Float64(),
    "bias": pl.Float64(),
    "crps": pl.Float64(),
    "wis": pl.Float64(),
    **{
        f"coverage_{percent}{end}": pl.Float64()
        for percent in (50, 80, 95)
        for end in ("", "_low", "_high")
    },
}
"""One row a model, measure (`total`, `category`, `age`, `cost`) and horizon: the errors of all its
origins (and keys) together. `mape` is in per cent and of the total and the cost only; coverages are
shares, with the ends of their 95% binomial interval."""


@dataclass(frozen=True)
class BackTest:
    """How past forecasts would have done.

    Attributes:
        as_at: the last day of the data used.
        origins: the days at which a forecast was made, each from the data as it stood then.
        horizons: months ahead.
        rows: every forecast (`ROWS_SCHEMA`).
        scores: how they did (`SCORES_SCHEMA`).
        multiplier: by how much the spread of a forecast made on `as_at` would be widened or
            narrowed by what these forecasts teach (1 where there is no need). Each row was widened
            by what earlier ones had taught by its origin; `notes` tell by how much.
        notes: sentences about what the figures rest on.
    """

    as_at: date
    origins: tuple[date, ...]
    horizons: tuple[int, ...]
    rows: pl.DataFrame
    scores: pl.DataFrame
    multiplier: float
    notes: tuple[str, ...]
