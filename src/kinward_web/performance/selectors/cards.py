"""Cards and typed readings, as rows and as the core takes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from kinward.measures import Measure
from kinward.measures.scored import SCORED
from kinward.scorecard.cards import OTHER, usual_cards
from kinward.scorecard.model import MeasureCard, Reading
from kinward.scorecard.targets import Band, Bounds, Ceiling, Floor, Target, Trajectory
from kinward.scorecard.typed.measures import DEFINITION, FORMULA, MOST_DECIMALS, charted_of
from kinward.scorecard.write import write
from kinward_web.accounts.selectors import current_settings
from kinward_web.performance.models import Card, Typed
from kinward_web.planning.forms.values import plain


def card_of(measure: str) -> Card | None:
    """The card of a measure; None for one that is followed as the library has it."""
    return Card.objects.select_related("changed_by").filter(measure=measure).first()


def reading_of(measure: str, pk: int) -> Typed | None:
    """A typed reading of a measure."""
    found = Typed.objects.select_related("changed_by").filter(measure=measure, pk=pk)
    return found.first()


def typed_of(measure: str) -> list[Typed]:
    """The typed readings of a measure, the latest first."""
    found = Typed.objects.select_related("changed_by").filter(measure=measure)
    return list(found.order_by("-period_end"))


def own_labels() -> dict[str, str]:
    """The names of the measures that the authority added, by key."""
    return dict(Card.objects.filter(own=True).values_list("measure", "label"))


def exists(measure: str) -> bool:
    """Whether there is such a measure: in the library, or of the authority's own."""
    return measure in SCORED or Card.objects.filter(measure=measure, own=True).exists()


def cards(usual: Decimal | None = None) -> dict[str, MeasureCard]:
    """Every card with its typed readings, by key: of measures that have a card or a reading.

    Args:
        usual: the tolerance in per cent of targets that name none; None for that of the settings.
    """
    tolerance = current_settings().measure_tolerance_pct if usual is None else usual
    readings: dict[str, list[Reading]] = {}
    for each in Typed.objects.order_by("measure", "period_end"):
        readings.setdefault(each.measure, []).append(as_reading(each))
    rows = {each.measure: each for each in Card.objects.all()}
    keys = dict.fromkeys((*rows, *(key for key in readings if key in SCORED)))
    return {key: _made(key, rows.get(key), readings.get(key, []), tolerance) for key in keys}


def one_card(measure: str) -> MeasureCard:
    """The same of one measure, whether it has a card or not."""
    found = [as_reading(each) for each in Typed.objects.filter(measure=measure)]
    row, tolerance = card_of(measure), current_settings().measure_tolerance_pct
    return _made(measure, row, sorted(found, key=lambda each: each.period_end), tolerance)


def as_reading(row: Typed) -> Reading:
    """A typed reading as the core takes it."""
    return Reading(
        measure=row.measure,
        period_end=row.period_end,
        value=_bare(row.value),
        numerator=_bare(row.numerator),
        denominator=_bare(row.denominator),
        source=row.source,
        typed_by=row.typed_by,
        typed_on=row.typed_on,
        note=row.note,
    )


def bounds_of(row: Card) -> Bounds | None:
    """What a card wants; None without a target."""
    low, high = _bare(row.low), _bare(row.high)
    if row.target in (Card.Target.FLOORS, Card.Target.CEILINGS):
        side = "floor" if row.target == Card.Target.FLOORS else "ceiling"
        points = tuple((date.fromisoformat(day), Decimal(value)) for day, value in row.points)
        return Trajectory(side, points)  # type: ignore[arg-type]
    if row.target == Card.Target.FLOOR and low is not None:
        return Floor(low)
    if row.target == Card.Target.CEILING and high is not None:
        return Ceiling(high)
    if row.target == Card.Target.BAND and low is not None and high is not None:
        return Band(low, high)
    return None


def _made(key: str, row: Card | None, readings: list[Reading], tolerance: Decimal) -> MeasureCard:
    usual = usual_cards().get(key)
    if row is None:
        card = usual or MeasureCard(SCORED[key])
        return replace(card, measure=_shown(card.measure, readings, ()), readings=tuple(readings))
    bounds = bounds_of(row)
    base: Any = usual.measure if usual else _own(row)
    measure = replace(base, polarity=row.polarity, frequency=row.frequency, to_date=row.to_date)
    return MeasureCard(
        measure=_shown(measure, readings, _ends(bounds)),
        theme=row.theme or (usual.theme if usual else OTHER),
        owner=row.owner,
        tier=row.tier,  # type: ignore[arg-type]
        target=None if bounds is None else _target(bounds, row, tolerance),
        disclosure=row.disclosure,
        baseline_from=row.baseline_from,
        readings=tuple(readings),
    )


def _own(row: Card) -> Measure:
    return Measure(
        key=row.measure,
        label=row.label,
        unit=row.unit,  # type: ignore[arg-type]
        formula=row.formula or FORMULA,
        polarity=row.polarity,  # type: ignore[arg-type]
        source=row.source or DEFINITION,
        frequency=row.frequency,  # type: ignore[arg-type]
        decimals=0,
        to_date=row.to_date,  # type: ignore[arg-type]
        charted=charted_of(row.frequency, row.to_date),  # type: ignore[arg-type]
    )


def _target(bounds: Bounds, row: Card, tolerance: Decimal) -> Target:
    named = _bare(row.tolerance_pct)
    return Target(bounds, tolerance if named is None else named, _bare(row.tolerance))


def _shown(measure: Measure, readings: Iterable[Reading], ends: Iterable[Decimal]) -> Measure:
    """A measure with as many decimals as what was typed of it has."""
    numbers = [*ends, *(each.value for each in readings if each.value is not None)]
    most = max((_decimals(each) for each in numbers), default=0)
    return replace(measure, decimals=max(measure.decimals, min(most, MOST_DECIMALS)))


def _ends(bounds: Bounds | None) -> tuple[Decimal, ...]:
    if bounds is None:
        return ()
    if isinstance(bounds, Trajectory):
        return tuple(value for _, value in bounds.points)
    return (bounds.low, bounds.high) if isinstance(bounds, Band) else (bounds.at,)


def _decimals(number: Decimal) -> int:
    return max(0, -int(number.as_tuple().exponent))


def _bare(number: Decimal | None) -> Decimal | None:
    """Without the noughts that the database adds."""
    return None if number is None else Decimal(plain(number))


def as_file() -> str:
    """Targets and typed readings as the text of `measures.csv`."""
    return write(cards())
