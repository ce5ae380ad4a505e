"""Each measure on a scale of its own: this authority among its statistical neighbours."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from kinward.reports.charts.base import BAND, INK, MAIN, SECOND, WIDTH, finish, frame


def draw(neighbours: pl.DataFrame) -> dict[str, Any]:
    """One strip a measure: neighbours' range and mean, the nation, this authority."""
    strips = [_strip(neighbours[i : i + 1]) for i in range(neighbours.height)]
    return finish(alt.vconcat(*strips, spacing=14))


def _strip(row: pl.DataFrame) -> alt.LayerChart:
    label, unit, own = row["label"][0], row["unit"][0], row["own"][0]
    said = "" if own is None else f": {own:,.1f}"
    unit = "%" if unit == "per cent" else f" {unit}"
    title = alt.TitleParams(
        f"{label}{said}{unit if said else ''}",
        anchor="start",
        fontSize=14,
        fontWeight="normal",
        color=INK,
        offset=4,
    )
    base = alt.Chart(frame(row), width=WIDTH, height=24, title=title)
    axis = alt.Axis(title=None, grid=False, tickCount=5)
    scale = alt.Scale(zero=False, nice=True)
    low = alt.X("neighbours_low:Q", axis=axis, scale=scale)
    band = base.mark_bar(color=BAND, size=14).encode(x=low, x2="neighbours_high:Q")
    mean = base.mark_tick(color=INK, thickness=3, size=24).encode(x="neighbours_mean:Q")
    nation = base.mark_point(
        shape="diamond", size=110, color=SECOND, filled=False, strokeWidth=2.5, opacity=1
    )
    mine = base.mark_point(shape="circle", size=130, color=MAIN, filled=True, opacity=1)
    return band + mean + nation.encode(x="nation:Q") + mine.encode(x="own:Q")
