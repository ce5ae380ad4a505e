"""The report's charts in a form that a page draws: `drawing` of a Vega-Lite dictionary.

The report's charts are written in a small part of Vega-Lite. Here each is worked out to marks in
the units of its axes (bars, lines, areas, points, words), with every label already in words;
`frontend/scripts/charts` lays them out for the width that the page has.
"""

from kinward_web.charts.drawing import drawing
from kinward_web.charts.vocabulary import UntranslatableChart

__all__ = ["UntranslatableChart", "drawing"]
