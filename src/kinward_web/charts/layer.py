"""A layer of a chart, ready to be worked out to marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kinward_web.charts.axes import Axis
from kinward_web.charts.vocabulary import Row, Spec, UntranslatableChart, known

INK: Final = "#0b0c0c"

Mark = dict[str, Any]
"""A kind of thing drawn, with its places in the units of the axes. `draw` is its kind."""


@dataclass(frozen=True)
class Layer:
    """A layer of a chart, ready to be worked out.

    Attributes:
        style: of the mark, without its type.
        size: of the plot in the specification, in pixels: (width, height), either may be None.
    """

    style: Spec
    encoding: Spec
    rows: Sequence[Row]
    x: Axis | None
    y: Axis | None
    size: tuple[float | None, float | None]

    def axis(self, way: str) -> Axis:
        """The axis of a direction.

        Raises:
            UntranslatableChart: the chart has none.
        """
        found = self.x if way == "x" else self.y
        if found is None:
            raise UntranslatableChart(f"A mark stands on an axis {way} that the chart has not")
        return found

    def at(self, row: Row, way: str, end: str = "") -> float | None:
        """Where a row stands on an axis, or its second end."""
        return self.axis(way).at(row[self.encoding[way + end]["field"]])

    @property
    def across(self) -> bool:
        """Whether the marks run level, from names at the left."""
        return self.y is not None and self.y.kind == "names"

    def colours(self) -> tuple[str | None, Mapping[Any, Any]]:
        """The field that colours tell apart, and the colour of each of its values."""
        return self.by("color")

    def by(self, channel: str) -> tuple[str | None, Mapping[Any, Any]]:
        """The field that a channel tells apart, and what it looks like for each value."""
        given = self.encoding.get(channel, {})
        if "field" not in given:
            return None, {}
        known(given, {"field", "type", "scale", "legend", "sort"}, channel)
        scale = given["scale"]
        return given["field"], dict(zip(scale["domain"], scale["range"], strict=True))

    def told(self, row: Row) -> str:
        """A row in full, for those who point at its mark."""
        name, _ = self.colours()
        x, y = (self.axis(way).told(row[self.encoding[way]["field"]]) for way in ("x", "y"))
        place, value = (y, x) if self.across else (x, y)
        return f"{place}: {value}" if name is None else f"{row[name]}, {place}: {value}"
