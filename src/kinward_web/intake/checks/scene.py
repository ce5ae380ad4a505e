"""What a check is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from kinward.cohort.model import Cohort


class Tell(Protocol):
    """Says how far a check is."""

    def __call__(self, words: str) -> None: ...


def _silent(words: str) -> None:
    """Nobody listens."""


@dataclass(frozen=True)
class Scene:
    """An upload as it stands in a folder, with what is known beside it.

    Attributes:
        path: its file, or the folder of its files.
        authority: the authority's name, as official files may have it.
        as_at: the day of the figures that pages show; None before there are any.
        beside: files of other data sets in use, by kind.
        cohort: of the returns in use; None before there are any.
    """

    path: Path
    authority: str
    as_at: date | None = None
    beside: Mapping[str, Path] = field(default_factory=dict)
    cohort: Cohort | None = None
    tell: Tell = _silent
