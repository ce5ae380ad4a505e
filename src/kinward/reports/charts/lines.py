"""Lines over years, each named at its end and drawn in its own way."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

import altair as alt
import polars as pl

from kinward.reports.charts.base import (
    MAIN,
    SECOND,
    SIZE,
    THIRD,
    WIDTH,
    data,
    finish,
    y_axis,
    years_axis,
)

COLOURS: Final = [MAIN, SECOND, THIRD]
DASHES: Final = [[1, 0], [7, 4], [2, 3]]
SHAPES: Final = ["circle", "square", "triangle-up"]
HEIGHT: Final = 260
BESIDE: Final = 170


def draw(
    values: pl.DataFrame, series: Sequence[str], *, unit: str, percent: bool = False
) -> dict[str, Any]:
    """Lines from nought. `values`: label (String, the years in order), series, value.

    Args:
        series: at most three, in order of importance.
        percent: whether the values are fractions of 1.
    """
    known = values.drop_nulls("value")
    present = set(known["series"])
    domain = [name for name in series if name in present]
    colour = _scaled(alt.Color, domain, COLOURS)
    base = alt.Chart(data("values"), width=WIDTH - BESIDE, height=HEIGHT).encode(
        x=alt.X(
            "label:N",
            sort=values["label"].unique(maintain_order=True).to_list(),
            axis=years_axis(),
            scale=alt.Scale(type="point", padding=0.3),
        ),
        y=alt.Y(
            "value:Q",
            axis=y_axis(unit, format="%" if percent else ",~f"),
            scale=alt.Scale(zero=True, nice=True),
        ),
        color=colour,
        strokeDash=_scaled(alt.StrokeDash, domain, DASHES),
        shape=_scaled(alt.Shape, domain, SHAPES),
    )
    names = (
        alt.Chart(data("names"))
        .mark_text(align="left", dx=10)
        .encode(x=alt.value(WIDTH - BESIDE), y="at:Q", text="words:N", color=colour)
    )
    dots = base.mark_point(filled=True, size=60, opacity=1)
    return finish(
        base.mark_line(strokeWidth=3) + dots + names,
        values=known,
        names=_names(known, domain, percent=percent),
    )


def _scaled(channel: Any, domain: list[str], values: list[Any]) -> Any:
    scale = alt.Scale(domain=domain, range=values[: len(domain)])
    return channel("series:N", legend=None, scale=scale)


def _names(known: pl.DataFrame, domain: list[str], *, percent: bool) -> pl.DataFrame:
    """Each line's name and last value at its end, moved apart where they would overlap."""
    ends = dict(known.group_by("series").agg(pl.col("value").last()).rows())
    highest = max(known["value"].to_list(), default=1.0) or 1.0
    places = spread([ends[name] for name in domain], gap=highest * (SIZE + 6) / HEIGHT)
    style = ".1%" if percent else ",.1f"
    words = [f"{name} {ends[name]:{style}}" for name in domain]
    return pl.DataFrame({"series": domain, "at": places, "words": words})


def spread(values: Sequence[float], *, gap: float) -> list[float]:
    """The values moved up as little as needed for each to stand `gap` from the next."""
    order = sorted(range(len(values)), key=lambda i: values[i])
    places = list(values)
    for below, above in pairwise(order):
        places[above] = max(places[above], places[below] + gap)
    return places
