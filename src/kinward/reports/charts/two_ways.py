"""The number of children ahead in two ways: without a plan and with it, each with its band."""

from __future__ import annotations

from datetime import date
from typing import Final

import polars as pl

from kinward.reports.charts.base import (
    BAND,
    GREY,
    MAIN,
    RULE,
    SECOND,
    SIZE,
    WIDTH,
    Spec,
    finish,
    layer,
    number,
    spread,
    told,
    within,
)

HEIGHT: Final = 340
BESIDE: Final = 200
"""Room for the names."""
ROOM: Final = 0.08
"""Of the span of the numbers, above and below them."""
_WAYS: Final = (("without", RULE, GREY, [3, 3]), ("with", BAND, MAIN, [1, 0]))
"""Name, colour of the band, colour and dashes of the line."""


def draw(ahead: pl.DataFrame, aims: pl.DataFrame) -> Spec:
    """Two lines with their bands, named at their ends, and a diamond for each target.

    The scale holds the numbers and need not begin at nought.

    Args:
        ahead: month, then mean, low and high of both: `without_mean`, `with_low`, ...; two rows
            or more.
        aims: month, children, words; may have no rows.
    """
    ends = [{"year": day.year, "month": day.month, "date": day.day} for day in _ends(ahead)]
    axis = {"title": None, "grid": False, "format": "%b %Y", "tickCount": 6}
    x = {"field": "month", "type": "temporal", "axis": axis, "scale": {"domain": ends}}
    values = [v for name in ahead.columns if name != "month" for v in ahead[name].to_list()]
    values += aims["children"].to_list()
    low, high = min(values), max(values)
    room = max((high - low) * ROOM, 1.0)
    y = number("without_mean", "Children looked after", format=",~f")
    y = within(y, max(0.0, low - room), high + room)
    layers = [
        *(each for way, band, colour, _ in _WAYS for each in _band(x, y, way, band, colour)),
        *(_line(x, y, *each) for each in _WAYS),
        *_aims(x, y),
        *(_name(y, way, colour) for way, _, colour, _ in _WAYS),
    ]
    return finish(
        {"width": WIDTH - BESIDE, "height": HEIGHT, "layer": layers},
        ahead=ahead,
        aims=aims.with_columns(late=pl.col("month") > ahead["month"][ahead.height // 2]),
        names=_names(ahead, high - low + 2 * room),
    )


def _ends(ahead: pl.DataFrame) -> tuple[date, date]:
    return ahead["month"][0], ahead["month"][-1]


def _band(x: Spec, y: Spec, way: str, band: str, colour: str) -> list[Spec]:
    """An area with a line at both edges, so that two that overlap stay apart in grey too."""
    low, high = f"{way}_low", f"{way}_high"
    area = {"x": x, "y": {**y, "field": low}, "y2": {"field": high}}
    return [
        layer("area", "ahead", area, color=band, opacity=0.55),
        *(
            layer("line", "ahead", {"x": x, "y": {**y, "field": end}}, color=colour, strokeWidth=1)
            for end in (low, high)
        ),
    ]


def _line(x: Spec, y: Spec, way: str, _: str, colour: str, dashes: list[int]) -> Spec:
    place = {"x": x, "y": {**y, "field": f"{way}_mean"}}
    return layer("line", "ahead", place, color=colour, strokeWidth=3, strokeDash=dashes)


def _aims(x: Spec, y: Spec) -> list[Spec]:
    """Each target is named on the side where there is room, with white about the letters."""
    place = {"x": x, "y": {**y, "field": "children"}}
    words = {**place, "text": told("words")}
    return [
        layer("point", "aims", place, color=SECOND, size=160, shape="diamond"),
        *(
            {
                **layer("text", "aims", words, align=align, dx=dx, dy=16, **style),
                "transform": [{"filter": test}],
            }
            for test, align, dx in (("datum.late", "right", -6), ("!datum.late", "left", 6))
            for style in ({"stroke": "white", "strokeWidth": 4}, {"color": SECOND})
        ),
    ]


def _name(y: Spec, way: str, colour: str) -> Spec:
    place = {"x": {"value": WIDTH - BESIDE}, "y": {**y, "field": "at"}, "text": told("words")}
    named = layer("text", "names", place, align="left", dx=8, color=colour, fontWeight="bold")
    return {**named, "transform": [{"filter": f"datum.way == '{way}'"}]}


def _names(ahead: pl.DataFrame, span: float) -> pl.DataFrame:
    end = ahead.row(-1, named=True)
    ways = [way for way, *_ in _WAYS]
    called = {"without": "Without it", "with": "With the plan"}
    words = [f"{called[way]}: {end[f'{way}_mean']:,.0f}" for way in ways]
    places = spread([end[f"{way}_mean"] for way in ways], gap=span * (SIZE + 6) / HEIGHT)
    return pl.DataFrame({"way": ways, "at": places, "words": words})
