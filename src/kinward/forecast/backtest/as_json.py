"""The document that `kinward backtest --json` prints."""

from __future__ import annotations

from typing import Any

import polars as pl

from kinward.forecast.backtest.model import ENGINE, BackTest
from kinward.forecast.backtest.observed import COST
from kinward.forecast.model import QUANTILES

_MONEY = ("mae", "bias", "crps", "wis")


def document(test: BackTest) -> dict[str, Any]:
    """A back-test as the interface promises it. Money is in pounds."""
    own = test.rows.filter(pl.col("model") == ENGINE)
    return {
        "as_at": test.as_at.isoformat(),
        "origins": [origin.isoformat() for origin in test.origins],
        "horizons": list(test.horizons),
        "rows": [_row(row) for row in own.iter_rows(named=True)],
        "scores": _scores(test.scores),
        "multiplier": test.multiplier,
        "notes": list(test.notes),
    }


def _row(row: dict[str, Any]) -> dict[str, Any]:
    pounds = 100 if row["measure"] == COST else 1
    levels = [value / pounds for value in row["quantiles"]]
    return {
        "origin": row["origin"].isoformat(),
        "horizon_months": row["horizon_months"],
        "measure": row["measure"],
        "observed": row["observed"] / pounds,
        "mean": row["mean"] / pounds,
        "q": dict(zip(map(str, QUANTILES), levels, strict=True)),
        "crps": row["crps"] / pounds,
    }


def _scores(scores: pl.DataFrame) -> dict[str, Any]:
    found: dict[str, dict[str, Any]] = {}
    for row in scores.iter_rows(named=True):
        model, measure, months = row.pop("model"), row.pop("measure"), row.pop("horizon_months")
        if measure == COST:
            row |= {name: row[name] / 100 for name in _MONEY}
        of_horizon = found.setdefault(measure, {}).setdefault(str(months), {"baselines": {}})
        if model == ENGINE:
            of_horizon |= row
        else:
            of_horizon["baselines"][model] = row
    return found
