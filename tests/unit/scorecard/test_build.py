"""The scorecard of a day: which lines it has, and what each takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kinward.errors import ArgumentError
from kinward.measures.scored import BOARD, SCORED, THEMES, TOTALS
from kinward.scorecard.build import line, scorecard
from kinward.scorecard.cards import usual_cards, with_typed
from kinward.scorecard.model import MeasureCard, Reading
from scorecards import DECEMBER, card, floor, measure, readings

JANUARY = date(2016, 1, 31)


def lines_of(
    cards: Mapping[str, MeasureCard], *given: Reading, as_at: date = DECEMBER
) -> list[str]:
    return [each.card.measure.key for each in scorecard(cards, given, as_at).lines]


def test_a_line_for_each_reading_or_target_in_the_order_of_the_themes() -> None:
    target = replace(usual_cards()["reviews_on_time_pct"], target=floor("95"))
    given = (
        *readings("projected_spend", [1], DECEMBER),
        *readings("entries", [5], DECEMBER),
        *readings("looked_after", [589], DECEMBER),
        *readings("exits", [5], JANUARY),
    )
    cards = with_typed({"reviews_on_time_pct": target})

    assert lines_of(cards, *given) == [
        *("looked_after", "entries", "reviews_on_time_pct", "projected_spend"),
    ]
    assert lines_of(with_typed({})) == []


def test_a_target_without_a_reading_is_grey() -> None:
    found = line(card(measure(), target=floor("95")), DECEMBER)

    assert (found.rag.colour, found.rag.reason) == ("grey", "no reading")
    assert (found.reading, found.direction, found.late) == (None, None, False)


def test_the_figure_before_is_the_last_with_a_value() -> None:
    found = line(card(measure(), [80, None, 90, 99], JANUARY), DECEMBER)

    assert found.reading is not None
    assert found.previous is not None
    assert (found.reading.value, found.previous.value) == (90, 80)


def test_what_is_counted_goes_before_what_is_typed_and_the_rest_stays() -> None:
    typed = replace(
        usual_cards()["looked_after"],
        readings=tuple(
            replace(each, typed_by="A. Officer")
            for each in readings("looked_after", [570, 582, 586], DECEMBER)
        ),
    )
    made = scorecard(
        with_typed({"looked_after": typed}),
        readings("looked_after", [584, 589], DECEMBER),
        DECEMBER,
    )

    (only,) = made.lines
    assert [each.value for each in only.card.readings] == [570, 584, 589]
    assert made.notes == (
        "2 typed readings were left out: Kinward counts that measure and period itself.",
    )


@pytest.mark.parametrize(
    ("last", "late"),
    [
        (date(2015, 11, 30), False),
        (date(2015, 10, 31), True),
    ],
)
def test_late_is_a_whole_period_after_it_was_due(last: date, late: bool) -> None:
    of = card(measure(), [80], last)
    made = scorecard({"reviews": of}, (), DECEMBER)

    assert made.lines[0].late is late
    assert any("No reading of the last period yet: Reviews" in e for e in made.notes) is late


def test_colours_are_counted_and_the_board_is_short() -> None:
    cards = {
        "a": card(measure("a"), [90], target=floor("95"), tier="board"),
        "b": card(measure("b"), [96], target=floor("95")),
        "c": card(measure("c"), [1]),
    }
    made = scorecard(cards, (), DECEMBER)

    assert dict(made.counts) == {"red": 0, "amber": 1, "green": 1, "grey": 1}
    assert [each.card.measure.key for each in made.board] == ["a"]


def test_readings_of_one_period_twice_are_refused() -> None:
    with pytest.raises(ArgumentError, match="two readings of one period"):
        MeasureCard(measure(), readings=(Reading("a", DECEMBER, Decimal(1)),) * 2)


def test_the_library() -> None:
    """At least 40 that are counted, each in one theme, the board's and the totals among them."""
    counted = [
        each for theme, found in THEMES.items() if theme != "Other services" for each in found
    ]

    assert len(counted) == 74
    assert len(SCORED) == sum(len(found) for found in THEMES.values())
    assert len({each.label for each in SCORED.values()}) == len(SCORED)
    assert set(SCORED) >= BOARD | TOTALS
    assert all(each.formula and each.source for each in SCORED.values())
    hidden = {key for key, each in usual_cards().items() if each.disclosure}
    assert {"entries", "uasc_pct", "reviews_on_time_pct"} <= hidden
    assert not hidden & {"looked_after", "rate_per_10000", "projected_spend", "risks_red"}
