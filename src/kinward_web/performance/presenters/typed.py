"""Readings that were typed, as a page lists them for those who may change them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from kinward_web.performance.models import Typed
from kinward_web.planning.forms.values import plain

HEADINGS: Final = ("Period to", "Value", "Part", "Whole", "Source", "Note", "Typed by", "Typed on")


@dataclass(frozen=True)
class Row:
    """A reading."""

    pk: int
    period: date
    value: str
    part: str
    whole: str
    source: str
    note: str
    by: str
    on: date | None

    @property
    def plain(self) -> tuple[str, ...]:
        """For a file."""
        on = self.on.isoformat() if self.on else ""
        return (
            self.period.isoformat(), self.value, self.part, self.whole, self.source, self.note,
            self.by, on,
        )  # fmt: skip


def rows(found: Iterable[Typed]) -> list[Row]:
    """The readings, in the order that they are given."""
    return [
        Row(
            each.pk, each.period_end, plain(each.value),
            "" if each.numerator is None else plain(each.numerator),
            "" if each.denominator is None else plain(each.denominator),
            each.source, each.note, each.typed_by, each.typed_on,
        )
        for each in found
    ]  # fmt: skip
