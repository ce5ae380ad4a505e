"""All that the page of a measure tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kinward.measures.scored import SCORED
from kinward.scorecard.build import line as line_of
from kinward.scorecard.model import MeasureCard, ScoreLine
from kinward.words import long_date
from kinward_web.performance.models import Typed
from kinward_web.performance.presenters import measure as told
from kinward_web.performance.presenters.lines import COLOURS, Line, line, travel
from kinward_web.performance.presenters.rule import points, rule, tolerance
from kinward_web.performance.presenters.typed import Changes, listed
from kinward_web.performance.selectors.cards import one_card
from kinward_web.performance.selectors.scorecards import Own, Seen


@dataclass(frozen=True)
class Page:
    """What the page of a measure tells.

    Attributes:
        heading: the finding.
        line: where it stands; None for people who see their own areas alone.
        rule: colour, its word, and what gives it.
        about: what the measure is: words and answer.
        stands: where it stands: words and answer.
        points: days of a target that moves.
        changes: where the typed readings in its table change.
        own: whether only the person's own areas are told.
        has_own_words: whether the authority made the measure.
    """

    measure: str
    label: str
    heading: str
    line: Line | None
    rule: list[tuple[str, str, str]]
    about: list[tuple[str, str]]
    stands: list[tuple[str, str]]
    points: list[tuple[date, str]]
    sections: list[dict[str, Any]]
    changes: Changes | None = None
    own: bool = False
    has_own_words: bool = False


def page(measure: str, seen: Seen, today: date, typed: Sequence[Typed] = ()) -> Page:
    """The page for people who see every area.

    Args:
        typed: the readings that the person may change.
    """
    found = seen.line(measure)
    if found is None:
        # Neither a reading nor a target: what it is can be told all the same.
        found = line_of(replace(one_card(measure), readings=()), today)
    teams = [each for each in seen.card.teams if each.reading.measure == measure]
    shown, readings = line(found), listed(found.card.readings, typed)
    return Page(
        measure=measure,
        label=shown.label,
        heading=_heading(shown),
        line=shown,
        rule=[(colour, COLOURS[colour], words) for colour, words in rule(found, today)],  # type: ignore[index]
        about=_about(found.card),
        stands=_stands(found),
        points=points(found.card),
        sections=told.sections(found, teams, readings),
        changes=Changes(measure, tuple(readings)),
        has_own_words=measure not in SCORED,
    )


def own_page(measure: str, own: Own) -> Page:
    """The page for people who see their own areas alone: nothing of the others."""
    card = one_card(measure)
    teams = [each for each in own.readings if each.reading.measure == measure]
    return Page(
        measure=measure,
        label=card.measure.label,
        heading=card.measure.label,
        line=None,
        rule=[],
        about=_definition(card),
        stands=[],
        points=[],
        sections=told.own_sections(card.measure, teams) if teams else [],
        own=True,
    )


def _heading(shown: Line) -> str:
    if not shown.value:
        return shown.label
    colour = "" if shown.colour == "grey" else f", {shown.colour}"
    return f"{shown.label}: {shown.value}{colour}"


def _definition(card: MeasureCard) -> list[tuple[str, str]]:
    measure = card.measure
    return [
        ("How it is made", measure.formula),
        ("Unit", measure.unit),
        ("Whose definition", measure.source),
        ("What is better", told.BETTER[card.polarity]),
        ("How often", measure.frequency.capitalize()),
    ]


def _about(card: MeasureCard) -> list[tuple[str, str]]:
    return [
        *_definition(card),
        ("Year to date", told.TO_DATE[card.measure.to_date]),
        ("Theme", card.theme),
        ("Owner", card.owner or "Nobody yet"),
        ("Who looks at it", "The board" if card.tier == "board" else "Managers"),
        ("From the board", "Hidden while a count is small" if card.disclosure else "Never hidden"),
    ]


def _stands(found: ScoreLine) -> list[tuple[str, str]]:
    reading, shown = found.reading, line(found)
    rows = []
    if reading is not None:
        rows.append(("Period to", long_date(reading.period_end) + (", late" if found.late else "")))
        rows.append(("Source", _source(found)))
    if travel(found):
        rows.append(("Since the period before", travel(found)))
    if tolerance(found.card):
        rows.append(("Amber up to", f"{tolerance(found.card)} beyond it"))
    return [
        *rows,
        ("Year to date", _with_reason(shown.to_date, found.to_date.reason)),
        ("Year end, expected", _with_reason(shown.year_end, found.year_end.reason)),
    ]


def _source(found: ScoreLine) -> str:
    reading = found.reading
    if reading is None:
        return ""
    if not reading.typed_by:
        return reading.source or "Not told"
    on = f" on {long_date(reading.typed_on)}" if reading.typed_on else ""
    typed = f"typed by {reading.typed_by}{on}"
    return f"{reading.source}, {typed}" if reading.source else typed[0].upper() + typed[1:]


def _with_reason(value: str, reason: str) -> str:
    return f"{value} ({reason})" if value else f"None: {reason}"
