"""The mix of placements: share of children in each category, now and a year before."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from kinward.reports.charts.base import GREY, INK, MAIN, WIDTH, finish, frame

BESIDE = 190


def draw(mix: pl.DataFrame, *, before: bool) -> dict[str, Any]:
    """Bars of shares. `mix`: label, words (what stands at the bar), share, share_before."""
    base = alt.Chart(frame(mix), width=WIDTH - BESIDE - 120, height=alt.Step(30)).encode(
        y=alt.Y(
            "label:N",
            sort=mix["label"].to_list(),
            axis=alt.Axis(title=None, labelLimit=BESIDE, ticks=False, domain=False),
        )
    )
    right = alt.X(
        "share:Q", axis=alt.Axis(title="Share of children looked after", format="%", tickCount=5)
    )
    layers = [base.mark_bar(color=MAIN, size=20).encode(x=right)]
    if before:
        tick = base.transform_filter("isValid(datum.share_before)")
        layers.append(
            tick.mark_tick(color="white", thickness=7, size=26).encode(x="share_before:Q")
        )
        layers.append(tick.mark_tick(color=INK, thickness=3, size=26).encode(x="share_before:Q"))
    end = alt.X("end:Q")
    layers.append(
        base.transform_calculate(end="max(datum.share, datum.share_before)")
        .mark_text(align="left", dx=8)
        .encode(x=end, text="words:N")
    )
    return finish(alt.layer(*layers))


def draw_ages(pairs: pl.DataFrame, categories: list[str], bands: list[str]) -> dict[str, Any]:
    """Stacked bars of children by age. `pairs`: category (name), band (name), order, children."""
    from kinward.reports.charts.base import SHADES

    totals = pairs.group_by("category").agg(pl.col("children").sum())
    order = [name for name in categories if name in set(totals["category"])]
    shades = [*SHADES, GREY][: len(bands)]
    base = alt.Chart(frame(pairs), width=WIDTH - BESIDE - 20, height=alt.Step(32)).encode(
        y=alt.Y(
            "category:N",
            sort=order,
            axis=alt.Axis(title=None, labelLimit=BESIDE, ticks=False, domain=False),
        ),
        x=alt.X("children:Q", stack="zero", axis=alt.Axis(title="Children", tickCount=5)),
        order=alt.Order("order:Q"),
    )
    colour = alt.Color(
        "band:N",
        sort=bands,
        scale=alt.Scale(domain=bands, range=shades),
        legend=alt.Legend(
            title="Age, youngest to oldest", orient="top", symbolType="square", columns=7
        ),
    )
    bars = base.mark_bar(stroke="white", strokeWidth=1.5).encode(color=colour)
    room = float(totals["children"].max() or 1) * 0.07  # type: ignore[arg-type]
    words = (
        base.transform_stack(
            stack="children",
            as_=["from", "to"],
            groupby=["category"],
            sort=[alt.SortField("order")],
        )
        .transform_filter(f"datum.children >= {room}")
        .transform_calculate(middle="(datum.from + datum.to) / 2")
        .mark_text()
        .encode(
            x=alt.X("middle:Q"),
            text=alt.Text("children:Q"),
            color=alt.condition("datum.order >= 2", alt.value("white"), alt.value(INK)),
        )
    )
    return finish(bars + words)
