"""What a forecast rests on, in sentences for its readers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kinward.forecast.bands import MOVE, STREAMS
from kinward.forecast.engine import Fitted
from kinward.words import counted

_FEW_YEARS: Final = 3
_FEW_CHILDREN: Final = 30


def notes(fitted: Fitted, with_population: bool) -> tuple[str, ...]:
    """Sentences about what the figures rest on; none holds a child's value."""
    return tuple(_notes(fitted, with_population))


def _notes(fitted: Fitted, with_population: bool) -> Iterator[str]:
    h = fitted.histories
    entries, exits = int(h.first.sum()), int((fitted.exposure.event < MOVE).sum())
    yield (
        f"The rates rest on {h.years:.1f} years of returns: {entries:,} entries, {exits:,} exits "
        f"before 18 and {int((fitted.exposure.event >= MOVE).sum()):,} moves."
    )
    if h.years < _FEW_YEARS:
        yield "So few years tell little of how far rates wander: the intervals lean on England's."
    if not entries:
        yield "Nobody was seen to enter care, so nobody is expected to: the figures only run down."
    if not exits:
        yield "Nobody was seen to leave care before 18, so nobody is expected to before then."
    if len(h.open) < _FEW_CHILDREN:
        yield "There are few children: each is a large part of every figure."
    if not with_population and any(fitted.entries.streams):
        yield "No population was given: entries do not grow or shrink with the number of children."
    if h.births_assumed:
        yield (
            f"{_children(h.births_assumed)} without a date of birth: an age usual "
            "for the placement was assumed."
        )
    if h.adults:
        yield (
            f"{_children(h.adults)} past 18 still open in the returns: left out, "
            "because care ends at 18."
        )
    if fitted.entries.streams[STREAMS.index("uasc")] is None and h.stream.any():
        yield "No unaccompanied asylum-seeking child was seen to enter in these years."


def _children(number: int) -> str:
    return counted(number, "child", "children")
