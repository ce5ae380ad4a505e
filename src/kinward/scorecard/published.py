"""What a published paper says of a measure, held against the rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from kinward.scorecard.model import Colour, Scorecard, ScoreLine

Way = Literal["up", "down", "level"]
WAYS: Final[dict[str, Way]] = {"up": "up", "down": "down", "level": "level", "same": "level"}


@dataclass(frozen=True)
class Published:
    """A printed colour and direction; None where none is printed."""

    colour: Colour | None
    way: Way | None


@dataclass(frozen=True)
class Difference:
    """Where the rule gives something else than the paper.

    Attributes:
        what: the colour, or the direction.
        reason: the rule's.
    """

    measure: str
    label: str
    what: Literal["colour", "direction"]
    printed: str
    by_rule: str
    reason: str


def differences(card: Scorecard, published: Mapping[str, Published]) -> tuple[Difference, ...]:
    """Every line of which a paper prints another colour or direction than the rule gives."""
    return tuple(
        each
        for line in card.lines
        if line.card.measure.key in published
        for each in _of_line(line, published[line.card.measure.key])
    )


def _of_line(line: ScoreLine, printed: Published) -> list[Difference]:
    measure, found = line.card.measure, []
    if printed.colour is not None and printed.colour != line.rag.colour:
        found.append(
            Difference(
                measure.key, measure.label, "colour", printed.colour, line.rag.colour,
                line.rag.reason,
            )
        )  # fmt: skip
    way = line.direction.way if line.direction else None
    if printed.way is not None and printed.way != way:
        why = "no reading of the period before" if way is None else "the two figures as shown"
        found.append(
            Difference(
                measure.key, measure.label, "direction", printed.way, way or "none", why
            )
        )  # fmt: skip
    return found
