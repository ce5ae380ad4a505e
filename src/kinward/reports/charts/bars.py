"""Level bars of counts, each with its number."""

from __future__ import annotations

from typing import Final

import polars as pl

from kinward.reports.charts.base import (
    GREY,
    MAIN,
    SECOND,
    WIDTH,
    Spec,
    coloured,
    finish,
    layer,
    names,
    number,
    told,
)

LEVEL_COLOURS: Final = {"Error": SECOND, "Warning": MAIN, "Note": GREY}
BESIDE: Final = 330
"""Room for the names."""


def draw(rows: pl.DataFrame, *, title: str) -> Spec:
    """Draw `rows`: label, words (beside the bar), count, level."""
    place = {
        "y": names("label", rows["label"].to_list(), width=BESIDE),
        "x": number("count", title, tickCount=4, format=",d"),
    }
    colour = coloured("level", list(LEVEL_COLOURS), list(LEVEL_COLOURS.values()))
    layers = [
        layer("bar", "rows", {**place, "color": colour}, size=18),
        layer("text", "rows", {**place, "text": told("words")}, align="left", dx=6),
    ]
    return finish({"width": WIDTH - BESIDE, "height": {"step": 28}, "layer": layers}, rows=rows)
