"""The charts of a paper, drawn once for all its formats."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from kinward.reports import render
from kinward.reports.papers.layout import CHART_MM, UPRIGHT_MM
from kinward.reports.papers.model import Chart, Paper

_TALLEST_MM = 215.0


def drawn(paper: Paper, already: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
    """The charts of a paper as SVG, by their keys; those that are drawn already are kept."""
    return {
        chart.key: already.get(chart.key) or render.svg(chart.spec) for chart in paper.blocks(Chart)
    }


def width_mm(svg: str) -> float:
    """How wide a chart is set: all to one scale, but for those that would not fit."""
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    wide, high = (float(found[1]), float(found[2])) if found else (1.0, 1.0)
    return min(wide * CHART_MM, UPRIGHT_MM, _TALLEST_MM * wide / high)
