"""Why the number changes: the mean change from today, split into parts that sum to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinward.forecast.engine import Paths
from kinward.forecast.model import TOTAL
from kinward.forecast.simulation.arrays import AGED, ENTERED, LEFT, MOVED_IN, MOVED_OUT
from kinward.terms import CATEGORIES

Floats = NDArray[np.float64]

DRIVERS_SCHEMA: Final[dict[str, pl.DataType]] = {
    "key": pl.String(),
    "month": pl.Date(),
    "driver": pl.String(),
    "label": pl.String(),
    "children": pl.Float64(),
}
LABELS: Final[dict[str, str]] = {
    "entries": "Children who enter",
    "exits": "Children who leave before 18",
    "ageing_out": "Children who turn 18",
    "moves_in": "Moves in from other categories",
    "moves_out": "Moves out to other categories",
    "rate_drift": "Rates that change from today’s",
    "change": "Change from today",
}
_KINDS: Final = {
    "entries": (ENTERED, 1),
    "exits": (LEFT, -1),
    "ageing_out": (AGED, -1),
    "moves_in": (MOVED_IN, 1),
    "moves_out": (MOVED_OUT, -1),
}


def drivers(
    drifting: Paths, steady: Paths, month_ends: Sequence[date], categories: Sequence[str]
) -> pl.DataFrame:
    """The mean change from today to each month end, by driver (`DRIVERS_SCHEMA`).

    Entries, exits, ageing out and moves are those that today's rates would bring; what the rates'
    own change adds or takes is a part of its own. The parts of a key and month sum to `change`,
    exactly: they are counts of the same runs.

    Args:
        drifting: the forecast.
        steady: the same luck with rates held where they stand today.
        month_ends: of the months.
        categories: those to show.
    """
    change = _change(drifting)
    held = {name: _cumulated(steady, kind, sign) for name, (kind, sign) in _KINDS.items()}
    parts = {**held, "rate_drift": change - _change(steady), "change": change}
    keys = list(CATEGORIES)
    rows = [
        (key, month, name, LABELS[name], _whole(values[place], key, keys) / drifting.runs)
        for key in (TOTAL, *categories)
        for place, month in enumerate(month_ends)
        for name, values in parts.items()
    ]
    return pl.DataFrame(rows, schema=DRIVERS_SCHEMA, orient="row")


def _cumulated(paths: Paths, kind: int, sign: int) -> Floats:
    """Children over all runs up to each month, by category."""
    summed: Floats = sign * np.cumsum(paths.counts.flows[kind], axis=0).astype(np.float64)
    return summed


def _change(paths: Paths) -> Floats:
    """The change of the stock over all runs up to each month, by category."""
    parts = [_cumulated(paths, kind, sign) for kind, sign in _KINDS.values()]
    summed: Floats = np.sum(parts, axis=0)
    return summed


def _whole(by_category: Floats, key: str, keys: list[str]) -> float:
    return float(by_category.sum() if key == TOTAL else by_category[keys.index(key)])
