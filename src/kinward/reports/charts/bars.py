"""Level bars of counts, each with its number."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import polars as pl

from kinward.reports.charts.base import GREY, MAIN, SECOND, WIDTH, data, finish

LEVEL_COLOURS: Final = {"Error": SECOND, "Warning": MAIN, "Note": GREY}
BESIDE: Final = 330


def draw(rows: pl.DataFrame, *, title: str) -> dict[str, Any]:
    """Draw `rows`: label, words (beside the bar), count, level."""
    names = alt.Axis(title=None, labelLimit=BESIDE, ticks=False, domain=False)
    base = alt.Chart(data("rows"), width=WIDTH - BESIDE, height=alt.Step(28)).encode(
        y=alt.Y("label:N", sort=rows["label"].to_list(), axis=names),
        x=alt.X("count:Q", axis=alt.Axis(title=title, tickCount=4, format=",d")),
    )
    colours = alt.Scale(domain=list(LEVEL_COLOURS), range=list(LEVEL_COLOURS.values()))
    bars = base.mark_bar(size=18).encode(color=alt.Color("level:N", legend=None, scale=colours))
    words = base.mark_text(align="left", dx=6).encode(text="words:N")
    return finish(bars + words, rows=rows)
