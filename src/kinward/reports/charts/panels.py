"""Small panels side by side on one scale, one for each group, with bands where there are any."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import polars as pl

from kinward.reports.charts.base import BAND, GREY, MAIN, WIDTH, finish, frame, y_axis

COLUMNS = 3


def draw(
    data: pl.DataFrame,
    groups: Sequence[str],
    *,
    unit: str,
    percent: bool = False,
    steps: bool = False,
    x_axis: alt.Axis,
    x_type: str,
) -> dict[str, Any]:
    """Draw `data`: group, x, value and, for a band, low and high.

    Args:
        groups: the panels in order.
        steps: whether the value holds until the next x.
        x_type: Vega's type of x: Q, T or O.
    """
    shown = [group for group in groups if group in set(data.drop_nulls("value")["group"])]
    known = data.filter(pl.col("group").is_in(shown)).drop_nulls("value")
    style = ".0%" if percent else ",.0f"
    shape: Any = "step-after" if steps else "linear"
    wide = (WIDTH - 90) // COLUMNS
    base = alt.Chart(width=wide, height=120).encode(
        x=alt.X(f"x:{x_type}", axis=x_axis),
        y=alt.Y(
            "value:Q",
            axis=y_axis(unit, format="%" if percent else ","),
            scale=alt.Scale(domainMin=0, nice=True),
        ),
    )
    layers: list[alt.Chart] = []
    if "low" in data.columns:
        layers.append(base.mark_area(color=BAND, interpolate=shape).encode(y="low:Q", y2="high:Q"))
    layers.append(base.mark_line(color=MAIN, strokeWidth=2.5, interpolate=shape))
    ends = base.transform_filter("datum.last")
    layers.append(ends.mark_point(color=MAIN, filled=True, size=45, opacity=1))
    layers.append(
        ends.mark_text(align="right", dx=2, dy=-12, fontWeight="bold").encode(
            text=alt.Text("value:Q", format=style)
        )
    )
    last = (pl.col("x") == pl.col("x").last()).over("group").alias("last")
    faceted = alt.layer(*layers, data=frame(known.with_columns(last))).facet(
        facet=alt.Facet("group:N", sort=shown, title=None), columns=COLUMNS
    )
    return finish(faceted.resolve_axis(x="independent"))


def year_axis(first: int, last: int) -> alt.Axis:
    """Years named by their end, few enough to read."""
    step = max(1, (last - first + 1) // 3)
    values = list(range(last, first - 1, -step))[::-1]
    return alt.Axis(title=None, grid=False, format="d", values=values, domainColor=GREY)


def month_axis() -> alt.Axis:
    """Months, one label a half-year or so."""
    return alt.Axis(title=None, grid=False, format="%b %y", tickCount=3, labelOverlap=True)


def stay_axis(years: int) -> alt.Axis:
    """Days in care, labelled in years."""
    return alt.Axis(
        title="Years",
        grid=False,
        values=[365 * year for year in range(years + 1)],
        labelExpr="datum.value / 365",
    )
