"""What a measure is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal[
    "children",
    "periods of care",
    "placements",
    "per 10,000",
    "%",
    "days",
    "reviews",
    "pounds",
    "pounds a week",
    "children or pounds",
    "times",
]
Polarity = Literal["high", "low", "none"]


@dataclass(frozen=True)
class Measure:
    """The definition of a figure that Kinward gives.

    Attributes:
        key: its name in code, JSON and CSV.
        label: its name for people.
        unit: what is counted.
        formula: how it is made, in words.
        polarity: whether high or low is good, or neither.
        source: whose definition it is.
    """

    key: str
    label: str
    unit: Unit
    formula: str
    polarity: Polarity
    source: str
