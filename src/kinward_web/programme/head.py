"""What is said of a programme as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Head:
    """What is said of a programme as a whole."""

    name: str
    purpose: str = ""
    owner: str = ""
    closed: date | None = None
