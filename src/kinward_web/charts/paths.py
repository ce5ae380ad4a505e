"""The way that points are joined: broken where a value is missing, straight or by steps."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Any

from kinward_web.charts.vocabulary import one_of

Point = tuple[float, float]


def broken(points: Sequence[tuple[Any, ...]]) -> list[list[tuple[Any, ...]]]:
    """The stretches of points in which nothing is null."""
    runs = groupby(points, key=lambda point: None not in point)
    return [list(run) for whole, run in runs if whole]


def stepped(points: Sequence[tuple[Any, ...]], how: str | None) -> list[Point]:
    """The points of the path that joins some points.

    Args:
        how: `step-after` holds each value until the next; straight where it is `linear` or None.
    """
    one_of(how, [None, "linear", "step-after"], "The way points are joined")
    short = [(x, _enough(y)) for x, y in points]
    if how != "step-after":
        return short
    path = [corner for (x, y), (to, _) in pairwise(short) for corner in ((x, y), (to, y))]
    return [*path, *short[-1:]]


def _enough(value: float) -> float:
    """As many digits as a picture can show: pages are sent a third of the bytes."""
    return float(f"{value:.6g}")
