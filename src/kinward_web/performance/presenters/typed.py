"""Readings of a measure as its page lists them: those that were typed lead to where they change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from kinward.reports.table import ReportTable
from kinward.scorecard.model import Reading
from kinward.words import long_date
from kinward_web.documents.presenters import Link
from kinward_web.performance.models import Typed
from kinward_web.performance.selectors.cards import as_reading

READINGS: Final = "scorecard_readings"
"""Key of the table of readings."""
_LEFT_OUT: Final = "Left out: Kinward counts this period itself."


@dataclass(frozen=True)
class Listed:
    """A reading in the table.

    Attributes:
        pk: of the row that was typed; None where Kinward counted it, or the person may not change.
        left_out: whether it counts in no figure, because Kinward counts its period.
    """

    reading: Reading
    pk: int | None = None
    left_out: bool = False

    @property
    def typed(self) -> str:
        """Who typed it, and when; empty where Kinward counted it."""
        on = self.reading.typed_on
        return ", ".join(filter(None, [self.reading.typed_by, long_date(on) if on else ""]))

    @property
    def note(self) -> str:
        """What is said beside it."""
        return f"{_LEFT_OUT} {self.reading.note}".strip() if self.left_out else self.reading.note


def listed(counting: Sequence[Reading], typed: Sequence[Typed]) -> list[Listed]:
    """Every reading once, the latest first.

    Args:
        counting: the readings that figures are made of, the earliest first.
        typed: those that the person may change, some of which may not count.
    """
    rows = {as_reading(each): each.pk for each in typed}
    found = [Listed(each, rows.pop(each, None)) for each in counting]
    found += [Listed(each, pk, left_out=True) for each, pk in rows.items()]
    # Of one period what counts stands first.
    return sorted(found, key=lambda each: (each.reading.period_end, not each.left_out))[::-1]


@dataclass(frozen=True)
class Changes:
    """Where the typed readings of a page's table change.

    Attributes:
        rows: of the table, in its order.
    """

    measure: str
    rows: tuple[Listed, ...]

    @property
    def stamp(self) -> str:
        """Of two that are equal, the same cells lead to the same places."""
        return f"{self.measure} {[each.pk for each in self.rows]}"

    def __call__(self, table: ReportTable) -> Mapping[tuple[int, str], Link]:
        """By row and column, where the value changes."""
        if table.key != READINGS:
            return {}
        return {
            (place, "value"): Link(
                reverse("scorecard_reading", args=[self.measure, each.pk]), "change what was typed"
            )
            for place, each in enumerate(self.rows)
            if each.pk is not None
        }
