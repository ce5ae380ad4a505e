"""What stands out in the scorecard: how many are red, what changed colour, what is no noise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kinward.reports.scorecard import headline
from kinward.scorecard.control import FALSE_ALARMS
from kinward.scorecard.model import Scorecard, ScoreLine
from kinward.words import counted
from kinward_web.performance.presenters.lines import Line, line
from kinward_web.performance.selectors.scorecards import Seen


@dataclass(frozen=True)
class News:
    """What stands out in the board's short list.

    Attributes:
        heading: how many are of each colour.
        changed: the lines whose colour is another than at the reading before, worse ones first.
        moved: the lines whose last point chance alone seldom makes.
        chance: how many such points chance alone would make.
    """

    heading: str
    changed: tuple[Line, ...]
    moved: tuple[Line, ...]
    chance: str


_ORDER = ("red", "amber", "green", "grey")


def news(seen: Seen) -> News:
    """What stands out."""
    board = [line(each) for each in seen.card.board]
    changed = [each for each in board if each.was]
    return News(
        headline(seen.card),
        tuple(sorted(changed, key=lambda each: _ORDER.index(each.colour))),
        tuple(each for each in board if each.signals),
        chance(seen.card),
    )


def chance(card: Scorecard) -> str:
    """What chance alone would mark, of all lines with a chart."""
    charted = sum(each.control is not None for each in card.lines)
    if not charted:
        return ""
    return (
        f"Of {counted(charted, 'measure')} with a control chart, chance alone would mark about "
        f"{round(FALSE_ALARMS * charted)} in any month."
    )


def tile(card: Scorecard) -> dict[str, str] | None:
    """How many of the board's measures are red; None where none has a target and a reading."""
    judged = _judged(card)
    if not judged:
        return None
    red = sum(each.rag.colour == "red" for each in judged)
    return {
        "label": "Measures off target",
        "value": f"{red} of {len(judged)}",
        "note": "the board’s short list",
    }


def attention(card: Scorecard) -> Iterator[Line]:
    """The board's measures that are red, those that turned red since the reading before first."""
    red = [line(each) for each in _judged(card) if each.rag.colour == "red"]
    yield from sorted(red, key=lambda each: not each.was)


def _judged(card: Scorecard) -> list[ScoreLine]:
    return [each for each in card.board if each.rag.colour != "grey"]
