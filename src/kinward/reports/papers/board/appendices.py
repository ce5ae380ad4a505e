"""What stands at the end: all actions, long tables, and what the figures rest on."""

from __future__ import annotations

from collections.abc import Iterator

from kinward.reports.definitions import definition, definitions
from kinward.reports.papers.board import money, savings
from kinward.reports.papers.board.figures import Figures
from kinward.reports.papers.board.shape import LONG, joined, made, tables
from kinward.reports.papers.model import Bullets, PaperPart
from kinward.reports.tables import programme as rows


def appendices(figures: Figures) -> Iterator[PaperPart]:
    """All of them, those that there are."""
    yield PaperPart("appendices", "Appendices", 1)
    programme = figures.programme
    if programme is not None and programme.actions:
        table = rows.every_action(
            programme, figures.programme_on, rows.source_of(programme), figures.others
        )
        yield PaperPart("appendix-actions", "All actions", 2, joined(made(table)))
    more = joined(
        tables(
            figures, "entries_by_age", "exits_by_cause", "stock_by_category", "stock_by_age_band"
        )
    )
    if more:
        yield PaperPart("appendix-children", "Children by month and year", 2, more)
    yield from money.closed(figures)
    yield from savings.lines(figures)
    yield from basis(figures)


def basis(
    figures: Figures, *, ahead: bool = True, spend: bool = True, children: bool = True
) -> Iterator[PaperPart]:
    """What the figures rest on, and how each is made.

    Args:
        ahead, spend: whether the paper tells the forecast and the money, where they are known.
        children: whether it has the tables of the children. A paper that has none tells how the
            measures of the scorecard's short list are made.
    """
    if figures.notes:
        yield PaperPart("appendix-notes", "What the figures rest on", 2, (Bullets(figures.notes),))
    made_of = definitions(
        figures.tables.values(),
        ahead=ahead and figures.forecast is not None,
        money=spend and figures.position is not None,
        children=children,
    )
    if not children and figures.card is not None:
        made_of += [definition(line.card.measure) for line in figures.card.board]
    if made_of:
        told = tuple(f"{label}: {formula}" for label, formula in made_of)
        yield PaperPart("appendix-definitions", "How each figure is made", 2, (Bullets(told),))


__all__ = ["LONG", "appendices", "basis"]
