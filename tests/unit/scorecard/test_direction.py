"""Direction of travel, and whether it is good."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kinward.measures import Polarity
from kinward.scorecard.direction import direction
from kinward.scorecard.targets import Target
from scorecards import band, card, ceiling, floor, measure


@pytest.mark.parametrize(
    ("polarity", "target", "before", "now", "way", "sense"),
    [
        ("high", None, "1", "2", "up", "good"),
        ("high", None, "2", "1", "down", "bad"),
        ("low", None, "1", "2", "up", "bad"),
        ("low", None, "2", "1", "down", "good"),
        ("none", None, "1", "2", "up", "neither"),
        ("none", floor("5"), "1", "2", "up", "good"),
        ("none", ceiling("5"), "1", "2", "up", "bad"),
        ("none", band("30", "40"), "44", "41", "down", "good"),
        ("none", band("30", "40"), "28", "29", "up", "good"),
        ("none", band("30", "40"), "39", "41", "up", "bad"),
        ("none", band("30", "40"), "31", "39", "up", "neither"),
        ("low", band("30", "40"), "31", "32", "up", "bad"),
        # Equal as shown, with one decimal.
        ("high", None, "95.84", "95.76", "level", "neither"),
        ("high", None, "95.84", "95.86", "up", "good"),
    ],
)
def test_the_way_and_its_sense(
    polarity: Polarity, target: Target | None, before: str, now: str, way: str, sense: str
) -> None:
    of = card(measure(polarity=polarity), target=target)
    found = direction(of, Decimal(now), Decimal(before))

    assert found is not None
    assert (found.way, found.sense) == (way, sense)


def test_without_a_figure_before_there_is_no_direction() -> None:
    assert direction(card(measure()), Decimal(1), None) is None
    assert direction(card(measure()), None, Decimal(1)) is None
