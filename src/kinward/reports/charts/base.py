"""How every chart looks: horizontal text, few lines, colours that differ in lightness too.

A chart is a Vega-Lite specification, written as the dictionary that it is: a library that builds
them takes longer than drawing does.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

import polars as pl
import polars.selectors as cs

Spec = dict[str, Any]

WIDTH: Final = 620
"""Width of the plot in pixels, without what stands beside it."""

INK: Final = "#0b0c0c"
GREY: Final = "#505a5f"
RULE: Final = "#d2d6d9"
MAIN: Final = "#12436d"
SECOND: Final = "#b5470f"
THIRD: Final = "#505a5f"
BAND: Final = "#9fb8d0"
SHADES: Final = ("#cfe1f2", "#93c4de", "#4a97c9", "#2070b4", "#08488a", "#04233f")
"""Light to dark, for things in an order: they stay apart when printed in grey."""

FONT: Final = "Arial, Helvetica, Liberation Sans, sans-serif"
SIZE: Final = 14

_WORDS: Final[Spec] = {
    "labelFontSize": SIZE,
    "titleFontSize": SIZE,
    "titleFontWeight": "normal",
    "labelColor": INK,
    "titleColor": INK,
}
CONFIG: Final[Spec] = {
    "font": FONT,
    "aria": False,
    "background": "white",
    "padding": {"left": 2, "right": 8, "top": 6, "bottom": 4},
    "view": {"stroke": None},
    "axis": {
        **_WORDS,
        "labelAngle": 0,
        "gridColor": RULE,
        "domainColor": GREY,
        "tickColor": GREY,
        "labelPadding": 5,
    },
    "axisY": {
        "titleAngle": 0,
        "titleAlign": "left",
        "titleAnchor": "end",
        "titleY": -12,
        "titleX": -36,
        "domain": False,
        "ticks": False,
    },
    "header": {**_WORDS, "labelFontWeight": "bold", "labelAnchor": "start", "title": None},
    "legend": _WORDS,
    "text": {"fontSize": SIZE, "font": FONT, "color": INK},
    "point": {"filled": True, "opacity": 1},
    "tick": {"thickness": 3},
}


def number(field: str, title: str | None = None, *, zero: bool = True, **settings: Any) -> Spec:
    """A channel of numbers. Other `settings` go to its axis."""
    axis = {"title": title, "tickCount": 5, **settings}
    return {"field": field, "type": "quantitative", "axis": axis, "scale": {"zero": zero}}


def within(channel: Spec, low: float, high: float) -> Spec:
    """A channel of numbers whose scale has set ends."""
    return {**channel, "scale": {"domain": [low, high], "nice": False}}


def names(field: str, order: Sequence[str], *, width: int) -> Spec:
    """A vertical channel of names, in their order, each written in full up to a width."""
    axis = {"title": None, "labelLimit": width, "ticks": False, "domain": False, "grid": False}
    return {"field": field, "type": "nominal", "sort": list(order), "axis": axis}


def labels(field: str, order: Sequence[str]) -> Spec:
    """A horizontal channel of labels (years), in their order, as points."""
    return {
        "field": field,
        "type": "nominal",
        "sort": list(order),
        "axis": {"title": None, "grid": False, "labelOverlap": "greedy"},
        "scale": {"type": "point", "padding": 0.3},
    }


def told(field: str, form: str | None = None) -> Spec:
    """A channel of words, or of numbers in a D3 format."""
    kind = "quantitative" if form else "nominal"
    return {"field": field, "type": kind, **({"format": form} if form else {})}


def coloured(field: str, domain: Sequence[str], colours: Sequence[Any], **settings: Any) -> Spec:
    """A channel that tells groups apart, without a legend unless `settings` give one."""
    scale = {"domain": list(domain), "range": list(colours)[: len(domain)]}
    return {"field": field, "type": "nominal", "scale": scale, "legend": None, **settings}


def layer(mark: str, data: str, encoding: Spec, **settings: Any) -> Spec:
    """One kind of mark, drawn from a frame that `finish` is given under the name `data`."""
    return {"mark": {"type": mark, **settings}, "data": {"name": data}, "encoding": encoding}


def finish(chart: Spec, **frames: pl.DataFrame) -> Spec:
    """The chart in the report's style, with its data. Dates become text that Vega reads as days."""
    dated = cs.date().dt.strftime("%Y/%m/%d")
    rows = {name: frame.with_columns(dated).to_dicts() for name, frame in frames.items()}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "config": CONFIG,
        "datasets": rows,
        **chart,
    }


def thinned(curve: pl.DataFrame, most: int) -> pl.DataFrame:
    """No more points than the eye can tell apart, the first and last among them."""
    step = max(1, curve.height // most)
    rows = pl.int_range(pl.len())
    return curve.filter((rows % step == 0) | (rows == pl.len() - 1))


def spread(values: Sequence[float], *, gap: float) -> list[float]:
    """The values moved up as little as needed for each to stand `gap` from the next."""
    order = sorted(range(len(values)), key=lambda i: values[i])
    places = list(values)
    for below, above in pairwise(order):
        places[above] = max(places[above], places[below] + gap)
    return places
