"""Words as marks: where they stand, what they say and how they look."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kinward_web.charts.data import chosen
from kinward_web.charts.layer import INK, Layer, Mark
from kinward_web.charts.vocabulary import Row, Spec, UntranslatableChart, known, one_of
from kinward_web.charts.words import in_format


def captions(layer: Layer) -> Iterator[Mark]:
    """The words of a layer, as one mark."""
    allowed = {"align", "dx", "dy", "fontWeight", "fontSize", "color", "limit"}
    known(layer.style, {*allowed, "stroke", "strokeWidth"}, "text")
    known(layer.encoding, {"x", "y", "text", "color", "fontWeight"}, "text")
    style = layer.style
    size = style.get("fontSize", 14)
    yield {
        "draw": "words",
        "x_at": _anchor(layer, "x"),
        "y_at": _anchor(layer, "y"),
        "words": [word for row in layer.rows if (word := _word(layer, row)) is not None],
        "align": one_of(style.get("align", "center"), ["left", "right", "center"], "An align"),
        "dx": style.get("dx", 0) + _beyond(layer),
        "dy": style.get("dy", 0),
        "size": size,
        "halo": style.get("stroke"),
    }


def _anchor(layer: Layer, way: str) -> str:
    """What a place is told from: the axis, an edge of the plot, or a share of its height."""
    given = layer.encoding[way]
    if "field" in given:
        return "axis"
    if way == "y":
        return "share"
    width = layer.size[0]
    return "right" if width and given["value"] >= width else "left"


def _beyond(layer: Layer) -> float:
    """Pixels from the edge that words are told from."""
    anchor = _anchor(layer, "x")
    if anchor == "axis":
        return 0
    edge = layer.size[0] if anchor == "right" else 0
    return float(layer.encoding["x"]["value"] - (edge or 0))


def _word(layer: Layer, row: Row) -> list[Any] | None:
    """x, y, words, colour, whether bold; nothing where one of them is null."""
    given = layer.encoding
    text = _text(given["text"], row)
    x = layer.at(row, "x") if "field" in given["x"] else 0
    y = layer.at(row, "y") if "field" in given["y"] else _share(layer)
    if text is None or x is None or y is None:
        return None
    weight = layer.style.get("fontWeight", "normal")
    if "fontWeight" in given:
        weight = chosen(given["fontWeight"], row)
    return [x, y, text, _colour(layer, row), weight == "bold"]


def _share(layer: Layer) -> float:
    height = layer.size[1]
    if height is None:
        raise UntranslatableChart("Words stand at a height in a chart that has none")
    return float(layer.encoding["y"]["value"]) / height


def _text(given: Spec, row: Row) -> str | None:
    known(given, {"field", "type", "format", "value"}, "text")
    if "value" in given:
        return str(given["value"])
    value = row[given["field"]]
    if value is None:
        return None
    return in_format(value, given["format"]) if "format" in given else str(value)


def _colour(layer: Layer, row: Row) -> str:
    given = layer.encoding.get("color")
    if given is None:
        return str(layer.style.get("color", layer.style.get("stroke", INK)))
    if "field" in given:
        name, colours = layer.colours()
        return str(colours[row[name]]) if name else INK
    return str(chosen(given, row))
