"""Why the paper is there, and what it asks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kinward.programme.model import Decision, Programme
from kinward.reports.papers.board.figures import Figures
from kinward.reports.papers.board.shape import joined, prompt, said
from kinward.reports.papers.model import Block, NumberedRecommendations, PaperPart
from kinward.reports.tables.programme import exceptional
from kinward.words import counted, long_date


def purpose(figures: Figures) -> Iterator[PaperPart]:
    """What the paper tells, and of which day."""
    told = ["the children who are looked after"]
    told += ["the forecast"] if figures.forecast else []
    told += ["the budget"] if figures.position else []
    told += ["the programme and its savings"] if figures.programme else []
    told += ["the scorecard"] if figures.card else []
    listed = told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
    days = long_date(figures.as_at)
    if figures.programme is not None and figures.programme_on != figures.as_at:
        days += f"; the programme stands as at {long_date(figures.programme_on)}"
    sentence = f"This paper tells of {listed}, as at {days}."
    yield PaperPart("purpose", "Purpose", 1, joined(said("purpose", sentence)))


def recommendations(figures: Figures) -> Iterator[PaperPart]:
    """What the meeting is asked to decide: to note, by what stands out, and what is due."""
    items = tuple(_asked(figures))
    ask = "What else the meeting is asked to agree, and who acts on it by when."
    blocks: tuple[Block, ...] = (
        NumberedRecommendations(items, "recommendations-list"),
        prompt("recommendations", ask),
    )
    yield PaperPart("recommendations", "Recommendations", 1, blocks)


def _asked(figures: Figures) -> Iterator[str]:
    yield f"Note the position as at {long_date(figures.as_at)}."
    if figures.position is not None and figures.position.activity.total.net_variance > 0:
        yield "Note that projected spend is over the budget, and say what is to be done."
    if figures.programme is None:
        return
    told = exceptional(figures.programme, figures.programme_on, figures.values, figures.others)
    if told:
        yield f"Say what is to be done about {counted(len(told), 'action')} told by exception."
    for each in due(figures.programme, figures.programme_on):
        until = f" by {long_date(each.due)}" if each.due else ""
        yield f"Decide{until}: {each.text.rstrip('.')}."


def due(programme: Programme, as_at: date) -> list[Decision]:
    """The decisions that wait for a meeting: those asked for by a day and not taken since."""
    latest: dict[str, Decision] = {}
    for meeting in sorted(programme.meetings, key=lambda each: each.on):
        if meeting.on <= as_at or not meeting.held:
            latest |= {each.ref: each for each in meeting.decisions}
    return [each for each in latest.values() if each.outcome in ("due", "deferred")]
