"""Each measure on a scale of its own: this authority among its statistical neighbours."""

from __future__ import annotations

from typing import Final

import polars as pl

from kinward.reports.charts.base import (
    BAND,
    GREY,
    INK,
    MAIN,
    SECOND,
    WIDTH,
    Spec,
    finish,
    layer,
    names,
    told,
)

BESIDE: Final = 270
"""Room for the names of measures."""
VALUES: Final = ("own", "neighbours_mean", "neighbours_low", "neighbours_high", "nation")


def draw(neighbours: pl.DataFrame) -> Spec:
    """One row a measure: neighbours' range and mean, the nation, this authority.

    `neighbours`: label, and `VALUES`, of which own and nation may be null.
    """
    placed = _placed(neighbours)
    y = names("label", placed["label"].to_list(), width=BESIDE)

    def at(field: str) -> Spec:
        scale = {"domain": [0, 1], "nice": False}
        x = {"field": f"{field}_at", "type": "quantitative", "axis": None, "scale": scale}
        return {"y": y, "x": x}

    band = {**at("neighbours_low"), "x2": {"field": "neighbours_high_at"}}
    low = {**at("neighbours_low"), "text": told("neighbours_low", ",.1f")}
    high = {**at("neighbours_high"), "text": told("neighbours_high", ",.1f")}
    own = {**at("own"), "text": told("own", ",.1f")}
    ends = {"color": GREY, "fontSize": 12, "dy": 18}
    nation = {"shape": "diamond", "size": 110, "filled": False, "strokeWidth": 2.5}
    layers = [
        layer("bar", "neighbours", band, color=BAND, size=12),
        layer("tick", "neighbours", at("neighbours_mean"), color=INK, size=22, orient="vertical"),
        layer("text", "neighbours", low, align="left", **ends),
        layer("text", "neighbours", high, align="right", **ends),
        _known("nation", layer("point", "neighbours", at("nation"), color=SECOND, **nation)),
        _known("own", layer("point", "neighbours", at("own"), color=MAIN, size=130)),
        _known("own", layer("text", "neighbours", own, dy=-16, fontWeight="bold", color=MAIN)),
    ]
    size = {"width": WIDTH - BESIDE + 20, "height": {"step": 54}}
    return finish({**size, "layer": layers}, neighbours=placed)


def _known(field: str, mark: Spec) -> Spec:
    return {**mark, "transform": [{"filter": f"isValid(datum.{field})"}]}


def _placed(neighbours: pl.DataFrame) -> pl.DataFrame:
    """Where each value stands between the least and the most of its row, from 0 to 1."""
    least, most = pl.min_horizontal(VALUES), pl.max_horizontal(VALUES)
    span = pl.when(most > least).then(most - least).otherwise(1.0)
    place = [(0.04 + 0.92 * (pl.col(name) - least) / span).alias(f"{name}_at") for name in VALUES]
    return neighbours.select("label", *VALUES).with_columns(place)
