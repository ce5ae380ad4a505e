"""How every chart looks: horizontal text, few lines, colours that differ in lightness too."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import polars as pl
import polars.selectors as cs

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

Chart = alt.LayerChart | alt.Chart | alt.FacetChart | alt.VConcatChart | alt.HConcatChart


CONFIG: Final[dict[str, Any]] = {
    "font": FONT,
    "aria": False,
    "background": "white",
    "padding": {"left": 2, "right": 8, "top": 6, "bottom": 4},
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": SIZE,
        "titleFontSize": SIZE,
        "titleFontWeight": "normal",
        "labelColor": INK,
        "titleColor": INK,
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
        "titleX": 0,
        "domain": False,
        "ticks": False,
    },
    "header": {
        "labelFontSize": SIZE,
        "labelFontWeight": "bold",
        "labelColor": INK,
        "labelAnchor": "start",
        "title": None,
    },
    "legend": {
        "labelFontSize": SIZE,
        "titleFontSize": SIZE,
        "titleFontWeight": "normal",
        "labelColor": INK,
        "titleColor": INK,
    },
    "text": {"fontSize": SIZE, "font": FONT, "color": INK},
}


def data(name: str) -> alt.NamedData:
    """The frame that `finish` is given under this name; charts are quick to build without it."""
    return alt.NamedData(name)


def finish(chart: Chart, **frames: pl.DataFrame) -> dict[str, Any]:
    """The chart in the report's style, with its data, as a Vega-Lite specification.

    Dates become text that Vega reads as local days.
    """
    dated = cs.date().dt.strftime("%Y/%m/%d")
    spec: dict[str, Any] = chart.to_dict(validate=False)
    rows = {name: frame.with_columns(dated).to_dicts() for name, frame in frames.items()}
    return spec | {"config": CONFIG, "datasets": rows}


def y_axis(title: str | None, **settings: Any) -> alt.Axis:
    """A vertical axis whose title stands level above it."""
    return alt.Axis(title=title, titleX=-36, tickCount=5, **settings)


def years_axis() -> alt.Axis:
    """A horizontal axis of labels in their order."""
    return alt.Axis(title=None, grid=False, labelOverlap="greedy")
