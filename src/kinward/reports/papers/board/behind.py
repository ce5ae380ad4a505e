"""The figures behind a text made from them: whether they changed, and what it says now.

A paper of another month names other days. That is no change of the figures, so days, months and
single years are left out before two texts are compared. Financial years (2026/27) are kept: the
figures of another year are others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256
from typing import Final

_DIGITS: Final = 12
_MONTHS: Final = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
_YEAR: Final = r"(?:19|20)\d{2}(?![\d,/])"
_DATE: Final = re.compile(
    rf"\b\d{{1,2}} (?:{_MONTHS})\b(?: {_YEAR})?|\b(?:{_MONTHS}) {_YEAR}|\b(?:in|by|since) "
    rf"(?:{_MONTHS})\b|(?<![£\d,.])\b(?:mid-)?{_YEAR}"
)
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True)
class Moved:
    """What a text said and no longer says, and what it says instead; either may be empty."""

    was: str
    now: str


def exact(text: str) -> str:
    """What tells one text from another, in a few letters."""
    return sha256(text.encode()).hexdigest()[:_DIGITS]


def digest(text: str) -> str:
    """What tells the figures and words of one text from another's, whatever days they name."""
    return exact(_undated(text))


def moved(was: str, now: str) -> tuple[Moved, ...]:
    """The sentences in which two texts differ by more than the days that they name."""
    before, after = _sentences(was), _sentences(now)
    match = SequenceMatcher(
        None,
        [_undated(each) for each in before],
        [_undated(each) for each in after],
        autojunk=False,
    )
    return tuple(
        Moved(" ".join(before[i:j]), " ".join(after[k:m]))
        for kind, i, j, k, m in match.get_opcodes()
        if kind != "equal"
    )


def _sentences(text: str) -> list[str]:
    return [each.strip() for each in _SENTENCE.split(text) if each.strip()]


def _undated(text: str) -> str:
    return " ".join(_DATE.sub("", text).split())
