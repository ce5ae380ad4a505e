"""How long children stay: the survival curve, its causes, and the stays that ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import polars as pl

from kinward.reports.charts.base import (
    BAND,
    INK,
    MAIN,
    WIDTH,
    Spec,
    coloured,
    finish,
    labels,
    layer,
    number,
    spread,
    thinned,
    told,
    within,
)

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


def draw_survival(curve: pl.DataFrame, marks: Mapping[int, str]) -> Spec:
    """The share still in care, with its band. `curve`: Survival.curve; `marks`: days to name."""
    x = _stay(int(curve["day"][-1]))
    y = within(number("survival", "Share still in care", format="%"), 0, 1)
    band = {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}}
    place = {"x": x, "y": y}
    layers = [
        layer("area", "curve", band, color=BAND, interpolate="step-after"),
        layer("line", "curve", place, color=MAIN, strokeWidth=2.5, interpolate="step-after"),
        layer("point", "named", place, color=INK, size=70),
        layer("text", "named", {**place, "text": told("words")}, align="left", dx=8, dy=-14),
    ]
    return finish(
        {"width": WIDTH, "height": 300, "layer": layers},
        curve=thinned(curve, 300),
        named=_named(curve, marks),
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


def _stay(last: int) -> Spec:
    marks = [365 * year for year in range(last // 365 + 1)]
    title = "Years since coming into care"
    days = number(
        "day", title, grid=False, values=marks, tickCount=len(marks), labelExpr="datum.value / 365"
    )
    return within(days, 0, last)


def draw_causes(causes: pl.DataFrame, titles: Mapping[str, str]) -> Spec:
    """Areas that sum to 1, named at their right end.

    Args:
        causes: `Durations.causes`, up to the last day to draw.
        titles: the columns to draw, from the bottom up, and their names.
    """
    shown = [name for name in titles if causes[name].null_count() == 0]
    order = {name: i for i, name in enumerate(shown)}
    long = thinned(causes, 120).unpivot(
        shown, index="day", variable_name="cause", value_name="share"
    )
    ordered = pl.col("cause").replace_strict(order, return_dtype=pl.Int32).alias("order")
    y = within(number("share", "Share of those who came into care", format="%"), 0, 1)
    place = {
        "x": _stay(int(causes["day"][-1])),
        "y": {**y, "stack": "zero"},
        "color": coloured("cause", shown, FILLS),
        "order": {"field": "order", "type": "quantitative"},
    }
    named = {"x": {"value": CAUSES_WIDTH}, "y": {**y, "field": "at"}, "text": told("words")}
    layers = [
        layer("area", "causes", place, stroke="white", strokeWidth=1),
        layer("text", "names", named, align="left", dx=8, limit=BESIDE - 8),
    ]
    return finish(
        {"width": CAUSES_WIDTH, "height": 340, "layer": layers},
        causes=long.with_columns(ordered),
        names=_names(causes, shown, titles),
    )


def _names(causes: pl.DataFrame, shown: list[str], titles: Mapping[str, str]) -> pl.DataFrame:
    final = [float(causes[name][-1]) for name in shown]
    middles = [sum(final[:i]) + share / 2 for i, share in enumerate(final)]
    places = spread(middles, gap=0.058)
    over = max(0.0, max(places, default=0) - 0.98)
    words = [f"{titles[name]}: {share:.0%}" for name, share in zip(shown, final, strict=True)]
    return pl.DataFrame({"at": [at - over for at in places], "words": words})


def draw_completed(completed: pl.DataFrame) -> Spec:
    """Median and quartiles of stays. `completed`: label, quartiles and median in months."""
    x = labels("label", completed["label"].to_list())
    y = number("lower_quartile", "Months in care", format=",~f")
    middle = {**y, "field": "median"}
    words = {"x": x, "y": middle, "text": told("median", ".0f")}
    bars = {"x": x, "y": y, "y2": {"field": "upper_quartile"}}
    layers = [
        layer("bar", "completed", bars, color=BAND, size=26),
        layer("tick", "completed", {"x": x, "y": middle}, color=INK, size=34, orient="horizontal"),
        layer("text", "completed", words, align="left", dx=21, fontWeight="bold"),
    ]
    return finish({"width": WIDTH, "height": 240, "layer": layers}, completed=completed)
