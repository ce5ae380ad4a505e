"""Marks in the units of their axes, one function for each kind of Vega-Lite mark."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import sqrt
from typing import Any, Final

from kinward_web.charts.captions import captions
from kinward_web.charts.data import groups
from kinward_web.charts.layer import INK, Layer, Mark
from kinward_web.charts.paths import broken, stepped
from kinward_web.charts.vocabulary import Row, Spec, UntranslatableChart, known, one_of

MAIN: Final = "#12436d"
MOST_TOLD: Final = 150
"""Points of a line that say their value when pointed at; more would stand on one another."""

EDGE: Final = 1
"""A line no wider is the edge of a band."""


def _lines(layer: Layer) -> Iterator[Mark]:
    known(layer.style, {"color", "strokeWidth", "strokeDash", "interpolate"}, "line")
    known(layer.encoding, {"x", "y", "color", "strokeDash"}, "line")
    name, colours = layer.colours()
    _, dashes = layer.by("strokeDash")
    for rows in groups(layer.rows, name, list(colours)):
        key = rows[0][name] if rows and name else None
        ordered = _in_order(layer, rows)
        points = [(layer.at(row, "x"), layer.at(row, "y")) for row in ordered]
        dash = dashes.get(key, layer.style.get("strokeDash", [1, 0]))
        width = layer.style.get("strokeWidth", 2)
        yield {
            "draw": "line",
            "paths": [stepped(path, layer.style.get("interpolate")) for path in broken(points)],
            "colour": colours.get(key, layer.style.get("color", MAIN)),
            "width": width,
            "dash": None if dash == [1, 0] else dash,
            "tips": [] if width <= EDGE else _tips(layer, ordered),
        }


def _in_order(layer: Layer, rows: Sequence[Row]) -> list[Row]:
    known_rows = [row for row in rows if layer.at(row, "x") is not None]
    return sorted(known_rows, key=lambda row: layer.at(row, "x") or 0.0)


def _tips(layer: Layer, rows: Sequence[Row]) -> list[list[Any]]:
    return [] if len(rows) > MOST_TOLD else _told(layer, rows)


def _told(layer: Layer, rows: Sequence[Row]) -> list[list[Any]]:
    """x, y and the words for whoever points there, of rows that have both."""
    placed = [(row, [layer.at(row, way) for way in ("x", "y")]) for row in rows]
    return [[*at, layer.told(row)] for row, at in placed if None not in at]


def _areas(layer: Layer) -> Iterator[Mark]:
    allowed = {"color", "opacity", "interpolate", "stroke", "strokeWidth"}
    known(layer.style, allowed, "area")
    known(layer.encoding, {"x", "y", "y2", "color", "order"}, "area")
    look = {"opacity": layer.style.get("opacity", 1), "stroke": layer.style.get("stroke")}
    if "y2" not in layer.encoding:
        yield from _stacked(layer, look)
        return
    rows = _in_order(layer, layer.rows)
    ends = [(layer.at(row, "x"), layer.at(row, "y"), layer.at(row, "y", "2")) for row in rows]
    for whole in broken(ends):
        yield _between(whole, layer.style.get("color", MAIN), look, layer.style)


def _between(ends: Sequence[Any], colour: str, look: Mark, style: Spec) -> Mark:
    how = style.get("interpolate")
    low = stepped([(x, y) for x, y, _ in ends], how)
    high = stepped([(x, y) for x, _, y in ends], how)
    return {"draw": "area", "outline": [*low, *reversed(high)], "colour": colour, **look}


def _stacked(layer: Layer, look: Mark) -> Iterator[Mark]:
    """Areas on top of one another, in the order that their rows say."""
    one_of(layer.encoding["y"].get("stack"), ["zero"], "The stack of areas")
    name, colours = layer.colours()
    if name is None:
        raise UntranslatableChart("Areas on top of one another have no colours of their own")
    order = layer.encoding["order"]["field"]
    heights: dict[float, float] = {}
    piles = [rows for rows in groups(layer.rows, name, list(colours)) if rows]
    for rows in sorted(piles, key=lambda rows: rows[0][order]):
        ends = []
        for row in _in_order(layer, rows):
            x, value = layer.at(row, "x") or 0.0, layer.at(row, "y") or 0.0
            low = heights.get(x, 0.0)
            heights[x] = low + value
            ends.append((x, low, low + value))
        yield _between(ends, colours[rows[0][name]], look, layer.style)


def _bars(layer: Layer) -> Iterator[Mark]:
    known(layer.style, {"color", "size", "stroke", "strokeWidth"}, "bar")
    known(layer.encoding, {"x", "y", "x2", "y2", "color"}, "bar")
    name, colours = layer.colours()
    names, along = ("y", "x") if layer.across else ("x", "y")
    ranged = f"{along}2" in layer.encoding
    bars = []
    for row in layer.rows:
        end = layer.at(row, along, "2") if ranged else 0.0
        begin = layer.at(row, along)
        if begin is None or end is None:
            continue
        colour = colours[row[name]] if name else layer.style.get("color", MAIN)
        bars.append([layer.at(row, names), begin, end, colour, layer.told(row)])
    yield {
        "draw": "bars",
        "across": layer.across,
        "bars": bars,
        "thick": layer.style.get("size"),
        "stroke": layer.style.get("stroke"),
        "stroke_width": layer.style.get("strokeWidth", 1),
    }


def _points(layer: Layer) -> Iterator[Mark]:
    known(layer.style, {"color", "size", "shape", "filled", "stroke", "strokeWidth"}, "point")
    known(layer.encoding, {"x", "y", "color", "shape"}, "point")
    name, colours = layer.colours()
    _, shapes = layer.by("shape")
    style = layer.style
    for rows in groups(layer.rows, name, list(colours)):
        key = rows[0][name] if rows and name else None
        colour = colours.get(key, style.get("color", MAIN))
        filled = style.get("filled", True)
        shape = shapes.get(key, style.get("shape", "circle"))
        yield {
            "draw": "points",
            "points": _told(layer, rows),
            "shape": one_of(shape, ["circle", "square", "diamond", "triangle-up"], "A shape"),
            "across": round(sqrt(style.get("size", 60)), 1),
            "fill": colour if filled else None,
            "stroke": style.get("stroke") if filled else colour,
            "stroke_width": style.get("strokeWidth", 0),
        }


def _ticks(layer: Layer) -> Iterator[Mark]:
    known(layer.style, {"color", "size", "thickness", "orient"}, "tick")
    known(layer.encoding, {"x", "y"}, "tick")
    usual = "vertical" if layer.across else "horizontal"
    orient = one_of(layer.style.get("orient", usual), [usual], "The way of a tick")
    yield {
        "draw": "ticks",
        "upright": orient == "vertical",
        "ticks": _told(layer, layer.rows),
        "long": layer.style["size"],
        "thick": layer.style.get("thickness", 3),
        "colour": layer.style.get("color", INK),
    }


def _rules(layer: Layer) -> Iterator[Mark]:
    known(layer.style, {"color", "strokeDash"}, "rule")
    known(layer.encoding, {"x", "y"}, "rule")
    (way,) = layer.encoding
    given = layer.encoding[way]
    axis = layer.axis(way)
    values = [given["datum"]] if "datum" in given else [row[given["field"]] for row in layer.rows]
    places = dict.fromkeys(axis.at(value) for value in values if value is not None)
    yield {
        "draw": "rules",
        "upright": way == "x",
        "at": list(places),
        "colour": layer.style.get("color", INK),
        "dash": layer.style.get("strokeDash"),
    }


DRAWN: Final[Mapping[str, Callable[[Layer], Iterator[Mark]]]] = {
    "line": _lines,
    "area": _areas,
    "bar": _bars,
    "point": _points,
    "tick": _ticks,
    "rule": _rules,
    "text": captions,
}
