"""The scorecard as papers show it: narrow enough for a page that stands upright."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kinward.reports import scorecard as full
from kinward.reports.section import Figure, Section
from kinward.reports.table import ReportTable, mark_hidden
from kinward.reports.tables import scorecard as tables
from kinward.reports.tables import scorecard_more as more
from kinward.reports.told import Told
from kinward.scorecard.model import Scorecard, ScoreLine

_SHOWN: Final = ("measure", "target", "value", "before", "travel", "colour", "rule")
SHORT: Final = "scorecard_board"


def told(card: Scorecard | None, whole: Scorecard | None, source: str) -> Told:
    """The tables and charts of a scorecard.

    Args:
        card: as it may be told.
        whole: before disclosure control, to mark what is hidden.
    """
    if card is None or whole is None:
        return Told((), (), (), {})
    made = {each.key: each for each in _tables(card, source) if not each.empty}
    if card is not whole:
        before = {each.key: each for each in _tables(whole, source)}
        made = {
            key: mark_hidden(each, before[key]) if key in before else each
            for key, each in made.items()
        }
    charts = Section("scorecard-charts", "Noise and news", "", (), tuple(_charts(card, made)))
    return Told((charts,), (full.headline(card),), card.notes, made)


def _tables(card: Scorecard, source: str) -> Iterator[ReportTable]:
    yield narrow(tables.lines(SHORT, "The board’s measures", card.board, source))
    for place, theme in enumerate(tables.themes(card)):
        own = [line for line in card.lines if line.card.theme == theme]
        yield narrow(
            tables.lines(f"scorecard_theme_{place}", f"{theme}: each measure", own, source)
        )
    yield more.signals(card.lines, source)
    yield more.compared(card.lines, source)
    yield more.teams(card, source)
    for line in charted(card):
        points = more.chart_points(full.chart_key(line), line, source)
        if points is not None:
            yield points


def narrow(table: ReportTable) -> ReportTable:
    """A table of lines without the columns that a paper has no room for."""
    columns = tuple(each for each in table.columns if each.name in _SHOWN)
    return replace(table, columns=columns, frame=table.frame.select(_SHOWN))


def charted(card: Scorecard) -> list[ScoreLine]:
    """The lines with a chart: those that moved, then the others of the board."""
    board = [line for line in card.board if line.control]
    return list({line.card.measure.key: line for line in (*full.moved(card), *board)}.values())


def _charts(card: Scorecard, made: dict[str, ReportTable]) -> Iterator[Figure]:
    for line in charted(card):
        key = full.chart_key(line)
        if line.control and key in made:
            news = line.control.now
            said = news[0].words if news else "no more than chance makes"
            title = f"{line.card.measure.label}: {said}"
            yield Figure(made[key], title, full.draw(line.control, line), full.ABOUT)
