"""Small panels side by side on one scale, one for each group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from textwrap import wrap
from typing import Final, Literal

import polars as pl

from kinward.reports.charts.base import BAND, GREY, MAIN, WIDTH, Spec, finish, number, told, within

Shape = Literal["linear", "step-after"]

COLUMNS: Final = 3
LABEL: Final = 24
"""Letters in a line of a panel's name."""
BREAK: Final = "|"


def draw(
    values: pl.DataFrame,
    groups: Sequence[str],
    *,
    x: Spec,
    percent: bool = False,
    shape: Shape | None = None,
    today: date | None = None,
) -> Spec:
    """Lines from nought, broken where there is no value.

    Args:
        values: group, x, value and, for a band, low and high.
        groups: the panels in order.
        x: the horizontal channel (`years`, `months` or `stay`).
        percent: whether the values are fractions of 1.
        shape: how points are joined; by steps with a band and straight without where it is None.
        today: where x is of months, the day to mark with an upright line.
    """
    names = {group: BREAK.join(wrap(group, LABEL)) for group in groups}
    known = _known(values, names, today)
    banded = "low" in values.columns
    tops = [
        n for name in ("value", *(["high"] if banded else [])) for n in known[name].drop_nulls()
    ]
    highest = 1 if percent else 1.2 * (max(tops, default=1) or 1)
    y = within(number("value", tickCount=4, format="%" if percent else ",~f"), 0, highest)
    joined: Shape = shape or ("step-after" if banded else "linear")
    layers = _layers(x, y, banded=banded, percent=percent, shape=joined)
    chart = {
        "data": {"name": "values"},
        "columns": COLUMNS,
        "facet": _facet(list(names.values())),
        "spec": {
            "width": (WIDTH - 90) // COLUMNS,
            "height": 120,
            "layer": [*layers, *([_upright(x)] if today else [])],
        },
        "resolve": {"axis": {"x": "independent"}},
    }
    return finish(chart, values=known)


def _known(values: pl.DataFrame, names: Mapping[str, str], today: date | None) -> pl.DataFrame:
    """The rows to draw, with a mark on the last of each panel and on today's."""
    known = values.filter(pl.col("group").is_in(list(names))).with_columns(
        pl.col("group").replace(dict(names)),
        last=(pl.col("x") == pl.col("x").last()).over("group") & pl.col("value").is_not_null(),
    )
    return known.with_columns((pl.col("x") == today).alias("today")) if today else known


def _facet(names: Sequence[str]) -> Spec:
    header = {"labelExpr": f"split(datum.label, '{BREAK}')", "title": None}
    return {"field": "group", "type": "nominal", "sort": names, "title": None, "header": header}


def _layers(x: Spec, y: Spec, *, banded: bool, percent: bool, shape: Shape) -> list[Spec]:
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


def _upright(x: Spec) -> Spec:
    rule = {"type": "rule", "color": GREY, "strokeDash": [3, 3]}
    return {"mark": rule, "encoding": {"x": x}, "transform": [{"filter": "datum.today"}]}


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
