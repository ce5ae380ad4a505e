"""The readings that the rows of a measure give, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from kinward.errors import InputError
from kinward.measures import Measure
from kinward.scorecard.model import Reading
from kinward.scorecard.periods import before
from kinward.scorecard.typed.rows import Row

PREVIOUS = "the period before, as the row gives it"


def readings_of(measure: Measure, own: Sequence[Row]) -> tuple[Reading, ...]:
    """One reading a row with a value, and one of the period before where `previous` is given.

    A share without a value is made of its counts.

    Raises:
        InputError: two values of one period; counts that do not give the share, or without a value
            or a period.
    """
    found: dict[date, Reading] = {}
    for row in own:
        for reading in _given(measure, row):
            if reading.period_end in found:
                raise InputError(
                    "The measure has two values of one period",
                    where=row.where("period"),
                    remedy="Keep one of the two.",
                )
            found[reading.period_end] = reading
    for row in own:
        earlier = _previous(measure.key, row)
        if earlier is not None:
            found.setdefault(earlier.period_end, earlier)
    return tuple(found[end] for end in sorted(found))


def _given(measure: Measure, row: Row) -> Iterator[Reading]:
    value = row.numbers.get("value")
    part, whole = row.numbers.get("numerator"), row.numbers.get("denominator")
    if part is not None and whole is not None:
        if measure.unit == "%":
            value = _share(row, value, part, whole)
        elif value is None:
            raise InputError(
                "The counts have no value", where=row.where("value"), remedy="Give it too."
            )
    if row.period is not None and (value is not None or None not in (part, whole)):
        yield Reading(
            measure.key,
            row.period.end,
            value,
            part,
            whole,
            row.text.get("source", ""),
            row.text.get("typed_by", ""),
            row.dates.get("typed_on"),
            row.text.get("note", ""),
        )


def _share(row: Row, value: Decimal | None, part: Decimal, whole: Decimal) -> Decimal | None:
    """The share as it is typed, or else as its counts give it; None of nothing."""
    if row.period is None:
        raise InputError(
            "Counts have no period", where=row.where("period"), remedy="Give that of their share."
        )
    made = 100 * part / whole if whole else None
    if value is None:
        return made
    # A printed share is rounded or cut off.
    exponent = value.as_tuple().exponent
    if made is None or abs(value - made) >= Decimal(1).scaleb(int(exponent)):
        raise InputError(
            "The value is not the share that its counts give",
            where=row.where("value"),
            remedy="Correct one of the three, or leave the value out: it is made of the counts.",
        )
    return value


def _previous(key: str, row: Row) -> Reading | None:
    if row.period is None or "previous" not in row.numbers:
        return None
    end = before(row.period).end
    return Reading(
        key, end, row.numbers["previous"], source=row.text.get("source", ""), note=PREVIOUS
    )
