"""Tables of the scorecard: its lines, by tier and by theme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import polars as pl

from kinward.reports.table import Column, ReportTable
from kinward.reports.tables import scorecard_more as more
from kinward.scorecard.model import Scorecard, ScoreLine
from kinward.scorecard.published import Difference
from kinward.scorecard.rag import standing
from kinward.scorecard.targets import Band, Ceiling, Floor
from kinward.scorecard.words import said

BOARD: Final = "scorecard_board"
WAYS: Final = {"good": "better", "bad": "worse", "neither": ""}
_LINE: Final = (
    Column("measure", "Measure"),
    Column("target", "Target"),
    Column("value", "Value"),
    Column("on", "Period to", "date"),
    Column("before", "Before"),
    Column("travel", "Travel"),
    Column("colour", "Colour"),
    Column("rule", "Rule"),
    Column("to_date", "Year to date"),
    Column("year_end", "Year end, expected"),
    Column("owner", "Owner"),
)
_RULE: Final = (
    "Green: inside the target. Amber: outside it by no more than the tolerance, 10% of the target "
    "where no other is set. Red: beyond. Grey: no target, no reading, or not due. Better and worse "
    "are told by what is good for the measure; level is equal as shown."
)


def lines(
    key: str, title: str, shown: Sequence[ScoreLine], source: str, note: str = ""
) -> ReportTable:
    """One row a measure. Values have units of their own, so that they are words here; the readings
    are numbers in their own table."""
    kinds = {each.name: pl.Date() if each.format == "date" else pl.String() for each in _LINE}
    frame = pl.DataFrame([_row(line) for line in shown], schema=kinds, orient="row")
    return ReportTable(key, title, _LINE, frame, source, note or _RULE)


def _row(line: ScoreLine) -> tuple[object, ...]:
    card, way = line.card, line.direction
    return (
        card.measure.label,
        target_in_words(line),
        more.words(line, line.reading.value if line.reading else None),
        line.reading.period_end if line.reading else None,
        more.words(line, line.previous.value if line.previous else None),
        None if way is None else " ".join((way.way, WAYS[way.sense])).strip(),
        line.rag.colour,
        line.rag.reason,
        more.words(line, line.to_date.value),
        more.words(line, line.year_end.value),
        card.owner or None,
    )


def target_in_words(line: ScoreLine) -> str | None:
    """At least 96.0%; 32.8 to 38.5; None without a target."""
    target = line.card.target
    if target is None:
        return None
    measure = line.card.measure
    on = line.reading.period_end if line.reading else date.max
    bounds = standing(target.bounds, on)
    if isinstance(bounds, Floor):
        return f"at least {said(bounds.at, measure)}"
    if isinstance(bounds, Ceiling):
        return f"at most {said(bounds.at, measure)}"
    if isinstance(bounds, Band):
        return f"{said(bounds.low, measure)} to {said(bounds.high, measure)}"
    return None


def made(card: Scorecard, source: str, found: Sequence[Difference]) -> Iterator[ReportTable]:
    """Every table but those of the charts, in the order of the paper."""
    yield lines(BOARD, "The board’s measures", card.board, source)
    for place, theme in enumerate(themes(card)):
        own = [line for line in card.lines if line.card.theme == theme]
        yield lines(f"scorecard_theme_{place}", theme, own, source)
    yield more.signals(card.lines, source)
    yield more.compared(card.lines, source)
    yield more.teams(card, source)
    yield more.differences(found, source)
    yield more.readings(card.lines, source)


def themes(card: Scorecard) -> list[str]:
    """The themes that have lines, in order."""
    return list(dict.fromkeys(line.card.theme for line in card.lines))
