"""What help shows of the core's definitions."""

from __future__ import annotations

from kinward.measures import MEASURES
from kinward.measures.measure import Measure


def measures(words: str = "") -> list[Measure]:
    """The definitions that hold all of the words, in the order of the library."""
    wanted = words.lower().split()
    return [
        each
        for each in MEASURES.values()
        if all(word in f"{each.label} {each.formula} {each.key}".lower() for word in wanted)
    ]
