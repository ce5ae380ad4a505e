"""What a file of measures would change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path
from typing import Any, Final

from kinward.errors import InputError
from kinward.measures.scored import SCORED
from kinward.scorecard.build import scorecard
from kinward.scorecard.model import MeasureCard, Reading
from kinward.scorecard.published import Difference, differences
from kinward.scorecard.read import Typed as InFile
from kinward.scorecard.read import read
from kinward.scorecard.targets import Band, Bounds, Ceiling, Floor, usual_tolerance
from kinward.scorecard.typed.measures import DEFINITION, FORMULA, key_of
from kinward.scorecard.typed.readings import PREVIOUS
from kinward.scorecard.typed.rows import rows
from kinward.words import long_date
from kinward_web.accounts.selectors import current_settings
from kinward_web.performance.followed import Followed, of_row, usual
from kinward_web.performance.models import Card, Typed
from kinward_web.performance.selectors.cards import as_reading

_MOST: Final = 5_000
_MOST_NUMBER: Final = Decimal(10) ** 12
_SIXTH: Final = Decimal("0.000001")
_SAID: Final = {
    "better": "polarity", "frequency": "frequency", "to_date": "to_date", "theme": "theme",
    "tier": "tier", "owner": "owner", "hide_small": "disclosure", "baseline_from": "baseline_from",
    "tolerance_pct": "tolerance_pct", "tolerance": "tolerance",
}  # fmt: skip
"""Columns of the file, and what each says of a card."""
_ENDS: Final = frozenset({"target", "target_low", "target_high"})


@dataclass(frozen=True)
class CardChange:
    """A card that would be made or changed; `row` is that which is there."""

    measure: str
    label: str
    row: Card | None
    before: Followed
    after: Followed


@dataclass(frozen=True)
class ReadingChange:
    """A reading that would be added or changed; `row` is that which is there."""

    measure: str
    label: str
    row: Typed | None
    before: Reading | None
    after: Reading


@dataclass(frozen=True)
class Incoming:
    """What a file would change; what is not in it stays.

    Attributes:
        same: how many readings are there already as they are in the file.
        differences: where the file prints another colour or direction than the rule gives.
    """

    cards: tuple[CardChange, ...]
    readings: tuple[ReadingChange, ...]
    same: int
    differences: tuple[Difference, ...]

    @property
    def empty(self) -> bool:
        """Whether it would change nothing."""
        return not (self.cards or self.readings)


def incoming(path: Path, today: date) -> Incoming:
    """What a file would change.

    Raises:
        InputError: it cannot be read as `scorecard.read` does, or holds what cannot be kept.
    """
    found = read(path)
    given = _given(path)
    there = {row.measure: row for row in Card.objects.select_related("changed_by")}
    cards = [
        each
        for key, card in found.cards.items()
        if (each := _card(key, card, there.get(key), given.get(key, frozenset())))
    ]
    old = {(r.measure, r.period_end): r for r in Typed.objects.select_related("changed_by")}
    readings, same = [], 0
    for key, card in found.cards.items():
        for reading in card.readings:
            change = _reading(key, card, reading, old, today)
            same += change is None
            readings += [change] if change else []
    if len(readings) > _MOST:
        raise InputError(
            f"The file has more than {_MOST:,} new readings", remedy="Bring it in by parts."
        )
    return Incoming(tuple(cards), tuple(readings), same, _otherwise(found, today))


def _given(path: Path) -> dict[str, frozenset[str]]:
    """By measure, the columns that some row of it fills."""
    columns: dict[str, set[str]] = {}
    for row in rows(path):
        own = columns.setdefault(key_of(row.text["measure"]), set())
        own |= {*row.text, *row.numbers, *row.dates}
    return {key: frozenset(each) for key, each in columns.items()}


def _card(
    key: str, card: MeasureCard, row: Card | None, given: frozenset[str]
) -> CardChange | None:
    before = of_row(row) if row else usual(key)
    after = replace(before, **dict(_said(card, given)))
    if given & _ENDS and card.target is not None:
        after = replace(after, **_wanted(card.target.bounds))
    if key not in SCORED:
        _nameable(key, card)
        after = _defined(card, after, new=row is None, given=given)
    if after == before and (row is not None or key in SCORED):
        return None
    _fits(card, after)
    return CardChange(key, card.measure.label, row, before, after)


def _nameable(key: str, card: MeasureCard) -> None:
    """A name without a letter or digit would give no address."""
    if not key or len(key) > _text_most("measure"):
        raise InputError(
            "The name of a measure cannot be used", where=card.measure.label[:80],
            remedy="Give it a shorter one, of letters and digits.",
        )  # fmt: skip


def _fits(card: MeasureCard, after: Followed) -> None:
    for name in ("label", "owner", "theme", "source"):
        most = _text_most(name)
        if len(getattr(after, name)) > most:
            raise InputError(
                f"The {name} is too long", where=card.measure.label[:80],
                remedy=f"Write it in {most} signs.",
            )  # fmt: skip


def _text_most(name: str) -> int:
    field: Any = Card._meta.get_field(name)
    return int(field.max_length)


def _said(card: MeasureCard, given: frozenset[str]) -> Iterator[tuple[str, Any]]:
    target = card.target
    values: Mapping[str, Any] = {
        "polarity": card.measure.polarity,
        "frequency": card.measure.frequency,
        "to_date": card.measure.to_date,
        "theme": card.theme,
        "tier": card.tier,
        "owner": card.owner,
        "disclosure": card.disclosure,
        "baseline_from": card.baseline_from,
        "tolerance_pct": _named(target.tolerance_pct) if target else None,
        "tolerance": None if target is None else _kept(target.tolerance, card),
    }
    for column, name in _SAID.items():
        if column in given:
            yield name, values[name]


def _named(tolerance: Decimal) -> Decimal | None:
    """None for the tolerance that counts where none is named: it goes on with the settings."""
    usual_ones = (usual_tolerance(), current_settings().measure_tolerance_pct)
    return None if tolerance in usual_ones else tolerance


def _defined(card: MeasureCard, after: Followed, *, new: bool, given: frozenset[str]) -> Followed:
    """What a measure of one's own is."""
    measure = card.measure
    made = "" if measure.formula == FORMULA else measure.formula
    whose = "" if measure.source == DEFINITION else measure.source
    if not new:
        return replace(
            after,
            unit=measure.unit if "unit" in given else after.unit,
            formula=made if "formula" in given else after.formula,
            source=whose if "definition" in given else after.source,
        )
    return replace(
        after, own=True, label=measure.label, unit=measure.unit, formula=made, source=whose,
        polarity=measure.polarity, frequency=measure.frequency, to_date=measure.to_date,
    )  # fmt: skip


def _wanted(bounds: Bounds) -> dict[str, Any]:
    none: dict[str, Any] = {"low": None, "high": None, "points": ()}
    if isinstance(bounds, Floor):
        return {**none, "target": "floor", "low": bounds.at}
    if isinstance(bounds, Ceiling):
        return {**none, "target": "ceiling", "high": bounds.at}
    if isinstance(bounds, Band):
        return {**none, "target": "band", "low": bounds.low, "high": bounds.high}
    points = tuple((day.isoformat(), f"{value:f}") for day, value in bounds.points)
    return {**none, "target": f"{bounds.side}s", "points": points}


def _reading(
    key: str,
    card: MeasureCard,
    given: Reading,
    old: Mapping[tuple[str, date], Typed],
    today: date,
) -> ReadingChange | None:
    row = old.get((key, given.period_end))
    before = as_reading(row) if row else None
    if before is not None and given.note == PREVIOUS:
        # The figure of the period before stands in the row of another: its own row knows better.
        return None
    after = replace(
        given,
        value=_kept(given.value, card),
        numerator=_kept(given.numerator, card),
        denominator=_kept(given.denominator, card),
        typed_by=given.typed_by or (before.typed_by if before else ""),
        typed_on=given.typed_on or (before.typed_on if before else None),
    )
    if after == before:
        return None
    where = f"{card.measure.label}, period to {long_date(given.period_end)}"
    if given.period_end > today:
        raise InputError(
            "The period of a value has not ended", where=where, remedy="Leave its value empty."
        )
    if (after.numerator is None) != (after.denominator is None):
        raise InputError(
            "A value has one of part and whole", where=where, remedy="Give both or neither."
        )
    return ReadingChange(key, card.measure.label, row, before, after)


def _kept(number: Decimal | None, card: MeasureCard) -> Decimal | None:
    """A number as the database holds it."""
    if number is None:
        return None
    if abs(number) >= _MOST_NUMBER:
        raise InputError(
            "A number is too large", where=card.measure.label, remedy="Give it in larger units."
        )
    return number.quantize(_SIXTH, ROUND_HALF_EVEN) if _long(number) else number


def _long(number: Decimal) -> bool:
    return -int(number.as_tuple().exponent) > -int(_SIXTH.as_tuple().exponent)


def _otherwise(found: InFile, today: date) -> tuple[Difference, ...]:
    cards = {key: found.cards[key] for key in found.published}
    return differences(scorecard(cards, (), today), found.published)
