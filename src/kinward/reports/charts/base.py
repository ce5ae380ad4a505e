"""How every chart looks: horizontal text, few lines, colours that differ in lightness too."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import polars as pl

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


def frame(data: pl.DataFrame) -> alt.Data:
    """A frame as inline data, with dates as text that Vega reads as local days."""
    import polars.selectors as cs

    dated = data.with_columns(cs.date().dt.strftime("%Y/%m/%d"))
    return alt.Data(values=dated.to_dicts())


def finish(chart: Chart) -> dict[str, Any]:
    """The chart in the report's style, as a Vega-Lite specification."""
    styled = chart.configure(
        font=FONT,
        aria=False,
        background="white",
        padding={"left": 2, "right": 8, "top": 6, "bottom": 4},
    )
    styled = styled.configure_view(stroke=None)
    styled = styled.configure_axis(
        labelFontSize=SIZE,
        titleFontSize=SIZE,
        titleFontWeight="normal",
        labelColor=INK,
        titleColor=INK,
        labelAngle=0,
        gridColor=RULE,
        domainColor=GREY,
        tickColor=GREY,
        labelPadding=5,
    )
    styled = styled.configure_axisY(
        titleAngle=0,
        titleAlign="left",
        titleAnchor="end",
        titleY=-12,
        titleX=0,
        domain=False,
        ticks=False,
    )
    styled = styled.configure_header(
        labelFontSize=SIZE, labelFontWeight="bold", labelColor=INK, labelAnchor="start", title=None
    )
    styled = styled.configure_legend(
        labelFontSize=SIZE,
        titleFontSize=SIZE,
        titleFontWeight="normal",
        labelColor=INK,
        titleColor=INK,
    )
    styled = styled.configure_text(fontSize=SIZE, font=FONT, color=INK)
    spec: dict[str, Any] = styled.to_dict(validate=False)
    return spec


def y_axis(title: str, **settings: Any) -> alt.Axis:
    """A vertical axis whose title stands level above it."""
    return alt.Axis(title=title, titleX=-36, tickCount=5, **settings)


def years_axis() -> alt.Axis:
    """A horizontal axis of labels in their order."""
    return alt.Axis(title=None, grid=False, labelOverlap="greedy")
