"""Children who began and ceased to be looked after, month by month."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from kinward.reports.charts.base import MAIN, SECOND, WIDTH, finish, frame, y_axis


def draw(flows: pl.DataFrame) -> dict[str, Any]:
    """Bars upwards for those who began, downwards for those who ceased. `flows`: Summary.flows."""
    long = flows.select(
        "month", pl.col("entries").alias("Began"), -pl.col("exits").cast(pl.Int64).alias("Ceased")
    ).unpivot(["Began", "Ceased"], index="month", variable_name="way", value_name="children")
    months = flows.height
    base = alt.Chart(frame(long.drop_nulls("children")), width=WIDTH, height=280).encode(
        x=alt.X(
            "month:O",
            timeUnit="yearmonth",
            axis=alt.Axis(
                title=None,
                grid=False,
                ticks=False,
                domain=False,
                labelExpr=_month_words(months),
                labelOverlap=False,
                orient="bottom",
            ),
            scale=alt.Scale(paddingInner=0.2),
        ),
        y=alt.Y(
            "children:Q",
            axis=y_axis("Children in the month", labelExpr="format(abs(datum.value), ',')"),
        ),
        color=alt.Color(
            "way:N", legend=None, scale=alt.Scale(domain=["Began", "Ceased"], range=[MAIN, SECOND])
        ),
    )
    zero = alt.Chart(alt.Data(values=[{"y": 0}])).mark_rule(color="#0b0c0c").encode(y="y:Q")
    names = [
        _name("▲ Began", MAIN, alt.value(0), "top"),
        _name("▼ Ceased", SECOND, alt.value(280), "bottom"),
    ]
    return finish(alt.layer(base.mark_bar(), zero, *names))


def _name(words: str, colour: str, y: alt.Value, baseline: str) -> alt.Chart:
    data = alt.Data(values=[{"words": words}])
    mark = alt.Chart(data).mark_text(
        align="left", baseline=baseline, fontWeight="bold", color=colour
    )
    return mark.encode(x=alt.value(4), y=y, text="words:N")


def _month_words(months: int) -> str:
    """A label every third month when there are many, with the year on January and on the first."""
    step = 1 if months <= 12 else 3
    return (
        f"(month(datum.value) % {step} == 0) ? (month(datum.value) == 0 ? "
        "[timeFormat(datum.value, '%b'), timeFormat(datum.value, '%Y')] : "
        "timeFormat(datum.value, '%b')) : ''"
    )
