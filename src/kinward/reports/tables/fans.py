"""Columns of figures with their uncertainty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import polars as pl

from kinward.forecast.model import Fan
from kinward.reports.table import Column, Format

PERCENTS: Final = (50, 80, 95)


def fan_frame(fan: Fan, key: str, *, scale: float = 1.0, before: str = "") -> pl.DataFrame:
    """mean, low_50, high_50, low_80, ...: a row a time; null where hidden.

    Args:
        scale: what a figure is divided by (100, to make pounds of pence).
        before: put before each name.
    """
    values = {"mean": fan.mean[fan.row(key)]}
    for percent in PERCENTS:
        values[f"low_{percent}"], values[f"high_{percent}"] = fan.interval(key, percent)
    series = [pl.Series(before + name, each / scale) for name, each in values.items()]
    return pl.DataFrame(series).fill_nan(None)


def fan_columns(
    how: Format,
    *,
    percents: Sequence[int] = PERCENTS,
    before: str = "",
    label: str = "Expected (mean)",
    end: str = "",
) -> tuple[Column, ...]:
    """The columns of `fan_frame`: the mean, then the ends of intervals.

    Args:
        label: heading of the mean.
        end: put at the end of the headings of intervals.
    """
    ends = [
        Column(f"{before}{side}_{percent}", f"{percent}% interval{end}: {word}", how)
        for percent in percents
        for side, word in (("low", "from"), ("high", "to"))
    ]
    return (Column(f"{before}mean", label, how), *ends)
