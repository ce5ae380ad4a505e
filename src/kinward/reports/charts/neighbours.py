"""Each measure on a scale of its own: this authority among its statistical neighbours."""

from __future__ import annotations

import polars as pl

from kinward.reports.charts.base import (
    BAND,
    INK,
    MAIN,
    SECOND,
    SIZE,
    WIDTH,
    Spec,
    finish,
    layer,
    number,
)


def draw(neighbours: pl.DataFrame) -> Spec:
    """One strip a measure: neighbours' range and mean, the nation, this authority.

    `neighbours`: title, own, neighbours_mean, neighbours_low, neighbours_high, nation.
    """
    rows = {f"row{i}": neighbours[i : i + 1] for i in range(neighbours.height)}
    strips = [_strip(row, name) for name, row in rows.items()]
    return finish({"vconcat": strips, "spacing": 14}, **rows)


def _strip(row: pl.DataFrame, name: str) -> Spec:
    x = number("neighbours_low", zero=False, grid=False)

    def at(field: str) -> Spec:
        return {"x": {**x, "field": field}}

    diamond = {
        "shape": "diamond",
        "size": 110,
        "color": SECOND,
        "filled": False,
        "strokeWidth": 2.5,
    }
    layers = [
        layer("bar", name, {"x": x, "x2": {"field": "neighbours_high"}}, color=BAND, size=14),
        layer("tick", name, at("neighbours_mean"), color=INK, size=24, orient="vertical"),
        *([layer("point", name, at("nation"), **diamond)] if row["nation"][0] is not None else []),
        *(
            [layer("point", name, at("own"), size=130, color=MAIN)]
            if row["own"][0] is not None
            else []
        ),
    ]
    title = {
        "text": row["title"][0],
        "anchor": "start",
        "fontSize": SIZE,
        "fontWeight": "normal",
        "color": INK,
        "offset": 4,
    }
    return {"width": WIDTH, "height": 24, "title": title, "layer": layers}
