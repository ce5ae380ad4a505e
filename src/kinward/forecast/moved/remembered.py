"""What is kept of a forecast, so that the next one can be held against it: plain JSON."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import numpy as np
import polars as pl

from kinward.errors import InputError
from kinward.forecast.model import TOTAL, Fan, Forecast
from kinward.forecast.moved.model import Earlier, Floats

_SERIES: Final = ("children", "low", "high", "entries", "exits")
_PLACES: Final = 4


def remember(forecast: Forecast) -> dict[str, Any]:
    """What is kept of a forecast; of all children together, so that no group is told."""
    low, high = forecast.stock.interval(TOTAL, 80)
    series = {
        "children": _mean(forecast.stock),
        "low": low,
        "high": high,
        "entries": _mean(forecast.entries),
        "exits": _mean(forecast.exits),
    }
    return {
        "as_at": forecast.as_at.isoformat(),
        "month_ends": [end.isoformat() for end in forecast.month_ends],
        "runs": forecast.runs,
        "seed": forecast.seed,
        **{key: values.round(_PLACES).tolist() for key, values in series.items()},
    }


def remembered(kept: dict[str, Any], population: pl.DataFrame | None = None) -> Earlier:
    """A forecast from what was kept of it.

    Args:
        population: that it was made with, or None.

    Raises:
        InputError: it was kept by another version.
    """
    try:
        ends = tuple(date.fromisoformat(each) for each in kept["month_ends"])
        series = {key: np.array(kept[key], dtype=np.float64) for key in _SERIES}
        if any(values.shape != (len(ends),) for values in series.values()):
            raise ValueError
        return Earlier(
            as_at=date.fromisoformat(kept["as_at"]),
            month_ends=ends,
            runs=int(kept["runs"]),
            seed=int(kept["seed"]),
            population=population,
            **series,
        )
    except (KeyError, TypeError, ValueError):
        raise InputError(
            "The earlier forecast was kept in a form that this version does not know",
            remedy="Forecast again: the next one is held against this one.",
        ) from None


def _mean(fan: Fan) -> Floats:
    mean: Floats = fan.mean[fan.row(TOTAL)]
    return mean
