"""The number of children: what it was, and what is expected with its bands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from kinward.reports.charts.base import (
    GREY,
    INK,
    MAIN,
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

HEIGHT: Final = 360
BESIDE: Final = 190
"""Room for the names."""
BANDS: Final = {95: "#dbe6f0", 80: "#a9c3dc", 50: "#6c98c2"}
"""Light to dark: they stay apart in grey, and a line at their edges tells them from white."""
ROOM: Final = 0.08
"""Of the span of the numbers, above and below them."""


@dataclass(frozen=True)
class Aim:
    """A target: at most so many children by a day."""

    children: int
    by: date
    words: str


def draw(past: pl.DataFrame, ahead: pl.DataFrame, aim: Aim | None) -> Spec:
    """A line to today, then the mean ahead with its bands and the target.

    The scale holds the numbers and need not begin at nought.

    Args:
        past: month, children; the last is today's.
        ahead: month, mean, low_50, high_50, ...; the first is today's, without spread.
        aim: the target to draw.
    """
    axis = {"title": None, "grid": False, "format": "%b %Y", "tickCount": 6}
    ends = [_day(past["month"][0]), _day(ahead["month"][-1])]
    x = {"field": "month", "type": "temporal", "axis": axis, "scale": {"domain": ends}}
    low, high = _ends(past, ahead, aim)
    y = within(number("mean", "Children looked after", format=",~f"), low, high)
    layers = [
        *_bands(x, y),
        *(_aim(x, y, past, aim) if aim else []),
        *_today(x, y),
        layer("line", "past", {"x": x, "y": {**y, "field": "children"}}, color=INK, strokeWidth=3),
        layer("line", "ahead", {"x": x, "y": y}, color=MAIN, strokeWidth=3, strokeDash=[7, 3]),
        _beside(y),
    ]
    return finish(
        {"width": WIDTH - BESIDE, "height": HEIGHT, "layer": layers},
        past=past,
        ahead=ahead,
        today=_named(past),
        names=_names(ahead, high - low),
        **({"aim": _aimed(aim, past["month"][0])} if aim else {}),
    )


def _bands(x: Spec, y: Spec) -> list[Spec]:
    """Areas from the widest to the narrowest, each with a line at both edges."""
    layers = []
    for percent, colour in BANDS.items():
        low, high = f"low_{percent}", f"high_{percent}"
        area = {"x": x, "y": {**y, "field": low}, "y2": {"field": high}}
        layers.append(layer("area", "ahead", area, color=colour))
        layers += [
            layer("line", "ahead", {"x": x, "y": {**y, "field": end}}, color=GREY, strokeWidth=0.8)
            for end in (low, high)
        ]
    return layers


def _today(x: Spec, y: Spec) -> list[Spec]:
    """An upright line on the as-at date, named at its top, with a point on the number."""
    words = {"x": x, "y": {"value": 8}, "text": told("words")}
    return [
        layer("rule", "today", {"x": x}, color=GREY, strokeDash=[3, 3]),
        layer("point", "today", {"x": x, "y": {**y, "field": "children"}}, color=INK, size=80),
        layer("text", "today", words, align="right", dx=-6, fontWeight="bold"),
    ]


def _beside(y: Spec) -> Spec:
    bold = {"condition": {"test": "datum.bold", "value": "bold"}, "value": "normal"}
    place = {"x": {"value": WIDTH - BESIDE}, "y": {**y, "field": "at"}}
    words = {**place, "text": told("words"), "fontWeight": bold}
    return layer("text", "names", words, align="left", dx=8)


def _day(day: date) -> Spec:
    return {"year": day.year, "month": day.month, "date": day.day}


def _ends(past: pl.DataFrame, ahead: pl.DataFrame, aim: Aim | None) -> tuple[float, float]:
    """The ends of the scale: those of the numbers with room, and never below nought."""
    numbers = [*past["children"].to_list(), *ahead["low_95"].to_list(), *ahead["high_95"].to_list()]
    if aim:
        numbers.append(aim.children)
    low, high = min(numbers), max(numbers)
    room = max((high - low) * ROOM, 1.0)
    return max(0.0, low - room), high + room


def _named(past: pl.DataFrame) -> pl.DataFrame:
    last = past.tail(1)
    day = last["month"][0]
    words = f"{day.day} {day:%b %Y}: {last['children'][0]:,}"
    return last.with_columns(pl.lit(words).alias("words"))


def _names(ahead: pl.DataFrame, span: float) -> pl.DataFrame:
    """What stands at the right end of the mean and of each band, from the bottom up."""
    end = ahead.row(-1, named=True)
    told = [(end["mean"], f"Expected: {end['mean']:,.0f}", True)]
    told += [
        (
            end[f"high_{percent}"],
            f"{percent} in 100: {end[f'low_{percent}']:,.0f} to {end[f'high_{percent}']:,.0f}",
            False,
        )
        for percent in sorted(BANDS)
    ]
    places = spread([at for at, _, _ in told], gap=span * (SIZE + 5) / HEIGHT)
    over = max(0.0, places[-1] - end["high_95"] - span * ROOM / 2)
    return pl.DataFrame(
        {
            "at": [at - over for at in places],
            "words": [words for _, words, _ in told],
            "bold": [bold for _, _, bold in told],
        }
    )


def _aim(x: Spec, y: Spec, past: pl.DataFrame, aim: Aim) -> list[Spec]:
    """A dotted line to a diamond on the day of the target, named at its left end.

    The name stands on the side of the line where the numbers of the first years are not.
    """
    first = past["children"].head(max(1, past.height // 2)).to_list()
    above = sum(first) / len(first) < aim.children
    place = {"x": x, "y": {**y, "field": "children"}}
    words = {"x": {"value": 4}, "y": {**y, "field": "children"}, "text": told("words")}
    diamond = layer("point", "aim", place, color=SECOND, size=160, shape="diamond")
    name = layer("text", "aim", words, align="left", dy=-10 if above else 13, color=SECOND)
    return [
        layer("line", "aim", place, color=SECOND, strokeWidth=2.5, strokeDash=[2, 3]),
        {**diamond, "transform": [{"filter": "datum.end"}]},
        {**name, "transform": [{"filter": "!datum.end"}]},
    ]


def _aimed(aim: Aim, start: date) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "month": [start, aim.by],
            "children": [aim.children] * 2,
            "end": [False, True],
            "words": [aim.words] * 2,
        }
    )
