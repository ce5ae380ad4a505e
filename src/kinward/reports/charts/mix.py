"""The mix of placements: each category's share now and a year before, and the ages in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import polars as pl

from kinward.reports.charts.base import GREY, INK, MAIN, SHADES, WIDTH, data, finish

BESIDE: Final = 190
DARK_FROM: Final = 2
"""From this shade on, words on it are white."""


def draw(mix: pl.DataFrame, *, before: bool) -> dict[str, Any]:
    """Bars of shares. `mix`: label, words (beside the bar), share, share_before, end (of both)."""
    base = alt.Chart(data("mix"), width=WIDTH - BESIDE - 60, height=alt.Step(30)).encode(
        y=_names(mix["label"].to_list(), "label")
    )
    axis = alt.Axis(title="Share of children looked after", format="%", tickCount=4)
    layers = [base.mark_bar(color=MAIN, size=20).encode(x=alt.X("share:Q", axis=axis))]
    if before:
        tick = base.transform_filter("isValid(datum.share_before)").encode(x="share_before:Q")
        layers.append(tick.mark_tick(color="white", thickness=7, size=26))
        layers.append(tick.mark_tick(color=INK, thickness=3, size=26))
    layers.append(base.mark_text(align="left", dx=8).encode(x="end:Q", text="words:N"))
    return finish(alt.layer(*layers), mix=mix)


def draw_ages(
    pairs: pl.DataFrame, categories: Sequence[str], bands: Sequence[str]
) -> dict[str, Any]:
    """Stacked bars of children by age, youngest first.

    Args:
        pairs: category and band (as named), order (of the band, from 0), children.
        categories: the bars in order.
        bands: the ages in order.
    """
    base = alt.Chart(data("pairs"), width=WIDTH - BESIDE, height=alt.Step(32)).encode(
        y=_names(categories, "category")
    )
    colour = alt.Color(
        "band:N",
        sort=list(bands),
        scale=alt.Scale(domain=list(bands), range=[*SHADES, GREY][: len(bands)]),
        legend=alt.Legend(title="Age", orient="top", symbolType="square", columns=len(bands)),
    )
    axis = alt.Axis(title="Children", tickCount=5)
    bars = base.mark_bar(stroke="white", strokeWidth=1.5).encode(
        x=alt.X("from:Q", axis=axis), x2="to:Q", color=colour
    )
    words = (
        base.transform_filter("datum.roomy")
        .mark_text()
        .encode(
            x="middle:Q",
            text="children:Q",
            color=alt.condition(f"datum.order >= {DARK_FROM}", alt.value("white"), alt.value(INK)),
        )
    )
    return finish(bars + words, pairs=_stacked(pairs))


def _names(names: Sequence[str], field: str) -> alt.Y:
    axis = alt.Axis(title=None, labelLimit=BESIDE, ticks=False, domain=False)
    return alt.Y(f"{field}:N", sort=list(names), axis=axis)


def _stacked(pairs: pl.DataFrame) -> pl.DataFrame:
    """Where each age begins and ends in its bar, and whether its number fits."""
    to = pl.col("children").cum_sum().over("category", order_by="order")
    most = pairs.group_by("category").agg(pl.col("children").sum())["children"].to_list()
    return pairs.with_columns(to=to).with_columns(
        (pl.col("to") - pl.col("children")).alias("from"),
        middle=pl.col("to") - pl.col("children") / 2,
        roomy=pl.col("children") >= max(most, default=0) * 0.06,
    )
