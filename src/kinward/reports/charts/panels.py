"""Small panels side by side on one scale, one for each group."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import Any, Final

import altair as alt
import polars as pl

from kinward.reports.charts.base import BAND, GREY, MAIN, WIDTH, data, finish

COLUMNS: Final = 3
LABEL: Final = 24
"""Letters in a line of a panel's name."""
BREAK: Final = "|"


def draw(
    values: pl.DataFrame,
    groups: Sequence[str],
    *,
    x_axis: alt.Axis,
    x_type: str,
    percent: bool = False,
) -> dict[str, Any]:
    """Lines from nought. `values`: group, x, value and, for a band and steps, low and high.

    Args:
        groups: the panels in order.
        x_type: Vega's type of x: Q or T.
        percent: whether the values are fractions of 1.
    """
    names = {group: BREAK.join(wrap(group, LABEL)) for group in groups}
    known = values.filter(pl.col("group").is_in(list(groups))).drop_nulls("value")
    known = known.with_columns(pl.col("group").replace(names))
    known = known.with_columns((pl.col("x") == pl.col("x").last()).over("group").alias("last"))
    banded = "low" in values.columns
    shape: Any = "step-after" if banded else "linear"
    base = alt.Chart(width=(WIDTH - 90) // COLUMNS, height=120).encode(
        x=alt.X(f"x:{x_type}", axis=x_axis),
        y=alt.Y(
            "value:Q",
            axis=alt.Axis(title=None, tickCount=4, format="%" if percent else ",~f"),
            scale=alt.Scale(domain=[0, 1]) if percent else alt.Scale(zero=True, nice=True),
        ),
    )
    band = base.mark_area(color=BAND, interpolate=shape).encode(y="low:Q", y2="high:Q")
    ends = base.transform_filter("datum.last")
    layers = [
        *([band] if banded else []),
        base.mark_line(color=MAIN, strokeWidth=2.5, interpolate=shape),
        ends.mark_point(color=MAIN, filled=True, size=45, opacity=1),
        ends.mark_text(align="right", dx=3, dy=-12, fontWeight="bold").encode(
            text=alt.Text("value:Q", format=".0%" if percent else ",.0f")
        ),
    ]
    header = alt.Header(labelExpr=f"split(datum.label, '{BREAK}')", title=None)
    faceted = alt.layer(*layers, data=data("values")).facet(
        facet=alt.Facet("group:N", sort=list(names.values()), title=None, header=header),
        columns=COLUMNS,
    )
    return finish(faceted.resolve_axis(x="independent"), values=known)


def year_axis(first: int, last: int) -> alt.Axis:
    """Years named by their end, few enough to read."""
    step = max(1, (last - first + 1) // 2)
    values = list(range(first, last + 1, step))
    return alt.Axis(title=None, grid=False, format="d", values=values, domainColor=GREY)


def month_axis() -> alt.Axis:
    """Months, a label for each half-year or so."""
    return alt.Axis(title=None, grid=False, format="%b %y", tickCount=3, labelOverlap=True)


def stay_axis(days: int) -> alt.Axis:
    """Days in care, labelled in years."""
    marks = [365 * year for year in range(days // 365 + 1)]
    return alt.Axis(title="Years", grid=False, values=marks, labelExpr="datum.value / 365")


def thinned(curve: pl.DataFrame, most: int = 80) -> pl.DataFrame:
    """No more points than a panel can show, the first and last among them."""
    step = max(1, curve.height // most)
    rows = pl.int_range(pl.len())
    return curve.filter((rows % step == 0) | (rows == pl.len() - 1))
