"""Small panels side by side on one scale, one for each group."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import Final

import polars as pl

from kinward.reports.charts.base import BAND, GREY, MAIN, WIDTH, Spec, finish, number, told, within

COLUMNS: Final = 3
LABEL: Final = 24
"""Letters in a line of a panel's name."""
BREAK: Final = "|"


def draw(values: pl.DataFrame, groups: Sequence[str], *, x: Spec, percent: bool = False) -> Spec:
    """Lines from nought, broken where there is no value.

    Args:
        values: group, x, value and, for a band and steps, low and high.
        groups: the panels in order.
        x: the horizontal channel (`years`, `months` or `stay`).
        percent: whether the values are fractions of 1.
    """
    names = {group: BREAK.join(wrap(group, LABEL)) for group in groups}
    known = values.filter(pl.col("group").is_in(list(groups)))
    known = known.with_columns(
        pl.col("group").replace(names),
        last=(pl.col("x") == pl.col("x").last()).over("group") & pl.col("value").is_not_null(),
    )
    highest = 1 if percent else 1.2 * (max(known["value"].drop_nulls().to_list(), default=1) or 1)
    y = within(number("value", tickCount=4, format="%" if percent else ",~f"), 0, highest)
    header = {"labelExpr": f"split(datum.label, '{BREAK}')", "title": None}
    chart = {
        "data": {"name": "values"},
        "columns": COLUMNS,
        "facet": {
            "field": "group",
            "type": "nominal",
            "sort": list(names.values()),
            "title": None,
            "header": header,
        },
        "spec": {
            "width": (WIDTH - 90) // COLUMNS,
            "height": 120,
            "layer": _layers(x, y, banded="low" in values.columns, percent=percent),
        },
        "resolve": {"axis": {"x": "independent"}},
    }
    return finish(chart, values=known)


def _layers(x: Spec, y: Spec, *, banded: bool, percent: bool) -> list[Spec]:
    shape = "step-after" if banded else "linear"
    place = {"x": x, "y": y}
    area = {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}}
    band = {"mark": {"type": "area", "color": BAND, "interpolate": shape}, "encoding": area}
    line = {"type": "line", "color": MAIN, "strokeWidth": 2.5, "interpolate": shape}
    words = {"type": "text", "align": "right", "dx": 3, "dy": -12, "fontWeight": "bold"}
    last = [{"filter": "datum.last"}]
    written = {**place, "text": told("value", ".0%" if percent else ",.0f")}
    return [
        *([band] if banded else []),
        {"mark": line, "encoding": place},
        {
            "mark": {"type": "point", "color": MAIN, "size": 45},
            "encoding": place,
            "transform": last,
        },
        {"mark": words, "encoding": written, "transform": last},
    ]


def years(first: int, last: int) -> Spec:
    """Years named by their end, few enough to read."""
    step = max(1, (last - first + 1) // 2)
    values = list(range(first, last + 1, step))
    axis = {"title": None, "grid": False, "format": "d", "values": values, "domainColor": GREY}
    scale = {"domain": [first, last], "nice": False}
    return {"field": "x", "type": "quantitative", "axis": axis, "scale": scale}


def months() -> Spec:
    """Months, a label for each half-year or so."""
    axis = {"title": None, "grid": False, "format": "%b %y", "tickCount": 3, "labelOverlap": True}
    return {"field": "x", "type": "temporal", "axis": axis}


def stay(days: int) -> Spec:
    """Days in care, labelled in years."""
    marks = [365 * year for year in range(days // 365 + 1)]
    axis = {"title": "Years", "grid": False, "values": marks, "labelExpr": "datum.value / 365"}
    scale = {"domain": [0, days], "nice": False}
    return {"field": "x", "type": "quantitative", "axis": axis, "scale": scale}
