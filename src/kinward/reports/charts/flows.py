"""Children who began and ceased to be looked after, month by month."""

from __future__ import annotations

from typing import Final

import polars as pl

from kinward.reports.charts.base import (
    INK,
    MAIN,
    SECOND,
    WIDTH,
    Spec,
    coloured,
    finish,
    layer,
    number,
)

HEIGHT: Final = 280
BESIDE: Final = 90
"""Room for the names."""


def draw(flows: pl.DataFrame, ways: tuple[str, str] = ("Began", "Ceased")) -> Spec:
    """Bars upwards for those who began, downwards for those who ceased.

    Args:
        flows: month, entries, exits.
        ways: what coming in and going out are called.
    """
    came, went = ways
    long = (
        flows.select(
            "month",
            pl.col("entries").cast(pl.Int64).alias(came),
            -pl.col("exits").cast(pl.Int64).alias(went),
        )
        .unpivot(list(ways), index="month", variable_name="way", value_name="children")
        .drop_nulls("children")
    )
    axis = {
        "title": None,
        "grid": False,
        "ticks": False,
        "domain": False,
        "labelExpr": _month_words(flows.height),
        "labelOverlap": False,
    }
    months = {
        "field": "month",
        "type": "ordinal",
        "timeUnit": "yearmonth",
        "axis": axis,
        "scale": {"paddingInner": 0.2},
    }
    place = {
        "x": months,
        "y": number("children", "Children in the month", labelExpr="format(abs(datum.value), ',')"),
        "color": coloured("way", list(ways), [MAIN, SECOND]),
    }
    layers = [
        layer("bar", "flows", place),
        layer("rule", "one", {"y": {"datum": 0}}, color=INK),
        _name(f"▲ {came}", MAIN, HEIGHT // 4),
        _name(f"▼ {went}", SECOND, HEIGHT * 3 // 4),
    ]
    return finish(
        {"width": WIDTH - BESIDE, "height": HEIGHT, "layer": layers},
        flows=long,
        one=pl.DataFrame({"one": [1]}),
    )


def _name(words: str, colour: str, y: int) -> Spec:
    place = {"x": {"value": WIDTH - BESIDE + 8}, "y": {"value": y}, "text": {"value": words}}
    return layer("text", "one", place, align="left", fontWeight="bold", color=colour)


def _month_words(months: int) -> str:
    """A label every third month where there are many, with the year under each January."""
    step = 1 if months <= 12 else 3
    return (
        f"(month(datum.value) % {step} == 0) ? (month(datum.value) == 0 ? "
        "[timeFormat(datum.value, '%b'), timeFormat(datum.value, '%Y')] : "
        "timeFormat(datum.value, '%b')) : ''"
    )
