"""Words of which a field takes one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeVar

from kinward.errors import InputError
from kinward.measures import Frequency, Polarity, ToDate, Unit
from kinward.scorecard.model import Colour, Tier
from kinward.scorecard.typed.rows import Row

T = TypeVar("T", bound=str)

UNITS: Final[dict[str, Unit]] = {
    "%": "%", "percent": "%", "per cent": "%", "rate": "rate", "points": "points",
    "pounds": "pounds", "£": "pounds", "gbp": "pounds", "children": "children", "days": "days",
    "placements": "placements", "actions": "actions", "risks": "risks", "reviews": "reviews",
    "periods of care": "periods of care", "number": "number", "count": "number",
    "per 10,000": "per 10,000", "per 10000": "per 10,000", "pounds a week": "pounds a week",
    "times": "times", "children or pounds": "children or pounds",
}  # fmt: skip
BETTER: Final[dict[str, Polarity]] = {"high": "high", "low": "low", "none": "none"}
FREQUENCIES: Final[dict[str, Frequency]] = {
    "monthly": "monthly", "quarterly": "quarterly", "yearly": "yearly", "annual": "yearly",
}  # fmt: skip
TIERS: Final[dict[str, Tier]] = {"board": "board", "detail": "detail"}
TO_DATE: Final[dict[str, ToDate]] = {
    "sum": "sum", "ratio": "ratio", "mean": "mean", "last": "last", "none": "none",
}  # fmt: skip
YES: Final = {"yes": "yes", "no": "no"}
COLOURS: Final[dict[str, Colour]] = {
    "r": "red", "red": "red", "a": "amber", "amber": "amber", "g": "green", "green": "green",
    "grey": "grey",
}  # fmt: skip


def last(own: Sequence[Row], column: str) -> str | None:
    """The last text that is given of a measure."""
    given = [row.text[column] for row in own if column in row.text]
    return given[-1] if given else None


def chosen(own: Sequence[Row], column: str, of: Mapping[str, T]) -> T | None:
    """The last word that is given, as what it means.

    Raises:
        InputError: a word of another meaning.
    """
    found: T | None = None
    for row in own:
        word = row.text.get(column)
        if word is None:
            continue
        if word.lower() not in of:
            raise InputError(
                "This word has no meaning here",
                where=row.where(column),
                remedy=f"Write {', '.join(dict.fromkeys(of.values()))} or leave it empty.",
            )
        found = of[word.lower()]
    return found
