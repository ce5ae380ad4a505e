"""The kinds of paper that can be built, as pages tell them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Kind:
    """A kind of paper.

    Attributes:
        key: as the core names it.
        name: as pages write it.
        words: what it is for, in a sentence.
        programme: whether it is of a programme and cannot be built without one.
    """

    key: str
    name: str
    words: str
    programme: bool = False


_ALL: Final = (
    Kind("board", "Board paper", "Everything, in the order that committees use."),
    Kind("councillor", "Councillor’s page", "One page in plain English."),
    Kind("performance", "Performance report", "The month in charts and tables, by team."),
    Kind("exceptions", "Exception report", "Actions and risks that need the board.", True),
    Kind("initiation", "Project initiation document", "What a programme is to do.", True),
    Kind("sufficiency", "Sufficiency statement", "Need, supply and the gaps between them."),
    Kind("finance", "Finance and performance report", "Budget, forecast and performance."),
)

KINDS: Final = {kind.key: kind for kind in _ALL}
"""By key, in the order of the form."""


def name_of(key: str) -> str:
    """A kind in words; its key where it is no longer known."""
    return KINDS[key].name if key in KINDS else key
