"""Children looked after at the end of each year."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from kinward.reports.charts.base import MAIN, WIDTH, data, finish, y_axis, years_axis


def draw(years: pl.DataFrame) -> dict[str, Any]:
    """A line from nought. `years`: label (String), closing."""
    base = alt.Chart(data("years"), width=WIDTH, height=240).encode(
        x=alt.X(
            "label:N", sort=None, axis=years_axis(), scale=alt.Scale(type="point", padding=0.3)
        ),
        y=alt.Y("closing:Q", axis=y_axis("Children"), scale=alt.Scale(zero=True, nice=True)),
    )
    line = base.mark_line(color=MAIN, strokeWidth=3)
    dots = base.mark_point(color=MAIN, filled=True, size=60, opacity=1)
    words = base.mark_text(dy=-14).encode(text=alt.Text("closing:Q", format=","))
    return finish(line + dots + words, years=years)
