"""Children looked after at the end of each year."""

from __future__ import annotations

import polars as pl

from kinward.reports.charts.base import (
    MAIN,
    WIDTH,
    Spec,
    finish,
    labels,
    layer,
    number,
    told,
    within,
)


def draw(years: pl.DataFrame) -> Spec:
    """A line from nought. `years`: label (String), closing."""
    highest = max(years["closing"].to_list(), default=1) or 1
    place = {
        "x": labels("label", years["label"].to_list()),
        "y": within(number("closing", "Children"), 0, highest * 1.15),
    }
    words = {**place, "text": told("closing", ",")}
    layers = [
        layer("line", "years", place, color=MAIN, strokeWidth=3),
        layer("point", "years", place, color=MAIN, size=60),
        layer("text", "years", words, dy=-14),
    ]
    return finish({"width": WIDTH, "height": 240, "layer": layers}, years=years)
