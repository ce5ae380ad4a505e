"""Children who began and ceased to be looked after, month by month."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import polars as pl

from kinward.reports.charts.base import INK, MAIN, SECOND, WIDTH, data, finish, y_axis

HEIGHT: Final = 280
BESIDE: Final = 90
"""Room for the names."""


def draw(flows: pl.DataFrame) -> dict[str, Any]:
    """Bars upwards for those who began, downwards for those who ceased. `flows`: Summary.flows."""
    began, ceased = (
        pl.col("entries").alias("Began"),
        -pl.col("exits").cast(pl.Int64).alias("Ceased"),
    )
    long = (
        flows.select("month", began, ceased)
        .unpivot(["Began", "Ceased"], index="month", variable_name="way", value_name="children")
        .drop_nulls("children")
    )
    axis = alt.Axis(
        title=None,
        grid=False,
        ticks=False,
        domain=False,
        labelExpr=_month_words(flows.height),
        labelOverlap=False,
    )
    colours = alt.Scale(domain=["Began", "Ceased"], range=[MAIN, SECOND])
    bars = (
        alt.Chart(data("flows"), width=WIDTH - BESIDE, height=HEIGHT)
        .mark_bar()
        .encode(
            x=alt.X("month:O", timeUnit="yearmonth", axis=axis, scale=alt.Scale(paddingInner=0.2)),
            y=alt.Y(
                "children:Q",
                axis=y_axis("Children in the month", labelExpr="format(abs(datum.value), ',')"),
            ),
            color=alt.Color("way:N", legend=None, scale=colours),
        )
    )
    nought = alt.Chart(data("one")).mark_rule(color=INK).encode(y=alt.datum(0))
    names = _name("▲ Began", MAIN, HEIGHT // 4), _name("▼ Ceased", SECOND, HEIGHT * 3 // 4)
    return finish(alt.layer(bars, nought, *names), flows=long, one=pl.DataFrame({"one": [1]}))


def _name(words: str, colour: str, y: int) -> Any:
    mark = alt.Chart(data("one")).mark_text(align="left", fontWeight="bold", color=colour)
    return mark.encode(x=alt.value(WIDTH - BESIDE + 8), y=alt.value(y), text=alt.value(words))


def _month_words(months: int) -> str:
    """A label every third month where there are many, with the year under each January."""
    step = 1 if months <= 12 else 3
    return (
        f"(month(datum.value) % {step} == 0) ? (month(datum.value) == 0 ? "
        "[timeFormat(datum.value, '%b'), timeFormat(datum.value, '%Y')] : "
        "timeFormat(datum.value, '%b')) : ''"
    )
