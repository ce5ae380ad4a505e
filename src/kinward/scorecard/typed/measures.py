"""Which measure the rows are of: one of the library, or one that they define."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from kinward.errors import InputError
from kinward.measures import Charted, Frequency, Measure, ToDate, Unit
from kinward.measures.scored import ALSO_CALLED, SCORED
from kinward.scorecard.cards import OTHER, usual_cards
from kinward.scorecard.model import MeasureCard
from kinward.scorecard.typed.choices import (
    BETTER,
    FREQUENCIES,
    TIERS,
    TO_DATE,
    UNITS,
    YES,
    chosen,
    last,
)
from kinward.scorecard.typed.rows import Row
from kinward.tables import squeezed

_KIND: Final[dict[Unit, str]] = {
    "%": "share", "points": "share", "rate": "rate", "per 10,000": "rate",
    "pounds": "money", "pounds a week": "money",
}  # fmt: skip
"""Units that figures can be given in for one another's; all others count something."""
MOST_DECIMALS: Final = 4
"""Decimals that typed figures can make a measure show."""
FORMULA: Final = "typed, as its owner counts it"
"""The formula of a measure that is not of the library, where nobody gives one."""
DEFINITION: Final = "typed"
"""Whose definition it then is."""


def key_of(name: str) -> str:
    """The key of a measure by its key, its label or what papers call it; else one made of it."""
    known = _named().get(squeezed(name))
    return known or re.sub(r"[^0-9a-z]+", "_", name.lower()).strip("_")


def named_apart(row: Row, first: Row) -> None:
    """Refuse a name that a key cannot tell from another, or make a key of.

    Raises:
        InputError: as said. `first` is the first row of the same key.
    """
    key = key_of(row.text["measure"])
    if not key:
        raise InputError(
            "The name of the measure has neither a letter from a to z nor a figure",
            where=row.where("measure"),
            remedy="Name it in words.",
        )
    one, other = (" ".join(each.text["measure"].lower().split()) for each in (row, first))
    if key not in SCORED and one != other:
        raise InputError(
            f"The name of the measure differs from that of row {first.number} in signs alone",
            where=row.where("measure"),
            remedy="Name it as there if it is the same, or tell the two apart in words.",
        )


@cache
def _named() -> dict[str, str]:
    labels = {squeezed(each.label): key for key, each in SCORED.items()}
    others = {squeezed(name): key for name, key in ALSO_CALLED.items()}
    return {**labels, **others, **{squeezed(key): key for key in SCORED}}


def card_of(key: str, own: Sequence[Row]) -> MeasureCard:
    """The card of a measure, without its target and its readings.

    Raises:
        InputError: a measure that is not of the library and has no unit, or does not say whether
            high or low is better; a word that has no meaning.
    """
    usual = usual_cards().get(key)
    measure = _typed(key, own) if usual is None else _known(usual.measure, own)
    decimals = [_decimals(row) for row in own]
    measure = replace(measure, decimals=max(measure.decimals, min(max(decimals), MOST_DECIMALS)))
    card = usual or MeasureCard(measure, theme=OTHER)
    hide = chosen(own, "hide_small", YES)
    baselines = [row.dates["baseline_from"] for row in own if "baseline_from" in row.dates]
    return replace(
        card,
        measure=measure,
        theme=last(own, "theme") or card.theme,
        owner=last(own, "owner") or card.owner,
        tier=chosen(own, "tier", TIERS) or card.tier,
        disclosure=card.disclosure if hide is None else hide == "yes",
        baseline_from=baselines[-1] if baselines else None,
    )


def _known(measure: Measure, own: Sequence[Row]) -> Measure:
    """A measure of the library keeps its definition; how it is judged can be said."""
    unit = chosen(own, "unit", UNITS)
    if unit is not None and _KIND.get(unit, "count") != _KIND.get(measure.unit, "count"):
        raise InputError(
            f"The library has this measure in another unit: {measure.unit}",
            where=next(row for row in own if "unit" in row.text).where("unit"),
            remedy="Give its readings in that unit, or give the measure a name of its own.",
        )
    return replace(
        measure,
        polarity=chosen(own, "better", BETTER) or measure.polarity,
        frequency=_frequency(own, measure.frequency),
        to_date=chosen(own, "to_date", TO_DATE) or measure.to_date,
    )


def _typed(key: str, own: Sequence[Row]) -> Measure:
    unit, better = chosen(own, "unit", UNITS), chosen(own, "better", BETTER)
    if unit is None or better is None:
        column = "unit" if unit is None else "better"
        raise InputError(
            "The library has no such measure, and the row does not say what it is",
            where=own[0].where(column),
            remedy="Give its unit (%, rate, points, number, pounds) and what is better: high, low "
            "or none; or call it as the library does.",
        )
    counts = all(
        {"numerator", "denominator"} <= set(r.numbers) for r in own if "value" in r.numbers
    )
    to_date: ToDate = chosen(own, "to_date", TO_DATE) or (
        "ratio" if counts and unit == "%" else "none"
    )
    frequency = _frequency(own, "monthly")
    return Measure(
        key, own[0].text["measure"], unit, last(own, "formula") or FORMULA, better,
        last(own, "definition") or last(own, "source") or DEFINITION, frequency, 0, to_date,
        charted_of(frequency, to_date),
    )  # fmt: skip


def charted_of(frequency: Frequency, to_date: ToDate) -> Charted:
    """What the control chart of a measure that is not of the library is of."""
    if frequency == "yearly":
        return "none"
    return "changes" if to_date == "last" else "values"


def _frequency(own: Sequence[Row], otherwise: Frequency) -> Frequency:
    """As it is said; else as the periods are written."""
    said = chosen(own, "frequency", FREQUENCIES)
    written = [row.period.frequency for row in own if row.period is not None]
    return said or (written[-1] if written else otherwise)


def _decimals(row: Row) -> int:
    names = ("value", "previous", "target", "target_low", "target_high")
    places = [row.numbers[name].as_tuple().exponent for name in names if name in row.numbers]
    return max((-each for each in places if isinstance(each, int)), default=0)
