"""Which children a page is asked about, and on which day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kinward.cohort.selection import Choice


@dataclass(frozen=True)
class Asked:
    """A day and a choice.

    Attributes:
        choice: with a person's own teams already in it, where they see no others.
        words: label of each filter that is set, and what it is set to.
        query: the filters as they stand in an address.
    """

    as_at: date
    choice: Choice = field(default_factory=Choice)
    words: tuple[tuple[str, str], ...] = ()
    query: str = ""
