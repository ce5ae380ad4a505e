"""Words that a programme's pages share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from kinward.programme.words import COLOURS, Colour
from kinward.words import counted

WORST_FIRST: Final[tuple[Colour, ...]] = ("red", "amber", "green", "blue", "grey")
GREY: Final = {"delivery": "not started or cancelled", "benefit": "not due"}
"""What grey says of each side."""
_MOST: Final = 6


def word(colour: Colour, side: str) -> str:
    """The word of a colour in a sentence."""
    return GREY[side] if colour == "grey" else COLOURS[colour].lower()


def joined(parts: Sequence[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def named(refs: Iterable[str]) -> str:
    """Some references; of many the first few, and how many more."""
    own = list(refs)
    if len(own) <= _MOST:
        return joined(own)
    return f"{', '.join(own[:_MOST])} and {counted(len(own) - _MOST, 'more', 'more')}"
