"""Each measure on a scale of its own: this authority among its statistical neighbours."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from kinward.reports.charts.base import BAND, INK, MAIN, SECOND, SIZE, WIDTH, data, finish


def draw(neighbours: pl.DataFrame) -> dict[str, Any]:
    """One strip a measure: neighbours' range and mean, the nation, this authority.

    `neighbours`: title, own, neighbours_mean, neighbours_low, neighbours_high, nation.
    """
    rows = {f"row{i}": neighbours[i : i + 1] for i in range(neighbours.height)}
    strips = [_strip(row["title"][0], name) for name, row in rows.items()]
    return finish(alt.vconcat(*strips, spacing=14), **rows)


def _strip(title: str, name: str) -> Any:
    heading = alt.TitleParams(
        title, anchor="start", fontSize=SIZE, fontWeight="normal", color=INK, offset=4
    )
    base = alt.Chart(data(name), width=WIDTH, height=24, title=heading)
    low = alt.X(
        "neighbours_low:Q",
        axis=alt.Axis(title=None, grid=False, tickCount=5),
        scale=alt.Scale(zero=False, nice=True),
    )
    band = base.mark_bar(color=BAND, size=14).encode(x=low, x2="neighbours_high:Q")
    mean = base.mark_tick(color=INK, thickness=3, size=24).encode(x="neighbours_mean:Q")
    nation = base.mark_point(
        shape="diamond", size=110, color=SECOND, filled=False, strokeWidth=2.5, opacity=1
    ).encode(x="nation:Q")
    own = base.mark_point(shape="circle", size=130, color=MAIN, filled=True, opacity=1)
    return band + mean + nation + own.encode(x="own:Q")
