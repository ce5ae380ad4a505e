"""The counts behind shares that somebody typed without them.

A share beside the number that it is a share of tells its count, whoever made it: 3.1% of 130
looked after children are 4. So it is judged by that count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from kinward.cohort.compare import DFE_GROUPS
from kinward.scorecard.model import Reading, ScoreLine
from kinward.scorecard.values.places import AGES, LEGAL, OUR_PLACES

_TOTAL: Final = "looked_after"
_WHOLES: Final = {
    **dict.fromkeys((*AGES, *LEGAL, *OUR_PLACES, *DFE_GROUPS), _TOTAL),
    "uasc_pct": _TOTAL,
    "three_or_more_placements_pct": _TOTAL,
    "fostered_10_15_pct": "aged_10_15_pct",
    "re_entries_pct": "entries",
}
"""Shares, and the count that each is of; one that is itself a share after that of which it is."""

Counts = Mapping[date, Decimal]


def with_counts(lines: Iterable[ScoreLine]) -> dict[str, ScoreLine]:
    """The lines by measure, each share with the counts that a reader can work out.

    A share whose count nobody can tell, because the scorecard has no whole for it, is taken to be
    of the least that there can be: the day's other sources may have the whole.
    """
    found = {line.card.measure.key: line for line in lines}
    for key, whole in _WHOLES.items():
        if key in found:
            wholes = _counts(found[whole]) if whole in found else {}
            readings = tuple(_counted(each, wholes) for each in found[key].card.readings)
            found[key] = _replaced(found[key], readings)
    return found


def _replaced(line: ScoreLine, readings: tuple[Reading, ...]) -> ScoreLine:
    by_day = {each.period_end: each for each in readings}
    reading = line.reading and by_day.get(line.reading.period_end, line.reading)
    return replace(line, card=replace(line.card, readings=readings), reading=reading)


def _counts(line: ScoreLine) -> Counts:
    found = {}
    for each in line.card.readings:
        share = line.card.measure.key in _WHOLES
        number = each.numerator if share else each.value
        if number is not None:
            found[each.period_end] = number
    return found


def _counted(reading: Reading, wholes: Counts) -> Reading:
    if reading.numerator is not None or reading.value is None:
        return reading
    whole = wholes.get(reading.period_end)
    if whole is None:
        # Nobody knows that it is of many: of one child, unless it is a share of none or of all.
        part = Decimal(0) if reading.value == 0 else Decimal(1)
        return replace(reading, numerator=part, denominator=part)
    return replace(
        reading, numerator=Decimal(round(reading.value * whole / 100)), denominator=whole
    )
