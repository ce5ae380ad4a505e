"""How long children stay: the survival curve, its causes, and the stays that ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import altair as alt
import polars as pl

from kinward.reports.charts.base import BAND, INK, MAIN, WIDTH, data, finish, y_axis
from kinward.reports.charts.lines import spread

FILLS: Final = (
    "#d2d6d9",
    "#12436d",
    "#6aa9d8",
    "#b5470f",
    "#f2b48f",
    "#801650",
    "#c9a6bd",
    "#505a5f",
)
"""Dark and light by turns, so that neighbours stay apart in grey."""
BESIDE: Final = 350
"""Room for the names of causes."""
CAUSES_WIDTH: Final = 340


def draw_survival(curve: pl.DataFrame, marks: Mapping[int, str]) -> dict[str, Any]:
    """The share still in care, with its band. `curve`: Survival.curve; `marks`: days to name."""
    last = int(curve["day"][-1])
    base = alt.Chart(data("curve"), width=WIDTH, height=300).encode(x=_stay(last))
    share = y_axis("Share still in care", format="%")
    band = base.mark_area(color=BAND, interpolate="step-after").encode(
        y=alt.Y("low:Q", axis=share, scale=alt.Scale(domain=[0, 1])), y2="high:Q"
    )
    line = base.mark_line(color=MAIN, strokeWidth=2.5, interpolate="step-after").encode(
        y="survival:Q"
    )
    named = alt.Chart(data("named")).encode(x="day:Q", y="survival:Q")
    dots = named.mark_point(filled=True, size=70, color=INK, opacity=1)
    words = named.mark_text(align="left", dx=8, dy=-14).encode(text="words:N")
    return finish(
        alt.layer(band, line, dots, words), curve=_thinned(curve, 300), named=_named(curve, marks)
    )


def _named(curve: pl.DataFrame, marks: Mapping[int, str]) -> pl.DataFrame:
    """The curve on some days, in words."""
    rows = []
    for day, words in marks.items():
        before = curve.filter(pl.col("day") <= day)["survival"]
        if day <= curve["day"][-1] and len(before):
            rows.append((day, before[-1], f"{words}: {before[-1]:.0%}"))
    schema = {"day": pl.Int64, "survival": pl.Float64, "words": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _stay(last: int) -> alt.X:
    axis = alt.Axis(
        title="Years since coming into care",
        grid=False,
        values=[365 * year for year in range(last // 365 + 1)],
        labelExpr="datum.value / 365",
    )
    return alt.X("day:Q", axis=axis, scale=alt.Scale(domain=[0, last], nice=False))


def _thinned(curve: pl.DataFrame, most: int) -> pl.DataFrame:
    """No more points than the eye can tell apart, the first and last among them."""
    step = max(1, curve.height // most)
    rows = pl.int_range(pl.len())
    return curve.filter((rows % step == 0) | (rows == pl.len() - 1))


def draw_causes(causes: pl.DataFrame, names: Mapping[str, str]) -> dict[str, Any]:
    """Areas that sum to 1, named at their right end.

    Args:
        causes: `Durations.causes`, up to the last day to draw.
        names: the columns to draw, from the bottom up, and their names.
    """
    shown = [name for name in names if causes[name].null_count() == 0]
    order = {name: i for i, name in enumerate(shown)}
    long = _thinned(causes, 120).unpivot(
        shown, index="day", variable_name="cause", value_name="share"
    )
    ordered = pl.col("cause").replace_strict(order, return_dtype=pl.Int32).alias("order")
    colours = alt.Scale(domain=shown, range=list(FILLS[: len(shown)]))
    share = y_axis("Share of those who came into care", format="%")
    areas = (
        alt.Chart(data("causes"), width=CAUSES_WIDTH, height=340)
        .mark_area(stroke="white", strokeWidth=1)
        .encode(
            x=_stay(int(causes["day"][-1])),
            y=alt.Y("share:Q", stack="zero", axis=share, scale=alt.Scale(domain=[0, 1])),
            color=alt.Color("cause:N", legend=None, scale=colours),
            order=alt.Order("order:Q"),
        )
    )
    words = (
        alt.Chart(data("names"))
        .mark_text(align="left", dx=8, limit=BESIDE - 8)
        .encode(x=alt.value(CAUSES_WIDTH), y="at:Q", text="words:N")
    )
    return finish(
        areas + words, causes=long.with_columns(ordered), names=_names(causes, shown, names)
    )


def _names(causes: pl.DataFrame, shown: list[str], names: Mapping[str, str]) -> pl.DataFrame:
    final = [float(causes[name][-1]) for name in shown]
    middles = [sum(final[:i]) + share / 2 for i, share in enumerate(final)]
    places = spread(middles, gap=0.058)
    over = max(0.0, max(places, default=0) - 0.98)
    words = [f"{names[name]} {share:.0%}" for name, share in zip(shown, final, strict=True)]
    return pl.DataFrame({"at": [at - over for at in places], "words": words})


def draw_completed(completed: pl.DataFrame) -> dict[str, Any]:
    """Median and quartiles of stays. `completed`: label, quartiles and median in months."""
    base = alt.Chart(data("completed"), width=WIDTH, height=240).encode(
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
    return finish(bars + ticks + words, completed=completed)
