"""Level bars of counts, each with its number."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from kinward.reports.charts.base import GREY, MAIN, SECOND, WIDTH, finish, frame

LEVEL_COLOURS = {"Error": SECOND, "Warning": MAIN, "Note": GREY}


def draw(rows: pl.DataFrame, *, title: str) -> dict[str, Any]:
    """Draw `rows`: label, words, count, level."""
    base = alt.Chart(frame(rows), width=WIDTH - 400, height=alt.Step(28)).encode(
        y=alt.Y(
            "label:N",
            sort=rows["label"].to_list(),
            axis=alt.Axis(title=None, labelLimit=300, ticks=False, domain=False),
        ),
        x=alt.X("count:Q", axis=alt.Axis(title=title, tickCount=4, format=",d")),
    )
    bars = base.mark_bar(size=18).encode(
        color=alt.Color(
            "level:N",
            legend=None,
            scale=alt.Scale(domain=list(LEVEL_COLOURS), range=list(LEVEL_COLOURS.values())),
        )
    )
    return finish(bars + base.mark_text(align="left", dx=6).encode(text="words:N"))
