"""Colours by rule, and the words of the rule."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kinward.errors import ArgumentError
from kinward.scorecard.rag import rag
from kinward.scorecard.targets import Band, Target, Trajectory
from scorecards import DECEMBER, band, ceiling, floor, measure


@pytest.mark.parametrize(
    ("target", "value", "colour", "reason"),
    [
        (floor("96"), "96.0", "green", "on the floor of 96.0%"),
        (floor("96"), "96.1", "green", "0.1 points over the floor of 96.0%"),
        (floor("96"), "95.0", "amber", "1.0 point under the floor of 96.0%, within 10%"),
        (floor("90"), "81.0", "amber", "9.0 points under the floor of 90.0%, within 10%"),
        (floor("90"), "80.9", "red", "9.1 points under the floor of 90.0%, beyond 10%"),
        (ceiling("20"), "22.0", "amber", "2.0 points over the ceiling of 20.0%, within 10%"),
        (ceiling("20"), "22.1", "red", "2.1 points over the ceiling of 20.0%, beyond 10%"),
        (ceiling("20"), "3.0", "green", "17.0 points under the ceiling of 20.0%"),
        (band("30", "40"), "30.0", "green", "inside the band from 30.0% to 40.0%"),
        (band("30", "40"), "44.0", "amber", "4.0 points over the high end of 40.0%, within 10%"),
        (band("30", "40"), "27.0", "amber", "3.0 points under the low end of 30.0%, within 10%"),
        (band("30", "40"), "26.9", "red", "3.1 points under the low end of 30.0%, beyond 10%"),
        (
            floor("96", tolerance_pct=Decimal("2.5")),
            "93.5",
            "red",
            "2.5 points under the floor of 96.0%, beyond 2.5%",
        ),
        (
            ceiling("0", tolerance=Decimal(3)),
            "3.0",
            "amber",
            "3.0 points over the ceiling of 0.0%, within 3.0 points",
        ),
        (ceiling("0"), "0.1", "red", "0.1 points over the ceiling of 0.0%, beyond 10%"),
    ],
)
def test_the_colour_and_its_reason(target: Target, value: str, colour: str, reason: str) -> None:
    found = rag(measure(), Decimal(value), target, DECEMBER)

    assert (found.colour, found.reason) == (colour, reason)


def test_a_target_below_nought_has_a_tolerance_as_large_as_above() -> None:
    pounds = measure(unit="pounds", decimals=0, polarity="low")

    assert rag(pounds, Decimal(-950), ceiling("-1000"), DECEMBER).colour == "amber"
    assert rag(pounds, Decimal(-899), ceiling("-1000"), DECEMBER).reason == (
        "£101 over the ceiling of -£1,000, beyond 10%"
    )


def test_what_is_shown_is_what_is_judged() -> None:
    assert rag(measure(), Decimal("95.96"), floor("96"), DECEMBER).colour == "green"
    assert rag(measure(decimals=2), Decimal("95.96"), floor("96"), DECEMBER).colour == "amber"


def test_grey_is_never_green() -> None:
    assert rag(measure(), Decimal(99), None, DECEMBER).reason == "no target"
    assert rag(measure(), None, floor("96"), DECEMBER).reason == "no reading"
    assert {rag(measure(), v, None, DECEMBER).colour for v in (None, Decimal(1))} == {"grey"}


PATH = Trajectory(
    "ceiling",
    (
        (date(2016, 4, 30), Decimal(535)),
        (date(2017, 4, 30), Decimal(497)),
        (date(2021, 3, 31), Decimal(453)),
    ),
)
"""Cambridgeshire's population targets of March 2016."""


@pytest.mark.parametrize(
    ("on", "value", "colour", "reason"),
    [
        (date(2016, 3, 31), 589, "grey", "no target yet: it begins on 30 April 2016"),
        (date(2016, 4, 30), 535, "green", "on the ceiling of 535"),
        # 184 of 365 days on: 535 - 38 x 184 / 365 = 515.8
        (date(2016, 10, 31), 516, "green", "on the ceiling of 516"),
        (date(2016, 10, 31), 567, "amber", "51 children over the ceiling of 516, within 10%"),
        (date(2016, 10, 31), 568, "red", "52 children over the ceiling of 516, beyond 10%"),
        (date(2025, 1, 1), 454, "amber", "1 child over the ceiling of 453, within 10%"),
    ],
)
def test_a_trajectory_runs_straight_from_point_to_point(
    on: date, value: int, colour: str, reason: str
) -> None:
    children = measure("looked_after", "none", unit="children", decimals=0)
    found = rag(children, Decimal(value), Target(PATH), on)

    assert (found.colour, found.reason) == (colour, reason)


def test_targets_that_cannot_be_are_refused() -> None:
    with pytest.raises(ArgumentError, match="low end of a target is above"):
        Band(Decimal(2), Decimal(1))
    with pytest.raises(ArgumentError, match="trajectory needs points"):
        Trajectory("floor", ())
    with pytest.raises(ArgumentError, match="trajectory needs points"):
        Trajectory("floor", PATH.points[::-1])
    with pytest.raises(ArgumentError, match="tolerance is below nought"):
        floor("1", tolerance=Decimal(-1))


def test_a_floor_that_moves_is_a_floor() -> None:
    rising = Trajectory(
        "floor", ((date(2016, 4, 30), Decimal(80)), (date(2017, 4, 30), Decimal(90)))
    )
    found = rag(measure(), Decimal("79.0"), Target(rising), date(2016, 4, 30))

    assert (found.colour, found.reason) == (
        "amber", "1.0 point under the floor of 80.0%, within 10%"
    )  # fmt: skip


def test_a_band_of_one_value_and_a_tolerance_of_nought_can_be() -> None:
    exact = band("30", "30", tolerance_pct=Decimal(0))

    assert rag(measure(), Decimal(30), exact, DECEMBER).colour == "green"
    assert rag(measure(), Decimal("30.1"), exact, DECEMBER).colour == "red"
    assert floor("1", tolerance=Decimal(0)).tolerance == 0


def test_a_day_that_a_trajectory_has_twice_is_refused() -> None:
    with pytest.raises(ArgumentError, match="trajectory needs points"):
        Trajectory("floor", (PATH.points[0], PATH.points[0]))
