"""Lines of the scorecard as pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.urls import reverse

from kinward.reports.tables.scorecard import WAYS, target_in_words
from kinward.scorecard.model import Colour, ScoreLine
from kinward.scorecard.rag import rag
from kinward.scorecard.words import difference, said

COLOURS: Final[dict[str, str]] = {
    "red": "Red: off target",
    "amber": "Amber: near target",
    "green": "Green: on target",
    "grey": "Grey: not judged",
}
"""Each colour with its word."""


@dataclass(frozen=True)
class Line:
    """A line; texts are empty where there is nothing to say.

    Attributes:
        colour: key of a colour.
        was: the colour of the reading before, where it was another.
        signals: what the last point of the control chart completes.
    """

    measure: str
    label: str
    href: str
    theme: str
    owner: str
    colour: Colour
    word: str
    reason: str
    was: str
    value: str
    period: date | None
    target: str
    before: str
    travel: str
    to_date: str
    year_end: str
    signals: tuple[str, ...]
    late: bool


def line(found: ScoreLine) -> Line:
    """One line."""
    card = found.card
    return Line(
        measure=card.measure.key,
        label=card.measure.label,
        href=reverse("scorecard_measure", args=[card.measure.key]),
        theme=card.theme,
        owner=card.owner,
        colour=found.rag.colour,
        word=COLOURS[found.rag.colour],
        reason=found.rag.reason,
        was=was(found),
        value=_said(found, found.reading.value if found.reading else None),
        period=found.reading.period_end if found.reading else None,
        target=target_in_words(found) or "",
        before=_said(found, found.previous.value if found.previous else None),
        travel=travel(found),
        to_date=_said(found, found.to_date.value),
        year_end=year_end(found),
        signals=tuple(each.words for each in found.control.now) if found.control else (),
        late=found.late,
    )


def by_theme(found: Iterable[ScoreLine]) -> list[tuple[str, list[Line]]]:
    """Lines by theme, in their order."""
    themes: dict[str, list[Line]] = {}
    for each in found:
        themes.setdefault(each.card.theme, []).append(line(each))
    return list(themes.items())


def was(found: ScoreLine) -> str:
    """The colour of the reading before, where the rule gives it another."""
    before = found.previous
    if before is None:
        return ""
    colour = rag(found.card.measure, before.value, found.card.target, before.period_end).colour
    changed = colour != found.rag.colour and "grey" not in (colour, found.rag.colour)
    return colour if changed else ""


def travel(found: ScoreLine) -> str:
    """Up by 3 children, worse; level; empty without a reading before."""
    way = found.direction
    if way is None:
        return ""
    if way.way == "level":
        return "level"
    words = f"{way.way} by {difference(way.change, found.card.measure)}"
    return ", ".join(each for each in (words, WAYS[way.sense]) if each)


def year_end(found: ScoreLine) -> str:
    """What is expected at the end of the year, with the interval where there is one."""
    expected = found.year_end
    words = _said(found, expected.value)
    if expected.low is None or expected.high is None:
        return words
    return f"{words} ({_said(found, expected.low)} to {_said(found, expected.high)})"


def _said(found: ScoreLine, value: Decimal | None) -> str:
    return "" if value is None else said(value, found.card.measure)
