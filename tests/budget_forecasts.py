"""Forecasts whose cost is made from days of care by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl

from builders_forecast import forecast_of
from kinward.forecast.cost import PRICES_SCHEMA, cost
from kinward.forecast.model import Forecast
from kinward.forecast.simulation.calendar import month_ends_after
from kinward.terms import CATEGORIES

A_DAY = {"kinship": 1_000, "external_residential": 10_000, "secure": 20_000}
"""What a day costs in a year of 365 days, in pence; 52 weeks."""


def prices(a_day: Mapping[str, int] = A_DAY) -> pl.DataFrame:
    rows = [(key, date(2010, 4, 1), pence * 365, 1.0) for key, pence in a_day.items()]
    return pl.DataFrame(rows, schema=PRICES_SCHEMA, orient="row")


def forecast_from(
    as_at: date,
    children: Mapping[str, Sequence[float]],
    months: int,
    a_day: Mapping[str, int] = A_DAY,
) -> Forecast:
    """A forecast in which so many children stay in each category throughout, in each of the runs.

    Args:
        children: by category, one number for each run.
    """
    ends = month_ends_after(as_at, months)
    lengths = np.diff(np.array([as_at, *ends], dtype="M8[D]")).astype(np.float32)
    runs = len(next(iter(children.values())))
    days = np.zeros((runs, months, len(CATEGORIES)), dtype=np.float32)
    for key, counts in children.items():
        days[:, :, list(CATEGORIES).index(key)] = np.outer(counts, lengths)
    made = forecast_of(dict.fromkeys(children, 9), months=months, as_at=as_at)
    found = cost(days, ends, as_at, prices(a_day), uplift_pct=0.0, seen=())
    return replace(made, month_ends=tuple(ends), runs=runs, cost=found)
