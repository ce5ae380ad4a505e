"""How long children stay: the survival curve, its causes, and the stays that ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import polars as pl

from kinward.reports.charts.base import BAND, INK, MAIN, WIDTH, finish, frame, y_axis
from kinward.reports.charts.lines import spread

FILLS = ("#d2d6d9", "#12436d", "#6aa9d8", "#b5470f", "#f2b48f", "#801650", "#c9a6bd", "#505a5f")
"""Dark and light by turns, so that neighbours stay apart in grey."""


def _stay_axis(days: int) -> alt.Axis:
    years = range(days // 365 + 1)
    return alt.Axis(
        title="Years since coming into care",
        grid=False,
        values=[365 * year for year in years],
        labelExpr="datum.value / 365",
    )


def draw_survival(curve: pl.DataFrame, marks: Mapping[int, str]) -> dict[str, Any]:
    """The share still in care, with its band. `curve`: Survival.curve; `marks`: days to name."""
    last = int(curve["day"][-1])
    base = alt.Chart(frame(_thinned(curve)), width=WIDTH, height=300).encode(
        x=alt.X("day:Q", axis=_stay_axis(last), scale=alt.Scale(domain=[0, last], nice=False))
    )
    share = y_axis("Share still in care", format="%")
    scale = alt.Scale(domain=[0, 1])
    band = base.mark_area(color=BAND, interpolate="step-after").encode(
        y=alt.Y("low:Q", axis=share, scale=scale), y2="high:Q"
    )
    line = base.mark_line(color=MAIN, strokeWidth=2.5, interpolate="step-after").encode(
        y="survival:Q"
    )
    rows = []
    for day, words in marks.items():
        before = curve.filter(pl.col("day") <= day)["survival"]
        if day <= last and len(before):
            rows.append({"day": day, "survival": before[-1], "words": f"{words}: {before[-1]:.0%}"})
    named = alt.Chart(alt.Data(values=rows)).encode(x="day:Q", y=alt.Y("survival:Q"))
    dots = named.mark_point(filled=True, size=70, color=INK, opacity=1)
    words = named.mark_text(align="left", dx=8, dy=-14).encode(text="words:N")
    return finish(alt.layer(band, line, dots, words))


def _thinned(curve: pl.DataFrame, most: int = 400) -> pl.DataFrame:
    """No more points than the eye can tell apart, the first and last among them."""
    step = max(1, curve.height // most)
    rows = pl.int_range(pl.len())
    return curve.filter((rows % step == 0) | (rows == pl.len() - 1))


def draw_causes(causes: pl.DataFrame, names: Mapping[str, str]) -> dict[str, Any]:
    """Areas that sum to 1, named at their right end. `causes`: Durations.causes up to some day."""
    shown = [name for name in names if causes[name].null_count() < causes.height]
    days = _thinned(causes, 120)
    order = {name: i for i, name in enumerate(shown)}
    long = days.unpivot(shown, index="day", variable_name="cause", value_name="share")
    long = long.with_columns(
        pl.col("cause").replace_strict(order, return_dtype=pl.Int32).alias("order")
    )
    last = int(causes["day"][-1])
    areas = (
        alt.Chart(frame(long), width=WIDTH - 230, height=340)
        .mark_area(stroke="white", strokeWidth=1, interpolate="step-after")
        .encode(
            x=alt.X("day:Q", axis=_stay_axis(last), scale=alt.Scale(domain=[0, last], nice=False)),
            y=alt.Y(
                "share:Q",
                stack="zero",
                axis=y_axis("Share of those who came into care", format="%"),
                scale=alt.Scale(domain=[0, 1]),
            ),
            color=alt.Color(
                "cause:N",
                legend=None,
                scale=alt.Scale(domain=shown, range=list(FILLS[: len(shown)])),
            ),
            order=alt.Order("order:Q"),
        )
    )
    return finish(areas + _cause_names(causes, shown, names))


def _cause_names(causes: pl.DataFrame, shown: list[str], names: Mapping[str, str]) -> alt.Chart:
    final = [float(causes[name][-1] or 0) for name in shown]
    middles = [sum(final[:i]) + share / 2 for i, share in enumerate(final)]
    places = spread(middles, gap=0.058)
    over = max(0.0, max(places, default=0) - 0.98)
    rows = [
        {"at": at - over, "words": f"{names[name]} {share:.0%}"}
        for name, at, share in zip(shown, places, final, strict=True)
    ]
    mark = alt.Chart(alt.Data(values=rows)).mark_text(align="left", dx=8, limit=225)
    return mark.encode(x=alt.value(WIDTH - 230), y="at:Q", text="words:N")


def draw_completed(completed: pl.DataFrame) -> dict[str, Any]:
    """Median and quartiles of stays that ended. `completed`: label, quartiles and median in months."""
    base = alt.Chart(frame(completed), width=WIDTH, height=240).encode(
        x=alt.X("label:N", sort=None, axis=alt.Axis(title=None, grid=False))
    )
    axis = y_axis("Months in care", format=",.0f")
    bars = base.mark_bar(color=BAND, size=26).encode(
        y=alt.Y("lower_quartile:Q", axis=axis, scale=alt.Scale(zero=True)), y2="upper_quartile:Q"
    )
    ticks = base.mark_tick(color=INK, thickness=3, size=34).encode(y="median:Q")
    words = base.mark_text(align="left", dx=21, fontWeight="bold").encode(
        y="median:Q", text=alt.Text("median:Q", format=".0f")
    )
    return finish(bars + ticks + words)
