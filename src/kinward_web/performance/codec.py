"""What Kinward counts for a scorecard, as it is stored: plain JSON, and back to the same values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter

from kinward.scorecard.build import Beside
from kinward.scorecard.model import Comparison, Reading, Scorecard, TeamReading, YearEnd

_YEAR_END: TypeAdapter[dict[str, YearEnd]] = TypeAdapter(dict[str, YearEnd])
_COMPARED: TypeAdapter[dict[str, Comparison]] = TypeAdapter(dict[str, Comparison])


@dataclass(frozen=True)
class Counted:
    """What Kinward counts, and what stands beside it.

    Attributes:
        hidden: keys of measures of which the figures of the children hide a count from the public.
    """

    as_at: date
    readings: tuple[Reading, ...] = ()
    beside: Beside = field(default_factory=Beside)
    hidden: tuple[str, ...] = ()


def encode(card: Scorecard, hidden: Iterable[str]) -> dict[str, Any]:
    """The counted readings of a scorecard that was made without typed ones."""
    lines = {line.card.measure.key: line for line in card.lines if line.card.readings}
    ends = {key: line.year_end for key, line in lines.items() if line.year_end.value is not None}
    compared = {key: line.comparison for key, line in lines.items() if line.comparison}
    return {
        "as_at": card.as_at.isoformat(),
        "readings": {key: _readings(line.card.readings) for key, line in lines.items()},
        "year_end": _YEAR_END.dump_python(ends, mode="json"),
        "compared": _COMPARED.dump_python(compared, mode="json"),
        "teams": [
            [each.team, each.label, each.reading.measure, _readings([each.reading])]
            for each in card.teams
        ],
        "notes": list(card.notes),
        "hidden": sorted(set(hidden)),
    }  # fmt: skip


def decode(stored: Mapping[str, Any]) -> Counted:
    """What `encode` was given."""
    return Counted(
        as_at=date.fromisoformat(stored["as_at"]),
        readings=tuple(
            each for key, rows in stored["readings"].items() for each in _read(key, rows)
        ),
        beside=Beside(
            year_end=_YEAR_END.validate_python(stored["year_end"]),
            compared=_COMPARED.validate_python(stored["compared"]),
            teams=tuple(
                TeamReading(team, label, each)
                for team, label, key, rows in stored["teams"]
                for each in _read(key, rows)
            ),
            notes=tuple(stored["notes"]),
        ),
        hidden=tuple(stored["hidden"]),
    )


def _readings(found: Iterable[Reading]) -> list[list[str | None]]:
    return [
        [
            each.period_end.isoformat(), _text(each.value), _text(each.numerator),
            _text(each.denominator), each.source,
        ]
        for each in found
    ]  # fmt: skip


def _read(key: str, rows: Iterable[list[str | None]]) -> Iterable[Reading]:
    for end, value, part, whole, source in rows:
        yield Reading(
            key, date.fromisoformat(end or ""), _number(value), _number(part), _number(whole),
            source or "",
        )  # fmt: skip


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)
