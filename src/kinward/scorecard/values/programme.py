"""The programme's measures, from a plain mapping of their values.

They are of one day: what a programme's files say of a past day, read today, is not what they said
then. Past readings are those that somebody kept: the history of the service's records, or
`measures.csv`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from kinward.errors import ArgumentError
from kinward.measures.scored import THEMES
from kinward.scorecard.model import Reading

KEYS: Final = tuple(each.key for each in THEMES["The programme"])
"""The measures that a programme can give."""
_SOURCE: Final = "Programme"

Figure = Decimal | int | tuple[int, int] | None
"""A value in the measure's unit (pounds, not pence); or a part and its whole, for a share in per
cent; None where there is none."""


def of_values(values: Mapping[str, Figure], on: date) -> tuple[Reading, ...]:
    """Readings of a day, by measure.

    Args:
        values: by key (`KEYS`); those left out have no reading.

    Raises:
        ArgumentError: a key that no measure of a programme has.
    """
    unknown = sorted(set(values) - set(KEYS))
    if unknown:
        raise ArgumentError(
            f"The programme has no measure {unknown[0]}",
            remedy=f"Its measures are {', '.join(KEYS)}.",
        )
    return tuple(_reading(key, values[key], on) for key in KEYS if values.get(key) is not None)


def _reading(key: str, figure: Figure, on: date) -> Reading:
    if isinstance(figure, tuple):
        part, whole = figure
        value = Decimal(100 * part) / whole if whole else None
        return Reading(key, on, value, Decimal(part), Decimal(whole), _SOURCE)
    return Reading(key, on, None if figure is None else Decimal(figure), source=_SOURCE)
