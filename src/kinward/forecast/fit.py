"""The whole fit: rates and entries of the stays, and the belief that they nearly balance."""

from __future__ import annotations

import polars as pl

from kinward.forecast import engine
from kinward.forecast.balance import balanced
from kinward.forecast.engine import Fitted
from kinward.forecast.histories import Histories
from kinward.forecast.settings import Settings


def fit(histories: Histories, settings: Settings, population: pl.DataFrame | None = None) -> Fitted:
    """Fit an authority (see `engine.fit` and `balance.balanced`)."""
    return balanced(engine.fit(histories, settings, population), settings.balance_sd)
