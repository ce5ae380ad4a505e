"""The mix of placements: each category's share now and a year before, and the ages in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import polars as pl

from kinward.reports.charts.base import (
    GREY,
    INK,
    MAIN,
    SHADES,
    WIDTH,
    Spec,
    coloured,
    finish,
    layer,
    names,
    number,
    told,
)

BESIDE: Final = 190
"""Room for the names."""
DARK_FROM: Final = 2
"""From this shade on, words on it are white."""


def draw(mix: pl.DataFrame, *, before: bool) -> Spec:
    """Bars of shares. `mix`: label, words (beside the bar), share, share_before, end (of both)."""
    y = names("label", mix["label"].to_list(), width=BESIDE)
    x = number("share", "Share of children looked after", format="%", tickCount=4)
    then = {"y": y, "x": {**x, "field": "share_before"}}
    known = [{"filter": "isValid(datum.share_before)"}]
    edged = layer("tick", "mix", then, color="white", thickness=7, size=26)
    upright = layer("tick", "mix", then, color=INK, size=26)
    words = {"y": y, "x": {**x, "field": "end"}, "text": told("words")}
    layers = [
        layer("bar", "mix", {"y": y, "x": x}, color=MAIN, size=20),
        *([{**edged, "transform": known}, {**upright, "transform": known}] if before else []),
        layer("text", "mix", words, align="left", dx=8),
    ]
    size = {"width": WIDTH - BESIDE - 60, "height": {"step": 30}}
    return finish({**size, "layer": layers}, mix=mix)


def draw_ages(pairs: pl.DataFrame, categories: Sequence[str], bands: Sequence[str]) -> Spec:
    """Stacked bars of children by age, youngest first.

    Args:
        pairs: category and band (as named), order (of the band, from 0), children.
        categories: the bars in order.
        bands: the ages in order.
    """
    y = names("category", categories, width=BESIDE)
    x = number("from", "Children")
    legend = {"title": "Age", "orient": "top", "symbolType": "square", "columns": len(bands)}
    shade = coloured("band", bands, (*SHADES, GREY), legend=legend, sort=list(bands))
    light = {"condition": {"test": f"datum.order >= {DARK_FROM}", "value": "white"}, "value": INK}
    words = {"y": y, "x": {**x, "field": "middle"}, "text": told("children", ","), "color": light}
    bars = {"y": y, "x": x, "x2": {"field": "to"}, "color": shade}
    layers = [
        layer("bar", "pairs", bars, stroke="white", strokeWidth=1.5),
        {**layer("text", "pairs", words), "transform": [{"filter": "datum.roomy"}]},
    ]
    size = {"width": WIDTH - BESIDE, "height": {"step": 32}}
    return finish({**size, "layer": layers}, pairs=_stacked(pairs))


def _stacked(pairs: pl.DataFrame) -> pl.DataFrame:
    """Where each age begins and ends in its bar, and whether its number fits."""
    to = pl.col("children").cum_sum().over("category", order_by="order")
    most = pairs.group_by("category").agg(pl.col("children").sum())["children"].to_list()
    return pairs.with_columns(to=to).with_columns(
        (pl.col("to") - pl.col("children")).alias("from"),
        middle=pl.col("to") - pl.col("children") / 2,
        roomy=pl.col("children") >= max(most, default=0) * 0.06,
    )
