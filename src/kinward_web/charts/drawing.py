"""A chart of the report as a drawing: axes in words, and marks in the units of the axes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from kinward_web.charts.axes import Axis, axis_of, directions
from kinward_web.charts.data import rows_of
from kinward_web.charts.layer import Layer, Mark
from kinward_web.charts.marks import DRAWN
from kinward_web.charts.vocabulary import Row, Spec, UntranslatableChart, known, one_of

_WHOLE: Final = {"$schema", "config", "datasets", "width", "height", "layer"}
_FACETED: Final = {"$schema", "config", "datasets", "data", "columns", "facet", "spec", "resolve"}


def drawing(spec: Mapping[str, Any]) -> dict[str, Any]:
    """What `frontend/scripts/charts` draws of a chart, all of it plain JSON.

    Args:
        spec: a Vega-Lite dictionary as `kinward.reports.figures` makes it.

    Returns:
        height: of the plot in pixels, or None where `step` is the height of a row of names.
        columns: panels side by side where there is room.
        key: {title, items: [[words, colour]]} or None.
        x, y: `Axis.plain`, shared by the panels.
        panels: [{title, marks}], a mark being a dictionary with `draw`, its kind.

    Raises:
        UntranslatableChart: the chart says what pages do not understand.
    """
    if "facet" in spec:
        return _panels(spec)
    known(spec, _WHOLE, "A chart")
    layers = [(layer, rows_of(layer, spec["datasets"], None)) for layer in spec["layer"]]
    axes = _axes(layers)
    return {
        **_frame(spec, layers, axes),
        "columns": 1,
        "panels": [{"title": "", "marks": _marks(layers, axes, spec)}],
    }


_Layers = Sequence[tuple[Spec, Sequence[Row]]]
_Axes = tuple[Axis | None, Axis | None]


def _panels(spec: Spec) -> dict[str, Any]:
    """Panels on the same scales, each with the rows of one group."""
    known(spec, _FACETED, "A chart of panels")
    known(spec["facet"], {"field", "type", "sort", "title", "header"}, "facet")
    one_of(spec["resolve"], [{"axis": {"x": "independent"}}], "What panels share")
    inner, split = spec["spec"], spec["facet"]["field"]
    known(inner, {"width", "height", "layer"}, "The chart of a panel")
    every = spec["datasets"][spec["data"]["name"]]
    whole = [(layer, rows_of(layer, {}, every)) for layer in inner["layer"]]
    axes = _axes(whole)
    panels = []
    for name in spec["facet"]["sort"]:
        rows = [row for row in every if row[split] == name]
        layers = [(layer, rows_of(layer, {}, rows)) for layer in inner["layer"]]
        if rows:
            panels.append({"title": _title(name, spec), "marks": _marks(layers, axes, inner)})
    return {**_frame(inner, whole, axes), "columns": spec["columns"], "panels": panels}


def _title(name: str, spec: Spec) -> str:
    """The name of a panel in one line: pages break it where they must."""
    header = spec["facet"]["header"]
    known(header, {"labelExpr", "title"}, "header")
    one_of(header["labelExpr"], ["split(datum.label, '|')"], "The labels of panels")
    return name.replace("|", " ")


def _axes(layers: _Layers) -> _Axes:
    found: dict[str, list[tuple[Spec, Sequence[Row]]]] = {"x": [], "y": []}
    also: dict[str, list[Any]] = {"x": [], "y": []}
    for layer, rows in layers:
        for way, channel in directions(layer["encoding"]):
            found[way].append((channel, rows))
            also[way] += [channel["datum"]] if "datum" in channel else []
    return axis_of(found["x"], also["x"]), axis_of(found["y"], also["y"])


def _frame(spec: Spec, layers: _Layers, axes: _Axes) -> dict[str, Any]:
    height = spec["height"]
    stepped = isinstance(height, Mapping)
    if stepped:
        known(height, {"step"}, "height")
    x, y = axes
    if x is None or y is None:
        raise UntranslatableChart("A chart needs an axis in both directions")
    return {
        "height": None if stepped else height,
        "step": height["step"] if stepped else None,
        "key": next(filter(None, (_key(layer) for layer, _ in layers)), None),
        "x": x.plain(),
        "y": y.plain(),
    }


def _key(layer: Spec) -> dict[str, Any] | None:
    """What the colours mean, where the chart says it in a legend."""
    colour = layer["encoding"].get("color", {})
    legend = colour.get("legend")
    if not legend:
        return None
    known(legend, {"title", "orient", "symbolType", "columns"}, "legend")
    scale = colour["scale"]
    items = [list(each) for each in zip(scale["domain"], scale["range"], strict=True)]
    return {"title": legend["title"], "items": items}


def _marks(layers: _Layers, axes: _Axes, spec: Spec) -> list[Mark]:
    height = None if isinstance(spec["height"], Mapping) else spec["height"]
    marks: list[Mark] = []
    for layer, rows in layers:
        known(layer, {"mark", "data", "encoding", "transform"}, "A layer")
        style = dict(layer["mark"])
        kind = one_of(style.pop("type"), DRAWN, "A mark")
        ready = Layer(style, layer["encoding"], rows, *axes, (spec["width"], height))
        marks += DRAWN[kind](ready)
    return marks
