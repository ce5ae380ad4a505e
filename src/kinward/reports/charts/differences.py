"""Level bars to either side of nought: what is over a plan, and what is under it."""

from __future__ import annotations

from typing import Final

import polars as pl

from kinward.reports.charts.base import (
    INK,
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
    within,
)

BESIDE: Final = 230
"""Room for the names."""
WORDS: Final = 100
"""Room for the words at the ends of the bars, in pixels, on each side that has bars."""


def draw(rows: pl.DataFrame, *, title: str) -> Spec:
    """A bar a row from nought to its value, with its words at its end.

    Args:
        rows: label, value, words, in order from the top.
        title: of the values, with their unit.
    """
    values = [0.0, *rows["value"].to_list()]
    low, high = min(values), max(values)
    sides = [WORDS * (low < 0), WORDS * (high > 0)]
    a_pixel = (high - low or 1.0) / (WIDTH - BESIDE - sum(sides))
    ends = [low - a_pixel * sides[0], high + a_pixel * sides[1]]
    y = names("label", rows["label"].to_list(), width=BESIDE)
    x = within(number("value", title, format=",~f"), *ends)
    told_apart = rows.with_columns(
        side=pl.when(pl.col("value") < 0).then(pl.lit("under")).otherwise(pl.lit("over")),
        nought=pl.lit(0),
    )
    bar = {"y": y, "x": x, "x2": {"field": "nought"}}
    colour = coloured("side", ["over", "under"], [SECOND, MAIN])
    words = {"y": y, "x": x, "text": told("words")}
    layers = [
        layer("bar", "rows", {**bar, "color": colour}, size=16),
        *(
            {
                **layer("text", "rows", words, align=align, dx=shift, color=INK),
                "transform": [{"filter": f"datum.side == '{side}'"}],
            }
            for side, align, shift in (("over", "left", 6), ("under", "right", -6))
        ),
        layer("rule", "rows", {"x": {**x, "field": "nought"}}, color=INK),
    ]
    size = {"width": WIDTH - BESIDE, "height": {"step": 26}}
    return finish({**size, "layer": layers}, rows=told_apart)
