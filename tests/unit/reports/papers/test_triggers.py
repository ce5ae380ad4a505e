"""A trigger that a measure of the scorecard has reached brings its action into the paper."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from builders_board import AS_AT
from kinward.reports.papers.board.build import About, paper
from kinward.reports.papers.board.figures import Given, whole
from kinward.scorecard.latest import latest_values
from kinward.scorecard.model import Scorecard


def _reasons(given: Given, *, trigger: Decimal, target: Decimal) -> dict[str, str]:
    """Reason by action of a board paper whose action 1.1 has that trigger and target."""
    assert given.programme is not None
    first, *others = given.programme.actions
    watched = replace(first, trigger=trigger, success_target=target)
    told = replace(given, programme=replace(given.programme, actions=(watched, *others)))
    made = paper(whole(told), About("board"))
    table = next(each for each in made.tables if each.key == "actions_exceptions")
    return {row["ref"]: row["why"] for row in table.frame.to_dicts()}


def _looked_after(card: Scorecard | None) -> Decimal:
    assert card is not None
    return latest_values(card, AS_AT)["looked_after"]


@pytest.mark.parametrize(("above", "reached"), [(0, True), (1, False)])
def test_the_value_of_the_scorecard_is_held_against_the_trigger(
    known: Given, above: int, reached: bool
) -> None:
    value = _looked_after(whole(known).card)
    reasons = _reasons(known, trigger=value + above, target=value - 50)
    words = f"Its trigger of {value + above} is reached: the value is {value}"
    assert (words in reasons["1.1"]) is reached


def test_a_value_after_the_day_is_not_known_yet(known: Given) -> None:
    card = whole(known).card
    assert card is not None
    line = next(each for each in card.lines if each.card.measure.key == "looked_after")
    days = sorted(each.period_end for each in line.card.readings if each.value is not None)
    early = latest_values(card, days[0])["looked_after"]
    first = next(each.value for each in line.card.readings if each.period_end == days[0])
    assert early == first
