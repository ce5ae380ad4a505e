"""Measures, cards and readings written short, for the tests of the scorecard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from kinward.dates import month_ends
from kinward.measures import Measure, Polarity, ToDate, Unit
from kinward.scorecard.model import MeasureCard, Reading
from kinward.scorecard.targets import Band, Ceiling, Floor, Target

DECEMBER = date(2015, 12, 31)


def measure(
    key: str = "reviews",
    polarity: Polarity = "high",
    *,
    unit: Unit = "%",
    decimals: int = 1,
    to_date: ToDate = "none",
    **more: Any,
) -> Measure:
    return Measure(
        key, key.capitalize(), unit, "as counted", polarity, "a test",
        decimals=decimals, to_date=to_date, **more,
    )  # fmt: skip


def readings(key: str, values: Sequence[float | str | None], last: date) -> tuple[Reading, ...]:
    """Monthly readings up to a month end."""
    ends = month_ends(last, len(values))
    made = (None if value is None else Decimal(str(value)) for value in values)
    return tuple(Reading(key, end, value) for end, value in zip(ends, made, strict=True))


def card(
    of: Measure,
    values: Sequence[float | str | None] = (),
    last: date = DECEMBER,
    **more: Any,
) -> MeasureCard:
    return MeasureCard(of, readings=readings(of.key, values, last), **more)


def floor(at: str, **more: Any) -> Target:
    return Target(Floor(Decimal(at)), **more)


def ceiling(at: str, **more: Any) -> Target:
    return Target(Ceiling(Decimal(at)), **more)


def band(low: str, high: str, **more: Any) -> Target:
    return Target(Band(Decimal(low), Decimal(high)), **more)


def written(path: Path, text: str) -> Path:
    """A file of the lines of a text, without their margin."""
    lines = [line.strip() for line in text.strip().splitlines()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
