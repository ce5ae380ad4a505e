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
    finish,
    frame,
    y_axis,
    years_axis,
)

COLOURS: Final = [MAIN, SECOND, THIRD]
DASHES: Final = [[1, 0], [7, 4], [2, 3]]
SHAPES: Final = ["circle", "square", "triangle-up"]
HEIGHT: Final = 260
BESIDE: Final = 170


def draw(
    data: pl.DataFrame,
    series: Sequence[str],
    *,
    unit: str,
    zero: bool = True,
    percent: bool = False,
) -> dict[str, Any]:
    """Draw `data`: label (String, the years in order), series, value (a fraction where percent).

    Args:
        series: at most three, in order of importance.
        zero: whether the vertical axis starts at nought.
    """
    known = data.drop_nulls("value")
    domain = [name for name in series if name in set(known["series"])]
    base = alt.Chart(frame(known), width=WIDTH - BESIDE, height=HEIGHT).encode(
        x=alt.X(
            "label:N",
            sort=data["label"].unique(maintain_order=True).to_list(),
            axis=years_axis(),
            scale=alt.Scale(type="point", padding=0.3),
        ),
        y=alt.Y(
            "value:Q",
            axis=y_axis(unit, format="%" if percent else ","),
            scale=alt.Scale(zero=zero, nice=True),
        ),
        color=_scaled(alt.Color, domain, COLOURS),
        strokeDash=_scaled(alt.StrokeDash, domain, DASHES),
        shape=_scaled(alt.Shape, domain, SHAPES),
    )
    lines = base.mark_line(strokeWidth=3) + base.mark_point(filled=True, size=60, opacity=1)
    return finish(lines + _names(known, domain, zero=zero, percent=percent))


def _scaled(channel: Any, domain: list[str], values: list[Any]) -> Any:
    scale = alt.Scale(domain=domain, range=values[: len(domain)])
    return channel("series:N", legend=None, scale=scale)


def _names(known: pl.DataFrame, domain: list[str], *, zero: bool, percent: bool) -> alt.Chart:
    """Each line's name and last value at its end, moved apart where they would overlap."""
    last = known.group_by("series", maintain_order=True).agg(pl.col("value").last())
    values = dict(last.rows())
    low = 0.0 if zero else float(known["value"].min() or 0)  # type: ignore[arg-type]
    span = float(known["value"].max() or 1) - low  # type: ignore[arg-type]
    places = spread([values[name] for name in domain], gap=(span or 1) * (SIZE + 6) / HEIGHT)
    rows = [
        {"series": n, "at": at, "words": f"{n} {values[n]:{'.1%' if percent else ',.1f'}}"}
        for n, at in zip(domain, places, strict=True)
    ]
    return (
        alt.Chart(alt.Data(values=rows))
        .mark_text(align="left", dx=10)
        .encode(
            x=alt.value(WIDTH - BESIDE),
            y="at:Q",
            text="words:N",
            color=_scaled(alt.Color, domain, COLOURS),
        )
    )


def spread(values: Sequence[float], *, gap: float) -> list[float]:
    """The values moved up as little as needed for each to stand `gap` from the next."""
    order = sorted(range(len(values)), key=lambda i: values[i])
    places = list(values)
    for below, above in pairwise(order):
        places[above] = max(places[above], places[below] + gap)
    return places
