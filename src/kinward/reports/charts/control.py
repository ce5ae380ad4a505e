"""A control chart: the points, their centre and limits, and the points that chance seldom makes."""

from __future__ import annotations

from datetime import date
from typing import Final

import polars as pl

from kinward.reports.charts.base import (
    GREY,
    INK,
    MAIN,
    SECOND,
    SIZE,
    WIDTH,
    Spec,
    finish,
    layer,
    number,
    spread,
    told,
    within,
)

HEIGHT: Final = 240
BESIDE: Final = 150
"""Room for the names of centre and limits."""


def draw(points: pl.DataFrame, lines: pl.DataFrame, *, title: str, baseline_to: date) -> Spec:
    """A line of the points between three level lines.

    Args:
        points: day, value, signal (whether a signal is complete on that day), in order.
        lines: name, value, words: `low`, `centre` and `high`.
        title: of the values, with their unit.
        baseline_to: the last day of the baseline, which an upright line marks.
    """
    ends = [points["day"][0], points["day"][-1]]
    level = pl.concat([lines.with_columns(day=pl.lit(end)) for end in ends])
    values = [*points["value"].to_list(), *lines["value"].to_list()]
    low, high = min(values), max(values)
    room = (high - low or 1.0) * 0.08
    axis = {"title": None, "grid": False, "format": "%b %Y", "tickCount": 6}
    x = {"field": "day", "type": "temporal", "axis": axis}
    y = within(number("value", title, format=",~f"), low - room, high + room)
    place = {"x": x, "y": y}
    limits = {"strokeWidth": 1.5, "strokeDash": [6, 4]}
    named = {"x": {"value": WIDTH - BESIDE}, "y": {**y, "field": "at"}, "text": told("words")}
    layers = [
        layer("rule", "baseline", {"x": x}, color=GREY, strokeDash=[2, 3]),
        layer("line", "low", place, color=SECOND, **limits),
        layer("line", "high", place, color=SECOND, **limits),
        layer("line", "centre", place, color=GREY, strokeWidth=1.5),
        layer("line", "points", place, color=MAIN, strokeWidth=2.5),
        layer("point", "points", place, color=MAIN, size=40),
        layer("point", "signals", place, color=SECOND, size=150, shape="diamond"),
        layer("text", "names", named, align="left", dx=8, color=INK),
    ]
    return finish(
        {"width": WIDTH - BESIDE, "height": HEIGHT, "layer": layers},
        points=points,
        signals=points.filter("signal"),
        baseline=pl.DataFrame({"day": [baseline_to]}),
        names=_names(lines, (high - low + 2 * room) * (SIZE + 6) / HEIGHT),
        **{name: level.filter(pl.col("name") == name) for name in ("low", "centre", "high")},
    )


def _names(lines: pl.DataFrame, gap: float) -> pl.DataFrame:
    """What stands at the right end of the lines, moved apart where they would overlap."""
    return lines.select(
        "words", pl.Series("at", spread(lines["value"].to_list(), gap=gap), dtype=pl.Float64)
    )
