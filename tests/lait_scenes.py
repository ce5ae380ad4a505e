"""Small made-up LAITs, written as text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from kinward.reference.lait import FIGURES_SCHEMA, NATION, Lait
from kinward.reference.neighbours import NEIGHBOURS_SCHEMA

Figure = tuple[str, int, int, float | None]
"""Measure, year, area (0 is the nation) and value."""


def written(text: str) -> list[Figure]:
    """One figure a line: measure, year, area, value; a dash is no value."""
    lines = (line.split() for line in text.strip().splitlines())
    return [
        (measure, int(year), int(area), None if value == "-" else float(value))
        for measure, year, area, value in lines
    ]


def lait(figures: str | Sequence[Figure], near: Sequence[int] = (2, 3, 4)) -> Lait:
    """A LAIT of the figures; the neighbours of authority 1 are `near`, the closest first."""
    listed = written(figures) if isinstance(figures, str) else figures
    rows = [
        (measure, year, *_area(area), None if area == 0 else "East", value)
        for measure, year, area, value in listed
    ]
    ranks = [(1, rank, number, "Close") for rank, number in enumerate(near, 1)]
    return Lait(
        pl.DataFrame(rows, schema=FIGURES_SCHEMA, orient="row"),
        pl.DataFrame(ranks, schema=NEIGHBOURS_SCHEMA, orient="row"),
        2025,
        date(2025, 5, 1),
        (),
    )


def _area(area: int) -> tuple[str, int | None]:
    return (NATION, None) if area == 0 else (f"Area {area}", area)
