"""Lines over years, each named at its end and drawn in its own way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import polars as pl

from kinward.reports.charts.base import (
    MAIN,
    SECOND,
    SIZE,
    THIRD,
    WIDTH,
    Spec,
    coloured,
    finish,
    labels,
    layer,
    number,
    spread,
    told,
)

COLOURS: Final = (MAIN, SECOND, THIRD)
DASHES: Final = ([1, 0], [7, 4], [2, 3])
SHAPES: Final = ("circle", "square", "triangle-up")
HEIGHT: Final = 260
BESIDE: Final = 170
"""Room for the names."""


def draw(values: pl.DataFrame, series: Sequence[str], *, unit: str, percent: bool = False) -> Spec:
    """Lines from nought. `values`: label (String, the years in order), series, value.
    A line breaks where its value is null.

    Args:
        series: at most three, in order of importance.
        percent: whether the values are fractions of 1.
    """
    known = values.drop_nulls("value")
    present = set(known["series"])
    domain = [name for name in series if name in present]
    colour = coloured("series", domain, COLOURS)
    place = {
        "x": labels("label", values["label"].unique(maintain_order=True).to_list()),
        "y": number("value", unit, format="%" if percent else ",~f"),
        "color": colour,
    }
    dashed = {**place, "strokeDash": coloured("series", domain, DASHES)}
    shaped = {**place, "shape": coloured("series", domain, SHAPES)}
    named = {
        "x": {"value": WIDTH - BESIDE},
        "y": {**place["y"], "field": "at"},
        "text": told("words"),
        "color": colour,
    }
    layers = [
        layer("line", "values", dashed, strokeWidth=3),
        layer("point", "values", shaped, size=60),
        layer("text", "names", named, align="left", dx=10),
    ]
    return finish(
        {"width": WIDTH - BESIDE, "height": HEIGHT, "layer": layers},
        values=values.filter(pl.col("series").is_in(domain)),
        names=_names(known, domain, percent=percent),
    )


def _names(known: pl.DataFrame, domain: list[str], *, percent: bool) -> pl.DataFrame:
    """Each line's name and last value at its end, moved apart where they would overlap."""
    ends = dict(known.group_by("series", maintain_order=True).agg(pl.col("value").last()).rows())
    highest = max(known["value"].to_list(), default=1.0) or 1.0
    places = spread([ends[name] for name in domain], gap=highest * (SIZE + 6) / HEIGHT)
    style = ".1%" if percent else ",.1f"
    words = [f"{name} {ends[name]:{style}}" for name in domain]
    return pl.DataFrame({"series": domain, "at": places, "words": words})
