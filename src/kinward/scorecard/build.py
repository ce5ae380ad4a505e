"""The scorecard of a day, from cards and what Kinward counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kinward.scorecard.cards import in_themes
from kinward.scorecard.control import control
from kinward.scorecard.direction import direction
from kinward.scorecard.model import (
    Comparison,
    MeasureCard,
    Reading,
    Scorecard,
    ScoreLine,
    TeamReading,
    YearEnd,
)
from kinward.scorecard.periods import next_end
from kinward.scorecard.rag import rag
from kinward.scorecard.year_end import NONE, ended
from kinward.scorecard.year_to_date import year_to_date
from kinward.words import counted


@dataclass(frozen=True)
class Beside:
    """What stands beside the readings; all of it may be left out.

    Attributes:
        year_end: what is expected, by measure (`year_end.expected`).
        compared: neighbours and England, by measure (`compare.compare`).
        teams: readings by team (`team.of_teams`).
        notes: what the figures rest on.
    """

    year_end: Mapping[str, YearEnd] = field(default_factory=dict)
    compared: Mapping[str, Comparison] = field(default_factory=dict)
    teams: Sequence[TeamReading] = ()
    notes: Sequence[str] = ()


def scorecard(
    cards: Mapping[str, MeasureCard],
    counted_readings: Iterable[Reading],
    as_at: date,
    beside: Beside | None = None,
) -> Scorecard:
    """The scorecard of a day.

    Args:
        cards: by key of the measure, with typed readings (`cards.with_typed`).
        counted_readings: what Kinward counts; of a period with both, the typed one is left out.
        as_at: readings of later periods are not looked at.

    Returns:
        A line of each card with a reading by then, or with a target.
    """
    given = beside or Beside()
    own: dict[str, list[Reading]] = {}
    for each in counted_readings:
        own.setdefault(each.measure, []).append(each)
    merged = {key: _merged(card, own.get(key, [])) for key, card in cards.items()}
    lines = tuple(
        line(
            card,
            as_at,
            given.year_end.get(card.measure.key, NONE),
            given.compared.get(card.measure.key),
        )
        for card in in_themes(merged)
        if card.target is not None or _known(card, as_at)
    )
    notes = (*given.notes, *_notes(cards, own, lines))
    return Scorecard(as_at, lines, tuple(given.teams), notes)


def line(
    card: MeasureCard,
    as_at: date,
    expected: YearEnd = NONE,
    comparison: Comparison | None = None,
) -> ScoreLine:
    """The line of a card on a day."""
    known = _known(card, as_at)
    last = known[-1] if known else None
    before = known[-2] if len(known) > 1 else None
    value = None if last is None else last.value
    chart, why_not = control(card, as_at)
    to_date = year_to_date(card.measure, card.readings, as_at)
    if expected.value is None:
        expected = ended(card.measure, last, to_date, as_at)
    return ScoreLine(
        card=card,
        reading=last,
        previous=before,
        rag=rag(card.measure, value, card.target, last.period_end if last else as_at),
        direction=direction(card, value, None if before is None else before.value),
        to_date=to_date,
        year_end=expected,
        control=chart,
        no_control=why_not,
        comparison=comparison,
        late=last is not None and _late(card, last, as_at),
    )


def _known(card: MeasureCard, as_at: date) -> list[Reading]:
    return [e for e in card.readings if e.period_end <= as_at and e.value is not None]


def _late(card: MeasureCard, last: Reading, as_at: date) -> bool:
    """A whole period has passed since, and one more to type it in."""
    often = card.measure.frequency
    return next_end(next_end(last.period_end, often), often) <= as_at


def _merged(card: MeasureCard, own: Sequence[Reading]) -> MeasureCard:
    counted_ends = {each.period_end for each in own}
    typed = [each for each in card.readings if each.period_end not in counted_ends]
    both = sorted((*own, *typed), key=lambda each: each.period_end)
    return replace(card, readings=tuple(both))


def _notes(
    cards: Mapping[str, MeasureCard],
    own: Mapping[str, Sequence[Reading]],
    lines: Sequence[ScoreLine],
) -> Iterator[str]:
    twice = sum(
        each.period_end in {one.period_end for one in own.get(key, ())}
        for key, card in cards.items()
        for each in card.readings
    )
    if twice:
        was = "was" if twice == 1 else "were"
        yield (
            f"{counted(twice, 'typed reading')} {was} left out: Kinward counts that measure and "
            "period itself."
        )
    late = [each.card.measure.label for each in lines if each.late]
    if late:
        yield f"No reading of the last period yet: {'; '.join(late)}."
