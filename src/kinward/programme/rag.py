"""A colour with its reason, and what a person set against it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from kinward.programme.dates_of import latest
from kinward.programme.plan import Override
from kinward.programme.words import COLOURS, Colour, Side
from kinward.words import long_date

_WORSE: Final[tuple[Colour, ...]] = ("red", "amber", "green", "grey", "blue")
"""From the colour that needs a person most to that which needs one least."""


@dataclass(frozen=True)
class Rag:
    """One colour of an action.

    Attributes:
        side: delivery or benefit.
        proposed: the rule's colour.
        reason: why, in a sentence or two.
        override: what a person set against it; None where the rule stands.
    """

    side: Side
    proposed: Colour
    reason: str
    override: Override | None = None

    @property
    def colour(self) -> Colour:
        """The colour that counts."""
        return self.proposed if self.override is None else self.override.colour

    @property
    def word(self) -> str:
        """What stands beside the colour: nothing is told by colour alone."""
        return COLOURS[self.colour]

    @property
    def told(self) -> str:
        """The reason of the colour that counts."""
        if self.override is None:
            return self.reason
        own = self.override
        return f"{own.words} ({own.by}, {long_date(own.on)}; the rule says {self.proposed}.)"


def override_on(overrides: Iterable[Override], side: Side, as_at: date) -> Override | None:
    """The override of a side that counts on a day: the last one set and not withdrawn by then."""
    last = latest((each for each in overrides if each.side == side), as_at)
    if last is None or (last.withdrawn is not None and last.withdrawn <= as_at):
        return None
    return last


def worst(colours: Iterable[Colour]) -> Colour | None:
    """The colour that needs a person most; None of none."""
    return min(colours, key=_WORSE.index, default=None)


def worse(first: Colour, second: Colour) -> bool:
    """Whether the first colour needs a person more than the second."""
    return _WORSE.index(first) < _WORSE.index(second)
