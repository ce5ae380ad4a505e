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
    "rate",
    "points",
    "actions",
    "risks",
    "number",
]
Polarity = Literal["high", "low", "none"]
Frequency = Literal["monthly", "quarterly", "yearly"]
ToDate = Literal["sum", "ratio", "mean", "last", "none"]
"""How readings of a financial year become its figure to date: their sum, the sum of numerators over
that of denominators, their plain mean, the last of them; `none` where none has a meaning."""
Charted = Literal["values", "changes", "none"]
"""What a control chart is drawn of. `values`: each reading is of its own period. `changes`: a
stock, whose readings hold mostly what was there before, so that only the steps from one to the next
can be independent. `none`: windows that overlap, or too few readings a year."""


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
        frequency: how often there is a reading of it.
        decimals: those that are shown, and judged.
        to_date: how a year to date is made.
        charted: what its control chart is of.
    """

    key: str
    label: str
    unit: Unit
    formula: str
    polarity: Polarity
    source: str
    frequency: Frequency = "monthly"
    decimals: int = 1
    to_date: ToDate = "none"
    charted: Charted = "none"
