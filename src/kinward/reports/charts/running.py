"""A running total through a year beside its plan: what has come, and what is still expected."""

from __future__ import annotations

from typing import Final

import polars as pl

from kinward.reports.charts.base import (
    GREY,
    INK,
    MAIN,
    SIZE,
    WIDTH,
    Spec,
    finish,
    layer,
    number,
    spread,
    told,
)

HEIGHT: Final = 320
BESIDE: Final = 200
"""Room for the names."""


def draw(plan: pl.DataFrame, past: pl.DataFrame, ahead: pl.DataFrame, *, title: str) -> Spec:
    """A dotted line of the plan, a full one of what has come and a dashed one of what is ahead.

    Args:
        plan, past, ahead: day, value; `past` is empty before the year and `ahead` after it, else
            `ahead` begins where `past` ends. The last value of each line is named at its end by
            `words`, null elsewhere.
        title: of the values, with their unit.
    """
    axis = {"title": None, "grid": False, "format": "%b %Y", "tickCount": 6}
    x = {"field": "day", "type": "temporal", "axis": axis}
    y = number("value", title, format=",~f")
    place = {"x": x, "y": y}
    layers = [
        layer("line", "plan", place, color=GREY, strokeWidth=2.5, strokeDash=[2, 3]),
        layer("line", "past", place, color=MAIN, strokeWidth=3.5),
        layer("line", "ahead", place, color=MAIN, strokeWidth=3.5, strokeDash=[8, 4]),
    ]
    if not (past.is_empty() or ahead.is_empty()):
        words = {"x": x, "y": y, "text": told("words")}
        layers += [
            layer("point", "today", place, color=INK, size=80),
            layer("text", "today", words, align="right", dx=-8, dy=-8, fontWeight="bold"),
        ]
    named = {"x": {"value": WIDTH - BESIDE}, "y": {**y, "field": "at"}, "text": told("words")}
    layers.append(layer("text", "names", named, align="left", dx=8))
    # Where a year lies ahead, its end is the only one that has words to stand beside.
    last = past.tail(1) if ahead.is_empty() else ahead.tail(1)
    return finish(
        {"width": WIDTH - BESIDE, "height": HEIGHT, "layer": layers},
        plan=plan,
        past=past,
        ahead=ahead,
        today=past.tail(1),
        names=_names(pl.concat([plan.tail(1), last])),
    )


def _names(ends: pl.DataFrame) -> pl.DataFrame:
    """What stands at the right end of the lines, moved apart where they would overlap."""
    gap = (max(ends["value"].to_list(), default=1.0) or 1.0) * (SIZE + 6) / HEIGHT
    places = spread(ends["value"].to_list(), gap=gap)
    return ends.select("words", pl.Series("at", places, dtype=pl.Float64))
