"""Level bars from one value to another with a dot between: intervals, and what came of them."""

from __future__ import annotations

from typing import Final

import polars as pl

from kinward.reports.charts.base import (
    BAND,
    GREY,
    INK,
    MAIN,
    SECOND,
    WIDTH,
    Spec,
    finish,
    layer,
    names,
    number,
    told,
    within,
)

ROOM: Final = 0.06
"""Of the span of the values, at either end."""


def draw(rows: pl.DataFrame, *, title: str, beside: int, room: int = 0, form: str = ",~f") -> Spec:
    """A row for each interval. The scale holds the values and need not begin at nought.

    Args:
        rows: label, low, high, mean, words (after the bar) and, where there is a truth to show,
            observed and unchanged (either may be null).
        title: of the values, with their unit.
        beside: room for the labels, in pixels.
        room: room for the words, in pixels.
        form: of the values on the axis (D3).
    """
    judged = [name for name in ("observed", "unchanged") if name in rows.columns]
    values = [v for name in ("low", "high", *judged) for v in rows[name].drop_nulls().to_list()]
    least, most = min(values), max(values)
    margin = (most - least) * ROOM or 1.0
    y = names("label", rows["label"].to_list(), width=beside)
    x = within(number("low", title, tickCount=5, format=form), least - margin, most + margin)
    words = {"y": y, "x": {**x, "field": "end"}, "text": told("words")}
    layers = [
        *_interval(x, y),
        *(_truth(x, y) if judged else []),
        layer("text", "rows", words, align="left", dx=12, color=INK),
    ]
    size = {"width": WIDTH - beside - room, "height": {"step": 34}}
    ended = rows.with_columns(pl.max_horizontal("high", *judged).alias("end"))
    return finish({**size, "layer": layers}, rows=ended)


def _interval(x: Spec, y: Spec) -> list[Spec]:
    bar = {"y": y, "x": x, "x2": {"field": "high"}}
    mean = {"y": y, "x": {**x, "field": "mean"}}
    return [
        layer("bar", "rows", bar, color=BAND, size=14, stroke=GREY, strokeWidth=0.8),
        layer("tick", "rows", mean, color=MAIN, size=24, thickness=4, orient="vertical"),
    ]


def _truth(x: Spec, y: Spec) -> list[Spec]:
    """Where the number stood before, and where it came to stand."""
    before = {"color": GREY, "size": 80, "filled": False, "strokeWidth": 2}
    after = {"color": SECOND, "size": 130, "shape": "diamond", "stroke": "white", "strokeWidth": 1}
    marks = []
    for field, style in (("unchanged", before), ("observed", after)):
        mark = layer("point", "rows", {"y": y, "x": {**x, "field": field}}, **style)
        marks.append({**mark, "transform": [{"filter": f"isValid(datum.{field})"}]})
    return marks
