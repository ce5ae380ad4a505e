"""Where it is heading: the number of children and what they cost, with intervals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kinward.reports.findings import ahead as found
from kinward.reports.papers.board.figures import Figures
from kinward.reports.papers.board.shape import charted, joined, made, narrowed, said, tables
from kinward.reports.papers.model import Block, PaperPart

_COST: Final = ("year", "covers", "mean", "low_80", "high_80")


def forecast(figures: Figures) -> Iterator[PaperPart]:
    """The forecast, and why it moves; none where there is none."""
    given = figures.forecast
    if given is None:
        return
    yield PaperPart(
        "forecast", "Where it is heading", 1,
        joined(
            said("forecast", *found.expected(given), *found.target(given)),
            charted(figures, "forecast_total"),
            said("forecast-why", *found.movement(given), *found.reasons(given)),
            tables(figures, "forecast_drivers"),
        ),
    )  # fmt: skip
    cost = joined(said("forecast-cost", *found.cost(given)), _cost(figures))
    if cost:
        yield PaperPart("forecast-cost", "What it is expected to cost", 2, cost)
    yield from _plan(figures)


def _cost(figures: Figures) -> Iterator[Block]:
    yield from charted(figures, "forecast_cost", table=False)
    yield from made(narrowed(figures, "forecast_cost", _COST))


def _plan(figures: Figures) -> Iterator[PaperPart]:
    part = figures.sections.get("plan")
    if part is None:
        return
    yield PaperPart(
        "plan", "What the plan would do", 2,
        joined(
            said("plan", f"{part.heading.rstrip('.')}.", *part.sentences),
            *(charted(figures, each.table.key) for each in part.figures),
        ),
    )  # fmt: skip
