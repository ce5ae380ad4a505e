"""The actions: how many of each colour, and those that the board must hear of."""

from __future__ import annotations

from collections.abc import Iterator

from kinward.programme.delivery import or_alone
from kinward.programme.portfolio import count
from kinward.programme.slipping import next_due
from kinward.reports.papers.board.figures import Figures
from kinward.reports.papers.board.shape import circular, joined, made, said
from kinward.reports.papers.model import Bullets, PaperPart
from kinward.reports.tables import programme as rows
from kinward.words import counted, long_date

_MOST_DUE = 10


def actions(figures: Figures) -> Iterator[PaperPart]:
    """Actions by exception."""
    programme, as_at = figures.programme, figures.programme_on
    if programme is None or not programme.actions:
        return
    told = rows.exceptional(programme, as_at, figures.values, figures.others)
    worked, circle = or_alone(programme, as_at, figures.others)
    colours = count(each.colour for each in worked.values())
    listed = ", ".join(f"{number} {colour}" for colour, number in colours.items() if number)
    due, source = next_due(programme, as_at), rows.source_of(programme)
    yield PaperPart(
        "actions", "Actions by exception", 1,
        joined(
            said(
                "actions",
                f"Of {counted(len(programme.actions), 'action')}, delivery is {listed}.",
                f"{counted(len(told), 'action')} {'is' if len(told) == 1 else 'are'} told by "
                "exception." if told else "None is told by exception.",
                circular(circle),
            ),
            made(
                rows.colours(programme, as_at, source, figures.others),
                rows.by_exception(programme, told, as_at, source, figures.others),
            ),
        ),
    )  # fmt: skip
    if due:
        items = [f"{long_date(each.on)}: {each.title} ({each.action})" for each in due[:_MOST_DUE]]
        yield PaperPart("actions-due", "Due next", 2, (Bullets(tuple(items), "actions-due-list"),))
