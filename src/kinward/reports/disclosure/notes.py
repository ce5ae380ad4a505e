"""Hiding counts in sentences that other stages wrote."""

from __future__ import annotations

import re

from kinward.reports.disclosure.cells import is_small
from kinward.reports.table import HIDDEN

_COUNTED = (
    r"\b\d[\d,]*(?= (?:looked|child|period|episode|stay|young|people|row|review|entr|exit|move))"
)
_FLOWS = r"\b\d[\d,]*(?= (?:entr|exit|move))"


def without_small(note: str, limit: int) -> str:
    """A note with small counts of children or of their records hidden."""

    def cover(found: re.Match[str]) -> str:
        return HIDDEN if is_small(int(found[0].replace(",", "")), limit) else found[0]

    return re.sub(_COUNTED, cover, note)


def without_flows(note: str) -> str:
    """A note with every count of entries, exits and moves hidden, large ones too."""
    return re.sub(_FLOWS, HIDDEN, note)
